import { onBehalfOf, signedName } from '#kernel/actor.js'
import { Conflict, Invalid } from '#kernel/errors.js'
import { answerSigned } from '#kernel/events/evidence.js'
import { londonDate } from '#kernel/time.js'
import {
  detailDigest,
  exceptionRuleFor,
  lastDayInDate,
  requirementDigest,
  type Requirement,
} from '#modules/framework/index.js'
import { command } from '#registry/command.js'
import type { Tx } from '#registry/handles.js'
import { readDocumentsAt } from './document-store.js'
import { changedMeanwhile } from './changed-meanwhile.js'
import { readDraft } from './draft-store.js'
import { MAY_ANSWER, signAnswerInput, type Draft, type Kept, type SignedDocument } from './model.js'
import { missingBeforeSigning, signingRole } from './rules.js'
import { openingAtSigning } from './opening-at-signing.js'
import { insertSigned } from './signed-store.js'
import { auditSubject, requireAsked, type EvidenceFile } from './subject.js'

/**
 * Signs the answer to a requirement as it stands: person, role, date, version it is about and
 * last day in date are kept with the words. What was signed before stays beside it. Throws NotAllowed
 * for a role that may not sign it, Invalid when something is missing, and Conflict when it changed
 * since it was read.
 */
export const signAnswer = command({
  name: 'evidence.sign-answer',
  allow: MAY_ANSWER,
  input: signAnswerInput,
  async run({ tx, actor, now, newId }, input) {
    const { file, requirement, kept } = await requireAsked(tx, actor, input)
    const role = signingRole(actor, requirement)
    const draft = await readDraft(tx, kept)
    if (!draft) throw new Conflict('There is nothing to sign yet. Answer it first.')
    if (draft.revision !== input.revision) throw changedMeanwhile(draft, requirement.fields)
    const documents = await documentsAt(tx, kept)
    const opening = await openingAtSigning(tx, file, kept)
    checkCanBeSigned(requirement, draft, file, documents.length > 0)
    const today = londonDate(now)
    const version = ABOUT_A_VERSION.includes(kept.scope) ? file.version : null
    const signed = {
      id: newId('evi'),
      ...kept,
      draftRevision: draft.revision,
      values: draft.values,
      fieldsNotApplicable: draft.fieldsNotApplicable,
      notApplicableReason: draft.notApplicableReason,
      answeredOn: draft.answeredOn,
      documents,
      answeredBy: [draft.changedBy],
      versionId: version?.id ?? null,
      versionName: version?.name ?? null,
      frameworkVersion: file.framework.version,
      requirementDigest: requirementDigest(requirement),
      detailDigest: detailDigest(file.framework, requirement),
      signature: {
        personId: actor.id,
        personName: signedName(actor, role),
        role,
        on: today,
        onBehalfOf: onBehalfOf(actor, role),
      },
      signedAt: now,
      inDateUntil: lastDayInDate(requirement.renewal, today),
      ...opening,
    }
    await insertSigned(tx, signed)
    return {
      result: { id: signed.id, role, inDateUntil: signed.inDateUntil },
      audit: {
        subject: auditSubject(kept, file),
        after: {
          requirement: requirement.id,
          ...(kept.part ? { part: kept.part } : {}),
          signedAs: role,
          onBehalfOf: onBehalfOf(actor, role)?.personName ?? null,
          version: signed.versionName,
          inDateUntil: signed.inDateUntil,
          notApplicableReason: signed.notApplicableReason,
          documents: documents.map((one) => one.title),
        },
      },
      events: [answerSigned({ answerId: signed.id, ...kept })],
    }
  },
})

// What is said of an organisation is said of no version.
const ABOUT_A_VERSION: readonly Kept['scope'][] = ['product_version', 'deployment']

const documentsAt = async (tx: Tx, kept: Kept): Promise<SignedDocument[]> =>
  (await readDocumentsAt(tx, kept)).map(({ id, title, addedOn, digest, address }) => ({
    id,
    title,
    addedOn,
    digest,
    address,
  }))

const checkCanBeSigned = (
  requirement: Requirement,
  draft: Draft,
  file: EvidenceFile,
  hasDocument: boolean,
): void => {
  if (draft.notApplicableReason !== null) {
    if (exceptionRuleFor(requirement, file.facts)?.by !== 'nobody') return
    const message =
      'Nobody can say that this does not apply here. If the facts about this deployment are wrong, correct those.'
    throw new Invalid([{ field: 'notApplicableReason', message }])
  }
  const missing = missingBeforeSigning(requirement, draft, hasDocument)
  if (missing.length > 0) throw new Invalid(missing)
}
