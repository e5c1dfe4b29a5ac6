import { moduleOf, operations } from '#kernel/declare/module.js'
import { confirmItem } from './confirm-item.js'
import { findBlocksLost, findOpenProposals } from './find-open-proposals.js'
import { agreedWayHomeItems } from './pages/home-items.js'
import { layerPages } from './pages/layer-pages.js'
import { proposalPages } from './pages/proposal-pages.js'
import { versionPages } from './pages/version-pages.js'
import { findMoved, noteFollowedSystem } from './note-followed-system.js'
import { proposeChange } from './propose-change.js'
import { recordInstalledVersion } from './record-installed-version.js'
import { answerProposal, commentOnProposal } from './respond-to-proposal.js'
import { adoptProposal, withdrawProposal } from './settle-proposal.js'
import { previewChange, showProposal, showVersions } from './show-versions.js'
import { confirmationPages } from './pages/confirmation-pages.js'
import { frameworkPages } from './pages/framework-pages.js'
import { proposalRoutes } from './proposal-routes.js'
import { agreedWayRoutes } from './routes.js'
import { listConfirmable, showAgreedWay, showConfirmable } from './show-agreed-way.js'
import { agreedWayJobs, agreedWaySubscribers } from './subscribers.js'
import { withdrawConfirmation } from './withdraw-confirmation.js'

/** The agreed way as each system follows it: what it has confirmed, added and adopted. */
export const agreedWayModule = moduleOf({
  name: 'agreed-way',
  rank: 4,
  operations: operations(
    confirmItem,
    withdrawConfirmation,
    showAgreedWay,
    listConfirmable,
    showConfirmable,
    recordInstalledVersion,
    findMoved,
    noteFollowedSystem,
    proposeChange,
    commentOnProposal,
    answerProposal,
    adoptProposal,
    withdrawProposal,
    showVersions,
    previewChange,
    showProposal,
    findOpenProposals,
    findBlocksLost,
  ),
  pages: [
    ...confirmationPages,
    ...versionPages,
    ...layerPages,
    ...proposalPages,
    ...frameworkPages,
  ],
  routes: [...agreedWayRoutes, ...proposalRoutes],
  subscribers: agreedWaySubscribers,
  clockJobs: agreedWayJobs,
  homeItems: agreedWayHomeItems,
})
