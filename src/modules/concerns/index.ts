export { raiseConcern, type RaisedConcern } from './raise-concern.js'
export { raiseFromSignal } from './raise-from-signal.js'
export { raisePublicConcern, takesPublicConcerns } from './raise-public-concern.js'
export { triageConcern } from './triage-concern.js'
export {
  acknowledgeConcern,
  closeConcern,
  commentOnConcern,
  reopenConcern,
} from './work-on-concern.js'
export { redactConcern } from './redact-concern.js'
export { answerAlert } from './answer-alert.js'
export { issueSystemAlert } from './issue-system-alert.js'
export { standDownAlert } from './stand-down-alert.js'
export { showConcern } from './show-concern.js'
export { listConcerns } from './list-concerns.js'
export { showAlert } from './show-alert.js'
export { listAlerts } from './list-alerts.js'
export { readUnanswered, type UnansweredAlert } from './unanswered-alerts.js'
export { alertsFor, type OpenAlert } from './alerts-for.js'
export { openConcerns, readPressingConcerns, type OpenConcern } from './concern-store.js'
export {
  alertAudience,
  alertInWords,
  alertsNotAcknowledged,
  concernForLetter,
  type Audience,
} from './alert-audience.js'
export { HAZARD_KIND_NAMES, HAZARD_KINDS, type HazardKind } from './hazard-kinds.js'
export { ANSWER_NAMES, KIND_NAMES, NOT_A_NATIONAL_ALERT } from './words.js'
export type { Alert, AlertRecipient, AnswerState, Concern, Severity } from './model.js'
export { concernsModule } from './module.js'
