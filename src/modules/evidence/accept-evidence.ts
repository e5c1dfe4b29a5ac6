import { z } from 'zod'
import { onBehalfOf, signedName } from '#kernel/actor.js'
import { Conflict, Invalid } from '#kernel/errors.js'
import { evidenceAccepted } from '#kernel/events/evidence.js'
import { freeText } from '#kernel/identifiable-data.js'
import { londonDate } from '#kernel/time.js'
import { detailDigest } from '#modules/framework/index.js'
import { command } from '#registry/command.js'
import { changedRequirement } from './acceptance-rules.js'
import { insertAcceptance } from './acceptance-store.js'
import { aboutInput, MAY_ANSWER, type Kept } from './model.js'
import { requireOffered, type Offered } from './offered-store.js'
import { signingRole } from './rules.js'
import { auditSubject, requireAsked } from './subject.js'

/** What accepting takes beside what is accepted. */
export const acceptanceTerms = {
  differsHere: freeText('what differs here, or "nothing"', 2000),
  conditions: freeText('the conditions', 2000, 0).default(''),
  until: z
    .union([z.literal(''), z.iso.date('Enter the last day as a day, month and year.')])
    .nullish()
    .transform((value) => value || null),
}

/**
 * Relies on what another organisation signed about the same supplier or the same version: whose, what
 * differs here, conditions, who accepts and until when. A named person in a role that may sign the
 * requirement accepts; the responsibility stays here (field.md section 4). Throws NotAllowed, Invalid for
 * what can only be signed here or was signed for something else, and Conflict for what is out of date.
 */
export const acceptEvidence = command({
  name: 'evidence.accept',
  allow: MAY_ANSWER,
  input: z.object({
    ...aboutInput,
    /** Left out, it is what the answer was signed for. */
    requirementId: aboutInput.requirementId.optional(),
    answerId: z.string().max(60),
    ...acceptanceTerms,
  }),
  async run({ tx, actor, now, newId, organisationId }, input) {
    const source = await requireOffered(tx, organisationId(), input.answerId)
    const { requirementId: wanted = source.requirementId } = input
    const part = input.requirementId === undefined ? source.part : input.part
    const about = { ...input, requirementId: wanted, part }
    const { file, kept, requirement } = await requireAsked(tx, actor, about)
    const role = signingRole(actor, requirement)
    const today = londonDate(now)
    checkSame(kept, source)
    const why = outOfDate(source, today) ?? changedRequirement(source, requirement)
    if (why) throw new Conflict(`This cannot be accepted now: ${why}.`)
    if (input.until !== null && input.until < today)
      throw new Invalid([{ field: 'until', message: 'Choose a last day that is still to come.' }])
    const acceptance = {
      id: newId('acc'),
      ...kept,
      answerId: source.id,
      sourceId: source.organisationId,
      sourceName: source.organisationName,
      versionName: source.versionName,
      differsHere: input.differsHere,
      conditions: input.conditions,
      until: input.until,
      detailDigest: detailDigest(file.framework, requirement),
      signature: {
        personId: actor.id,
        personName: signedName(actor, role),
        role,
        on: today,
        onBehalfOf: onBehalfOf(actor, role),
      },
    }
    await insertAcceptance(tx, acceptance, now)
    return {
      result: { id: acceptance.id, requirementId: kept.requirementId, part, role },
      audit: {
        subject: auditSubject(kept, file),
        after: {
          requirement: kept.requirementId,
          ...(kept.part ? { part: kept.part } : {}),
          acceptedFrom: source.organisationName,
          version: source.versionName,
          signedBy: source.signature.personName,
          as: role,
          onBehalfOf: onBehalfOf(actor, role)?.personName ?? null,
          differsHere: input.differsHere,
          conditions: input.conditions,
          until: input.until,
        },
      },
      events: [
        evidenceAccepted({
          acceptanceId: acceptance.id,
          answerId: source.id,
          organisationId: kept.organisationId,
          sourceId: source.organisationId,
          scope: kept.scope,
          subjectId: kept.subjectId,
        }),
      ],
    }
  },
})

const problem = (message: string): Invalid => new Invalid([{ field: 'answerId', message }])

const checkSame = (kept: Kept, source: Offered): void => {
  if (kept.scope !== 'supplier' && kept.scope !== 'product_version')
    throw problem('This is signed here. What others wrote can be a starting point only.')
  if (source.requirementId !== kept.requirementId || source.part !== kept.part)
    throw problem('This was signed for another requirement.')
  if (source.scope !== kept.scope || source.subjectId !== kept.subjectId)
    throw problem('This was signed for another version. Use it as a start, and sign it here.')
  if (source.notApplicableReason !== null)
    throw problem('Whether this applies is for you to say. Answer it here.')
}

const outOfDate = (source: Offered, today: string): string | null => {
  if (source.withdrawnAt !== null) return `${source.organisationName} withdrew it`
  if (source.supersededAt !== null) return `${source.organisationName} has signed it again`
  if (source.reviewSince !== null) return `it is under review since ${source.reviewSince}`
  return source.inDateUntil !== null && source.inDateUntil < today ? 'it has expired' : null
}
