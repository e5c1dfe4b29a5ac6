import { createHash } from 'node:crypto'
import { Conflict, Invalid, type Problem } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import { lookAtFile } from '#modules/evidence/index.js'
import { fillRequirement } from '#modules/framework/index.js'
import { command } from '#registry/command.js'
import { insertEdition, markFinished, readEditions } from './form-store.js'
import { finishFormInput, MAY_ANSWER_FORMS, type FormEdition } from './model.js'
import { readWholeForm, type WholeForm } from './read-whole-form.js'
import { checkMayAnswerForm } from './subject.js'
import { readDocumentsOf, type EvidenceDoors } from './use-as-evidence.js'
import { writeEdition } from './write-edition.js'

/**
 * Makes the command that finishes a form: the whole of it, in words, becomes a document of the evidence by
 * its digest, in place of the edition before, and the answer to its requirement is filled, to be signed
 * there. Throws Invalid with everything that is missing, and Conflict when it changed since it was read.
 */
export const finishFormThrough = (evidence: EvidenceDoors) =>
  command({
    name: 'forms.finish-form',
    allow: MAY_ANSWER_FORMS,
    input: finishFormInput,
    async run(context, { id, revision }) {
      const { tx, actor, now, read, run } = context
      const whole = await readWholeForm({ db: tx, read, actor }, id)
      const { filled, form, requirement, subject, routed } = whole
      checkMayAnswerForm(actor, requirement, subject)
      if (filled.finishedRevision === revision)
        throw new Conflict('This form is finished, and nothing has changed since.')
      const missing = missingOf(whole)
      if (missing.length > 0) throw new Invalid(missing)
      await markFinished(tx, id, revision)
      const [before] = await readEditions(tx, id)
      const documents = await readDocumentsOf({ read }, filled, requirement)
      const finishedOn = londonDate(now)
      const head = {
        number: (before?.number ?? 0) + 1,
        finishedOn,
        finishedByName: actor.name,
        frameworkVersion: whole.frameworkVersion,
      }
      const bytes = new TextEncoder().encode(writeEdition(whole, head))
      const title = `${form.name}, edition ${head.number}`
      const fileName = `${form.id}-edition-${head.number}.txt`
      const kept = await evidence.attachFile(context, filled, requirement, {
        title,
        // Words of our own, searched in a moment: no thread, and nothing to wait for.
        file: await lookAtFile({ bytes, fileName }),
      })
      if (before && documents.has(before.documentId))
        await evidence.withdraw(context, before.documentId, `Replaced by ${title}.`)
      const values = fillRequirement(form, requirement, routed, finishedOn)
      await evidence.answer({ run, read }, filled, requirement, values)
      const edition: FormEdition = {
        ...head,
        outcome: outcomeOf(whole),
        digest: createHash('sha256').update(bytes).digest('hex'),
        documentId: kept.id,
        formVersion: form.version,
      }
      await insertEdition(tx, filled, edition, { by: actor.id, at: now })
      const { number, digest, outcome } = edition
      return {
        result: { number, digest, outcome },
        audit: {
          subject: subject.record,
          after: { form: form.name, edition: number, digest, outcome },
        },
        events: [],
      }
    },
  })

/** Everything that is missing, one problem a question. */
const missingOf = ({ routed }: WholeForm): Problem[] =>
  routed
    .filter((one) => one.state === 'missing' || one.state === 'waiting')
    .map(({ question, wants }) => ({
      field: `answers.${question.code}`,
      message: `${question.code} ${question.asks} ${wants.join(' ') || 'It waits for an earlier answer.'}`,
    }))

const outcomeOf = ({ judgement }: WholeForm): FormEdition['outcome'] => {
  if (judgement.outcome !== 'incomplete') return judgement.outcome
  throw new RangeError('A form with nothing missing is judged as incomplete.')
}
