import { moduleOf, operations } from '#kernel/declare/module.js'
import { exceptionBanners } from './banners.js'
import { checkGate } from './check-gate.js'
import { closeCondition } from './close-condition.js'
import { decideGate } from './decide-gate.js'
import { decideOpportunity } from './decide-opportunity.js'
import { grantException } from './grant-exception.js'
import { changedGatesInWords, findBeforeGates, noteChangedGates } from './note-changed-gates.js'
import { changeImpactPage } from './pages/change-impact-page.js'
import { decidePage } from './pages/decide-page.js'
import { exceptionPages } from './pages/exception-pages.js'
import { followUpPages } from './pages/follow-up-pages.js'
import { gatePage } from './pages/gate-page.js'
import { gatesPage } from './pages/gates-page.js'
import { opportunityGatePage } from './pages/opportunity-page.js'
import { signOffPages } from './pages/sign-off-pages.js'
import { planCatchUp } from './plan-catch-up.js'
import { revokeException } from './revoke-exception.js'
import { pathwayRoutes } from './routes.js'
import { signGate } from './sign-gate.js'
import { showChangeImpact } from './show-change-impact.js'
import { showFirstGate } from './show-first-gate.js'
import { findMembers, listHoldingExceptions, showGate, showGates } from './show-gates.js'
import { signaturesAfter, waitingSignatures } from './waiting-signatures.js'
import { pathwaySubscribers } from './subscribers.js'
import { findChangedGates, lookAtGate } from './look-at-gate.js'
import { takeBackSignature } from './take-back-signature.js'
import { findWaitingPathway, pathwayHomeItems } from './what-needs-me.js'

/** The pathway: gates with decisions, exceptions, conditions, and what is to be caught up. */
export const pathwayModule = moduleOf({
  name: 'pathway',
  rank: 9,
  operations: operations(
    decideGate,
    decideOpportunity,
    grantException,
    revokeException,
    closeCondition,
    signGate,
    takeBackSignature,
    planCatchUp,
    checkGate,
    showGates,
    showGate,
    showFirstGate,
    showChangeImpact,
    listHoldingExceptions,
    findMembers,
    findWaitingPathway,
    waitingSignatures,
    signaturesAfter,
    findBeforeGates,
    noteChangedGates,
    changedGatesInWords,
    findChangedGates,
    lookAtGate,
  ),
  pages: [
    gatesPage,
    ...followUpPages,
    ...exceptionPages,
    decidePage,
    ...signOffPages,
    gatePage,
    opportunityGatePage,
    changeImpactPage,
  ],
  routes: pathwayRoutes,
  subscribers: pathwaySubscribers,
  banners: [exceptionBanners],
  tabs: [
    {
      of: 'deployment',
      label: 'Gates',
      order: 2,
      path: '/register/deployments/:id/gates',
      allow: ['signed-in'],
    },
    {
      of: 'opportunity',
      label: 'First gate',
      order: 2,
      path: '/register/opportunities/:id/gate',
      allow: ['signed-in'],
    },
  ],
  homeItems: pathwayHomeItems,
})
