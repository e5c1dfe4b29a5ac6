import type { SignedAnswer } from '../model.js'
import type { PassportItem } from './passport-file.js'

/** What of a signed answer a passport states. */
export type Stated = Pick<
  SignedAnswer,
  | 'id'
  | 'requirementId'
  | 'part'
  | 'scope'
  | 'subjectId'
  | 'versionName'
  | 'values'
  | 'notApplicableReason'
  | 'documents'
  | 'inDateUntil'
  | 'reviewSince'
  | 'frameworkVersion'
> & { signature: Pick<SignedAnswer['signature'], 'personName' | 'role' | 'on'> }

/** A signed answer as a passport states it, by the organisation that signed it; nobody relies on it yet. */
export const statementOf = (signed: Stated, name: string, organisation: string): PassportItem => ({
  id: signed.id,
  requirement: signed.requirementId,
  part: signed.part,
  name,
  scope: signed.scope,
  subject: signed.subjectId,
  organisation,
  version: signed.versionName,
  answers: answersOf(signed),
  notApplicable: signed.notApplicableReason,
  documents: signed.documents.map(({ title, digest, address }) => ({ title, digest, address })),
  signedBy: signed.signature.personName,
  role: signed.signature.role,
  signedOn: signed.signature.on,
  inDateUntil: signed.inDateUntil,
  underReviewSince: signed.reviewSince,
  frameworkVersion: signed.frameworkVersion,
  acceptance: null,
})

const answersOf = ({ values }: Stated): PassportItem['answers'] => {
  const answers: PassportItem['answers'] = {}
  for (const [field, value] of Object.entries(values))
    answers[field] = typeof value === 'object' && value !== null ? [...value] : value
  return answers
}
