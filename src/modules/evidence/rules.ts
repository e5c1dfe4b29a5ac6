import type { Actor } from '#kernel/actor.js'
import { NotAllowed, type Problem } from '#kernel/errors.js'
import type { Role } from '#kernel/roles.js'
import { daysBetween, type CalendarDate } from '#kernel/time.js'
import { rolesInWords, type Requirement } from '#modules/framework/index.js'
import { isAnswered } from './answers.js'
import type { AnswerState, Draft, EvidenceDocument, SignedAnswer } from './model.js'
import type { Held } from './on-file.js'

/** The roles that may answer a requirement, and put right what is kept for it. */
export const answeringRoles = ({ answeredBy, signedBy }: Requirement): readonly Role[] => [
  ...new Set<Role>([...answeredBy, ...signedBy, 'administrator']),
]

/** Whether the actor may answer this requirement. */
export const mayAnswerIt = (actor: Actor, requirement: Requirement): boolean =>
  actor.roles.some((role) => answeringRoles(requirement).includes(role))

/** Throws NotAllowed unless the actor may answer this requirement. */
export const checkMayAnswer = (actor: Actor, requirement: Requirement): void => {
  if (mayAnswerIt(actor, requirement)) return
  throw new NotAllowed(`This is answered by the ${rolesInWords(requirement.answeredBy)}.`)
}

/** The role in which a person signs. Throws NotAllowed for a key, and for a role that may not sign this. */
export const signingRole = (actor: Actor, requirement: Requirement): Role => {
  if (actor.kind !== 'person') throw new NotAllowed('Only a person can sign. Sign in to do it.')
  const role = requirement.signedBy.find((one) => actor.roles.includes(one))
  if (role) return role
  throw new NotAllowed(`This is signed by the ${rolesInWords(requirement.signedBy)}.`)
}

/** What is missing before a draft can be signed; empty when it can be. */
export const missingBeforeSigning = (
  requirement: Requirement,
  draft: Pick<Draft, 'values'>,
  hasDocument: boolean,
): Problem[] => {
  const { anyOf, allOf } = requirement.metBy
  if (allOf.includes('document') && !hasDocument)
    return [{ message: 'Add a document before you sign.' }]
  if (hasDocument && anyOf.includes('document')) return []
  return requirement.fields
    .filter((field) => field.required && !isAnswered(draft.values[field.id]))
    .map((field) => ({ field: `answers.${field.id}`, message: `Not answered: ${field.label}` }))
}

/** Days before its end at which evidence is said to expire soon. */
export const EXPIRES_SOON_DAYS = 90

/** The states of a requirement's evidence, as one word or two on the screen. */
export type EvidenceWord =
  | 'Not answered'
  | 'Started'
  | 'To sign'
  | 'Signed'
  | 'Changed since signed'
  | 'Expires soon'
  | 'Expired'
  | 'Under review'
  | 'Said not to apply'
  | 'Accepted'

/** The state of what is on file, in a word, from dates alone. */
export const evidenceWord = (
  requirement: Requirement,
  draft: Draft | undefined,
  signed: SignedAnswer | undefined,
  hasDocument: boolean,
  today: CalendarDate,
): EvidenceWord => {
  if (signed) return signedWord(draft, signed, today)
  const started =
    draft && (Object.values(draft.values).some(isAnswered) || draft.notApplicableReason !== null)
  if (!started && !hasDocument) return 'Not answered'
  const ready =
    draft &&
    (draft.notApplicableReason !== null ||
      missingBeforeSigning(requirement, draft, hasDocument).length === 0)
  return ready ? 'To sign' : 'Started'
}

/** The state of reliance on another's work in a word, where that is what counts; otherwise null. */
export const heldWord = (
  { held, signed }: { held: Held | undefined; signed: SignedAnswer | undefined },
  today: CalendarDate,
): EvidenceWord | null => {
  if (!held || (held.state.state !== 'stands' && signed)) return null
  if (held.state.state === 'under-review') return 'Under review'
  if (held.state.state === 'expired') return 'Expired'
  const { until } = held.state
  const endsSoon = until !== null && daysBetween(today, until) <= EXPIRES_SOON_DAYS
  return endsSoon ? 'Expires soon' : 'Accepted'
}

const signedWord = (
  draft: Draft | undefined,
  signed: SignedAnswer,
  today: CalendarDate,
): EvidenceWord => {
  const { inDateUntil, reviewSince, notApplicableReason } = signed
  if (reviewSince !== null) return 'Under review'
  if (inDateUntil !== null && inDateUntil < today) return 'Expired'
  if (draft && draft.revision !== signed.draftRevision) return 'Changed since signed'
  if (inDateUntil !== null && daysBetween(today, inDateUntil) <= EXPIRES_SOON_DAYS)
    return 'Expires soon'
  return notApplicableReason === null ? 'Signed' : 'Said not to apply'
}

/** What is on file as gates are assessed on it: what was signed, otherwise the draft. */
export const answerState = (
  requirementId: string,
  draft: Draft | undefined,
  signed: SignedAnswer | undefined,
  documents: readonly EvidenceDocument[],
): AnswerState => {
  const source = signed ?? draft
  const document = signed ? signed.documents.at(-1) : documents.at(-1)
  const saidNot = signed?.notApplicableReason ?? null
  return {
    requirementId,
    edition: signed?.id ?? (draft ? `${draft.id}.${draft.revision}` : null),
    answers:
      source && Object.values(source.values).some(isAnswered)
        ? { values: source.values, answeredOn: source.answeredOn }
        : null,
    document: document ? { title: document.title, addedOn: document.addedOn } : null,
    notApplicable:
      signed && saidNot !== null && signed.reviewSince === null
        ? { reason: saidNot, signature: signed.signature }
        : null,
    signature: signed && saidNot === null ? signed.signature : null,
    inDateUntil: signed?.inDateUntil ?? null,
    underReview: signed?.reviewSince ? { since: signed.reviewSince } : null,
    acceptance: null,
  }
}
