import { signedName } from '#kernel/actor.js'
import { Conflict, Invalid } from '#kernel/errors.js'
import { answerSigned } from '#kernel/events/evidence.js'
import { londonDate } from '#kernel/time.js'
import { exceptionRuleFor, lastDayInDate, type Requirement } from '#modules/framework/index.js'
import type { Deployment } from '#modules/deployments/index.js'
import { command } from '#registry/command.js'
import { readDocuments } from './document-store.js'
import { MAY_ANSWER, signAnswerInput, type Draft, type SignedDocument } from './model.js'
import { missingBeforeSigning, signingRole } from './rules.js'
import { changedMeanwhile, insertSigned, readDraft } from './store.js'
import { requireSubject } from './subject.js'

/**
 * Signs the answer to a requirement as it stands: person, role, date, version of the deployment and
 * last day in date are kept with the words. What was signed before stays beside it. Throws NotAllowed
 * for a role that may not sign it, Invalid when something is missing, and Conflict when it changed
 * since it was read.
 */
export const signAnswer = command({
  name: 'evidence.sign-answer',
  allow: MAY_ANSWER,
  input: signAnswerInput,
  async run({ tx, actor, now, newId }, input) {
    const { deployment, framework, requirement } = await requireSubject(tx, actor, input)
    const role = signingRole(actor, requirement)
    const draft = await readDraft(tx, deployment.id, requirement.id)
    if (!draft) throw new Conflict('There is nothing to sign yet. Answer it first.')
    if (draft.revision !== input.revision) throw changedMeanwhile(draft)
    const documents = await documentsOf(tx, draft)
    checkCanBeSigned(requirement, draft, deployment, documents.length > 0)
    const today = londonDate(now)
    const signed = {
      id: newId('evi'),
      organisationId: deployment.organisationId,
      deploymentId: deployment.id,
      requirementId: requirement.id,
      draftRevision: draft.revision,
      values: draft.values,
      fieldsNotApplicable: draft.fieldsNotApplicable,
      notApplicableReason: draft.notApplicableReason,
      answeredOn: draft.answeredOn,
      documents,
      answeredBy: [draft.changedBy],
      versionId: deployment.version?.id ?? null,
      versionName: deployment.version?.name ?? null,
      frameworkVersion: framework.version,
      signature: { personId: actor.id, personName: signedName(actor, role), role, on: today },
      signedAt: now,
      inDateUntil: lastDayInDate(requirement.renewal, today),
    }
    await insertSigned(tx, signed)
    return {
      result: { id: signed.id, role, inDateUntil: signed.inDateUntil },
      audit: {
        subject: { kind: 'deployment', id: deployment.id },
        after: {
          requirement: requirement.id,
          signedAs: role,
          version: signed.versionName ?? 'not chosen',
          inDateUntil: signed.inDateUntil,
          notApplicableReason: signed.notApplicableReason,
          documents: documents.map((one) => one.title),
        },
      },
      events: [
        answerSigned({
          answerId: signed.id,
          requirementId: requirement.id,
          organisationId: deployment.organisationId,
          deploymentId: deployment.id,
        }),
      ],
    }
  },
})

const documentsOf = async (
  tx: Parameters<typeof readDocuments>[0],
  draft: Draft,
): Promise<SignedDocument[]> =>
  (await readDocuments(tx, draft.deploymentId))
    .filter((one) => one.requirementId === draft.requirementId && one.withdrawnAt === null)
    .map(({ id, title, addedOn, digest, address }) => ({ id, title, addedOn, digest, address }))

const checkCanBeSigned = (
  requirement: Requirement,
  draft: Draft,
  deployment: Deployment,
  hasDocument: boolean,
): void => {
  if (draft.notApplicableReason !== null) {
    if (exceptionRuleFor(requirement, deployment.facts)?.by !== 'nobody') return
    const message =
      'Nobody can say that this does not apply here. If the facts about this deployment are wrong, correct those.'
    throw new Invalid([{ field: 'notApplicableReason', message }])
  }
  const missing = missingBeforeSigning(requirement, draft, hasDocument)
  if (missing.length > 0) throw new Invalid(missing)
}
