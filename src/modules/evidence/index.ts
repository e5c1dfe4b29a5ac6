export { answerStatesFor } from './answer-states.js'
export { addLink, attachDocumentTo } from './attach-document.js'
export { openDocument } from './open-document.js'
export { reopenEvidence } from './reopen-evidence.js'
export { saveAnswer } from './save-answer.js'
export { showAnswer, showEvidence, type RequirementEvidence } from './show-evidence.js'
export { readDocuments } from './document-store.js'
export { readSigned } from './store.js'
export { signAnswer } from './sign-answer.js'
export { withdrawDocument } from './withdraw-document.js'
export { EXPIRES_SOON_DAYS, type EvidenceWord } from './rules.js'
export type {
  AcceptanceFact,
  AnswerState,
  AnswerValue,
  EvidenceDocument,
  Signature,
  SignedAnswer,
} from './model.js'
export { evidenceModule } from './module.js'
