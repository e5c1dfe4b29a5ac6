import { moduleOf, operations, type ModuleDescription } from '#kernel/declare/module.js'
import {
  alertAudience,
  alertInWords,
  alertsNotAcknowledged,
  alertsOfProduct,
  concernForLetter,
} from './alert-audience.js'
import { openAlerts } from './alerts-for.js'
import { answerAlert } from './answer-alert.js'
import { issueAlert } from './issue-alert.js'
import { issueSystemAlert } from './issue-system-alert.js'
import { listAlerts } from './list-alerts.js'
import { listConcerns } from './list-concerns.js'
import { ownTools, systemVersions } from './own-tools.js'
import { raiseConcern } from './raise-concern.js'
import { raiseFromSignal } from './raise-from-signal.js'
import { alertForms, alertPage } from './pages/alert.js'
import { alertsCsv, alertsPage, newAlertPage } from './pages/alerts.js'
import { concernForms } from './pages/concern-forms.js'
import { concernPage } from './pages/concern.js'
import {
  alertBanners,
  alertNext,
  deploymentPanel,
  deploymentTabPage,
  productPanel,
} from './pages/deployment.js'
import { homeItems } from './pages/home-items.js'
import { listCsv, listPage } from './pages/list.js'
import { publicConcernPages } from './pages/public-concern.js'
import { raisePage, thankYouPage } from './pages/raise.js'
import {
  publicConcernOrganisation,
  raisePublicConcern,
  takesPublicConcerns,
} from './raise-public-concern.js'
import { redactConcern } from './redact-concern.js'
import { concernRoutes } from './routes.js'
import { showAlert } from './show-alert.js'
import { showConcern } from './show-concern.js'
import { standDownAlert } from './stand-down-alert.js'
import { concernSubscribers } from './subscribers.js'
import { tellOfEnd } from './tell-of-end.js'
import { triageConcern } from './triage-concern.js'
import { whatNeedsMe } from './what-needs-me.js'
import {
  acknowledgeConcern,
  closeConcern,
  commentOnConcern,
  reopenConcern,
} from './work-on-concern.js'

/** Concerns and the alerts that come of them. */
export const concernsModule = (): ModuleDescription =>
  moduleOf({
    name: 'concerns',
    rank: 8,
    operations: operations(
      raiseConcern,
      raiseFromSignal,
      raisePublicConcern,
      publicConcernOrganisation,
      takesPublicConcerns,
      acknowledgeConcern,
      commentOnConcern,
      triageConcern,
      closeConcern,
      reopenConcern,
      redactConcern,
      issueAlert,
      issueSystemAlert,
      standDownAlert,
      answerAlert,
      tellOfEnd,
      listConcerns,
      showConcern,
      listAlerts,
      showAlert,
      openAlerts,
      alertsOfProduct,
      alertAudience,
      alertsNotAcknowledged,
      alertInWords,
      concernForLetter,
      ownTools,
      systemVersions,
      whatNeedsMe,
    ),
    pages: [
      listPage,
      listCsv,
      raisePage,
      thankYouPage,
      concernPage,
      ...concernForms,
      alertsPage,
      alertsCsv,
      newAlertPage,
      alertPage,
      ...alertForms,
      deploymentTabPage,
      ...publicConcernPages(),
    ],
    routes: concernRoutes,
    subscribers: concernSubscribers,
    tabs: [
      {
        of: 'deployment',
        label: 'Concerns',
        order: 7,
        path: '/register/deployments/:id/concerns',
        allow: ['signed-in'],
      },
    ],
    banners: [alertBanners],
    nextActions: [alertNext],
    panels: [deploymentPanel, productPanel],
    navigation: [
      { label: 'Concerns', href: '/concerns', order: 3, allow: ['signed-in'] },
      { label: 'Alerts', href: '/alerts', order: 4, allow: ['signed-in'] },
    ],
    homeItems,
  })
