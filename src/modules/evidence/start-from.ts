import { z } from 'zod'
import { Conflict, Invalid } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { insertDraft, readDraft } from './draft-store.js'
import { aboutInput, MAY_ANSWER } from './model.js'
import { requireOffered } from './offered-store.js'
import { readAnswers } from './answers.js'
import { checkMayAnswer } from './rules.js'
import { auditSubject, requireAsked } from './subject.js'

/**
 * Copies what another organisation signed as a starting point: a draft here, to be changed to what is
 * true here and signed here. Throws Conflict when something is written here already, and Invalid for
 * what was signed for another requirement.
 */
export const startFrom = command({
  name: 'evidence.start-from',
  allow: MAY_ANSWER,
  input: z.object({ ...aboutInput, answerId: z.string().max(60) }),
  async run({ tx, actor, now, newId }, input) {
    const { file, kept, requirement } = await requireAsked(tx, actor, input)
    checkMayAnswer(actor, requirement)
    const source = await requireOffered(tx, kept.organisationId, input.answerId)
    if (source.requirementId !== kept.requirementId || source.part !== kept.part)
      throw new Invalid([
        { field: 'answerId', message: 'This was signed for another requirement.' },
      ])
    if (await readDraft(tx, kept))
      throw new Conflict('You have begun your own answer. Read theirs beside it instead.')
    // A copy is read like anything typed: fields that are no longer asked are left behind.
    const asked = requirement.fields.map((field) => field.id)
    const given = Object.entries(source.values).filter(([id]) => asked.includes(id))
    const { values } = readAnswers(requirement, Object.fromEntries(given) as never)
    const words = { values, fieldsNotApplicable: {}, notApplicableReason: null }
    const from = { answerId: source.id, organisationName: source.organisationName }
    const change = { by: actor, at: now, on: londonDate(now) }
    await insertDraft(tx, { id: newId('ans'), ...kept }, words, change, from)
    return {
      result: { requirementId: kept.requirementId, part: kept.part },
      audit: {
        subject: auditSubject(kept, file),
        after: { requirement: kept.requirementId, startedFrom: source.organisationName },
      },
      events: [],
    }
  },
})
