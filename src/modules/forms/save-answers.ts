import { Conflict, Invalid, type Problem } from '#kernel/errors.js'
import { answerInWords, questionsOf, type GuidedForm } from '#modules/framework/index.js'
import { command } from '#registry/command.js'
import { insertAnswers, latestOf, readAnswerHistory } from './answer-store.js'
import { requireFilledForm, touchFilledForm } from './form-store.js'
import { MAY_ANSWER_FORMS, saveAnswersInput, type AnswerWords, type StoredAnswer } from './model.js'
import { NOTHING_SAID, readAnswer, saysTheSame } from './read-answer.js'
import { checkMayAnswerForm, requireForm, requireSubject } from './subject.js'

type Given = Readonly<Record<string, AnswerWords & { revision: number }>>

interface Change extends AnswerWords {
  code: string
  revision: number
  before: AnswerWords
}

/**
 * Saves answers to some questions, each over the revision that was seen; questions left as they were seen
 * are passed over, so that two people can answer one page. Throws Invalid for what does not fit,
 * NotAllowed, and Conflict, with what the other person said, when both changed the same question.
 */
export const saveAnswers = command({
  name: 'forms.save-answers',
  allow: MAY_ANSWER_FORMS,
  input: saveAnswersInput,
  async run({ tx, actor, now }, input) {
    const filled = await requireFilledForm(tx, input.id)
    const { form, requirement } = requireForm(filled.formId)
    const subject = await requireSubject(tx, actor, filled)
    checkMayAnswerForm(actor, requirement, subject)
    const read = readAll(form, input.answers)
    const changes = changesOf(form, read, await readAnswerHistory(tx, filled.id))
    if (changes.length === 0)
      return {
        result: { saved: [], revision: filled.revision },
        audit: 'nothing-changed',
        events: [],
      }
    await insertAnswers(tx, filled, changes, { by: actor, at: now })
    const revision = await touchFilledForm(tx, filled.id, { byName: actor.name, at: now })
    const said = (which: (one: Change) => AnswerWords) => ({
      form: form.name,
      answers: Object.fromEntries(changes.map((one) => [one.code, which(one)])),
    })
    return {
      result: { saved: changes.map((one) => one.code), revision },
      audit: {
        subject: subject.record,
        before: said((one) => one.before),
        after: said(({ value, words, notApplicableReason }) => ({
          value,
          words,
          notApplicableReason,
        })),
      },
      events: [],
    }
  },
})

/** Reads every answer by what its question takes. Throws Invalid with every problem. */
const readAll = (
  form: GuidedForm,
  given: Given,
): (AnswerWords & { code: string; seen: number })[] => {
  const problems: Problem[] = []
  const read = Object.entries(given).flatMap(([code, { revision, ...words }]) => {
    const question = questionsOf(form).find((one) => one.code === code)
    const result = question ? readAnswer(question, words) : { message: `It asks no ${code}.` }
    if ('answer' in result) return [{ ...result.answer, code, seen: revision }]
    problems.push({ field: `answers.${code}`, message: result.message })
    return []
  })
  if (problems.length > 0) throw new Invalid(problems)
  return read
}

/** What differs from what was seen. Throws Conflict where somebody else changed the same question. */
const changesOf = (
  form: GuidedForm,
  read: readonly (AnswerWords & { code: string; seen: number })[],
  history: readonly StoredAnswer[],
): Change[] => {
  const latest = latestOf(history)
  const lost: StoredAnswer[] = []
  const changes = read.flatMap(({ code, seen, ...given }) => {
    const base = history.find((one) => one.code === code && one.revision === seen) ?? NOTHING_SAID
    const current = latest.get(code)
    if (saysTheSame(given, base) || (current && saysTheSame(given, current))) return []
    if (current && current.revision !== seen) lost.push(current)
    const before = { ...NOTHING_SAID, ...current }
    return [{ ...given, code, revision: (current?.revision ?? 0) + 1, before: wordsOf(before) }]
  })
  if (lost.length > 0) throw changedMeanwhile(form, lost)
  return changes
}

const wordsOf = ({ value, words, notApplicableReason }: AnswerWords): AnswerWords => ({
  value,
  words,
  notApplicableReason,
})

const changedMeanwhile = (form: GuidedForm, lost: readonly StoredAnswer[]): Conflict => {
  const who = [...new Set(lost.map((one) => one.answeredByName))].join(' and ')
  const codes = lost.map((one) => one.code).join(', ')
  return new Conflict(
    `${who} answered ${codes} while you did. Nothing of yours is stored yet and nothing is lost. Look at both and save again.`,
    Object.fromEntries(
      lost.map((one) => {
        const question = questionsOf(form).find(({ code }) => code === one.code)
        const state = one.notApplicableReason === null ? 'answered' : 'not-applicable'
        const answer = { ...one, attachments: 0 }
        return [
          `answers.${one.code}`,
          question ? answerInWords({ question, state, answer }) : String(one.value),
        ]
      }),
    ),
  )
}
