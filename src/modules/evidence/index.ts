export { answerAddress } from './addresses.js'
export { acceptEvidence } from './accept-evidence.js'
export { addLink, attachDocumentTo, checkMayAttach } from './attach-document.js'
export { lookAtFile, lookedAtBefore, lookedAtFile, type LookedAtFile } from './look-at-file.js'
export { followFile, unfollowFile } from './follow-file.js'
export { openDocument } from './open-document.js'
export { answerStatesFor } from './read-papers.js'
export { readReviews, type Review } from './read-reviews.js'
export { reopenEvidence } from './reopen-evidence.js'
export { saveAnswer } from './save-answer.js'
export { showAnswer, showEvidence, type RequirementEvidence } from './show-evidence.js'
export { readDocuments } from './document-store.js'
export { readSigned } from './signed-store.js'
export { signAnswer } from './sign-answer.js'
export { setOpening } from './set-opening.js'
export { closedInWords } from './stored/closed-documents.js'
export { linksInWords } from './links/dead-links.js'
export { noteLinks } from './links/note-links.js'
export { unsignedInWords, type ToSign } from './unsigned-in-words.js'
export { endingInWords, type EndsSoon } from './ending-in-words.js'
export { reviewInWords, type ToLookAt } from './review-in-words.js'
export { findRelianceWaiting, type RelianceWaiting } from './reliance-home.js'
export { startFrom } from './start-from.js'
export { findUsableWork, type UsableWork } from './usable-work.js'
export { PASSPORT_KEY_FILE, passportVerbs } from './passport/index.js'
export { withdrawAnswer } from './withdraw-answer.js'
export { readAcceptances, type Acceptance } from './acceptance-store.js'
export { withdrawAcceptance } from './withdraw-acceptance.js'
export { withdrawDocument } from './withdraw-document.js'
export { EXPIRES_SOON_DAYS, type EvidenceWord } from './rules.js'
export { LARGEST_DOCUMENT, MAY_ANSWER, SUBJECT_SCOPES } from './model.js'
export { DocumentFields } from './pages/document-fields.js'
export type {
  AcceptanceFact,
  AnswerState,
  AnswerValue,
  EvidenceDocument,
  Signature,
  SignedAnswer,
  Subject,
  SubjectScope,
} from './model.js'
export { evidenceModule } from './module.js'
