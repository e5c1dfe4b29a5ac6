import { Conflict, Invalid } from '#kernel/errors.js'
import { answerToSign } from '#kernel/events/evidence.js'
import { londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { readAnswers } from './answers.js'
import { readDocumentsAt } from './document-store.js'
import { changedMeanwhile } from './changed-meanwhile.js'
import { checkMayAnswer, missingBeforeSigning } from './rules.js'
import { MAY_ANSWER, saveAnswerInput, type Draft, type Kept } from './model.js'
import { insertDraft, readDraft, updateDraft, type DraftWords } from './draft-store.js'
import { auditSubject, requireAsked } from './subject.js'

/**
 * Saves the draft of an answer, over the edition that was seen. Throws Invalid for answers that do not
 * fit, NotAllowed, and Conflict, with what the other person saved, when somebody else was first. Whoever may
 * sign it is told when somebody else completes it.
 */
export const saveAnswer = command({
  name: 'evidence.save-answer',
  allow: MAY_ANSWER,
  input: saveAnswerInput,
  async run({ tx, actor, now, newId }, input) {
    const { file, requirement, kept } = await requireAsked(tx, actor, input)
    checkMayAnswer(actor, requirement)
    const { values, problems } = readAnswers(requirement, input.answers)
    if (problems.length > 0) throw new Invalid(problems)
    const optional = requirement.fields.filter((field) => !field.required).map((field) => field.id)
    const words: DraftWords = {
      values,
      fieldsNotApplicable: Object.fromEntries(
        Object.entries(input.fieldsNotApplicable).filter(
          ([id, reason]) => reason !== '' && optional.includes(id) && values[id] === undefined,
        ),
      ),
      notApplicableReason: input.notApplicableReason || null,
    }
    const change = { by: actor, at: now, on: londonDate(now), fields: requirement.fields }
    const before = await readDraft(tx, kept)
    if (before && input.revision === 0) throw changedMeanwhile(before, requirement.fields)
    if (!before && input.revision !== 0)
      throw new Conflict('There is no such draft. Load the page again.')
    const id = before?.id ?? newId('ans')
    const hasDocument = (await readDocumentsAt(tx, kept)).length > 0
    const isComplete = (draft: DraftWords | Draft): boolean =>
      draft.notApplicableReason !== null ||
      missingBeforeSigning(requirement, draft, hasDocument).length === 0
    const waits =
      isComplete(words) &&
      !(before && isComplete(before)) &&
      !requirement.signedBy.some((role) => actor.roles.includes(role))
    let revision = 1
    if (before) revision = await updateDraft(tx, before, input.revision, words, change)
    else await insertDraft(tx, { id, ...kept }, words, change)
    return {
      result: { id, revision },
      audit: {
        subject: auditSubject(kept, file),
        before: before ? said(kept, before) : null,
        after: said(kept, words),
      },
      events: waits ? [answerToSign({ ...kept, roles: [...requirement.signedBy] })] : [],
    }
  },
})

const said = (kept: Kept, words: DraftWords | Draft): object => ({
  requirement: kept.requirementId,
  ...(kept.part ? { part: kept.part } : {}),
  answers: words.values,
  fieldsNotApplicable: words.fieldsNotApplicable,
  notApplicableReason: words.notApplicableReason,
})
