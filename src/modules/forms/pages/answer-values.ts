import type { FormBody, FormState } from '#kernel/declare/page.js'
import type { FormQuestion } from '#modules/framework/index.js'
import { dateOfParts, datePartsOf } from '#ui/index.js'
import type { StoredAnswer } from '../model.js'

type Values = Record<string, string | string[]>

/** Names of the fields of one question. */
export const namesOf = (code: string) => ({
  value: `answers.${code}`,
  words: `words.${code}`,
  reason: `notApplicable.${code}`,
  seen: `seen.${code}`,
})

/** What is stored, as the values the form of a section starts from. */
export const valuesOfAnswers = (
  questions: readonly FormQuestion[],
  answers: ReadonlyMap<string, StoredAnswer>,
): Values =>
  Object.assign(
    {},
    ...questions.map((question) => {
      const stored = answers.get(question.code)
      const names = namesOf(question.code)
      const value = stored?.value ?? ''
      return {
        [names.words]: stored?.words ?? '',
        [names.reason]: stored?.notApplicableReason ?? '',
        ...(question.kind === 'date' && typeof value === 'string'
          ? datePartsOf(names.value, value)
          : { [names.value]: typeof value === 'object' ? [...value] : String(value) }),
      }
    }),
  )

/** What was posted of the questions of a section, as saveAnswers takes it. */
export const answersOfForm = (questions: readonly FormQuestion[], { values }: FormBody) =>
  Object.fromEntries(
    questions.flatMap((question) => {
      const names = namesOf(question.code)
      // A question that was not on the page was not answered there.
      if (values[names.seen] === undefined) return []
      const value =
        question.kind === 'date' ? dateOfParts(values, names.value) : (values[names.value] ?? '')
      return [
        [
          question.code,
          {
            revision: values[names.seen],
            value: value === '' ? null : value,
            words: values[names.words] ?? '',
            notApplicableReason: values[names.reason] ?? '',
          },
        ],
      ]
    }),
  )

/** What the page shows: what was typed after a refusal, otherwise what is stored. */
export const startedForm = (form: FormState, stored: Values): FormState =>
  Object.keys(form.values).length === 0 ? { values: stored, errors: [] } : form
