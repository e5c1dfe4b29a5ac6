import { asDate } from '#ui/index.js'
import type { RoutedQuestion } from './asked-questions.js'
import { choicesOf, type FormQuestion } from './form-model.js'

/** An answer in words: the choice by its label, several joined, with the words beside it. */
export const answerInWords = ({
  question,
  state,
  answer,
}: Pick<RoutedQuestion, 'question' | 'state' | 'answer'>): string => {
  if (state === 'not-applicable') return `Does not apply: ${answer?.notApplicableReason ?? ''}`
  const value = answer?.value ?? null
  if (value === null) return 'Not answered'
  const said = [value]
    .flat()
    .map((one) => (question.kind === 'date' ? asDate(String(one)) : labelOf(question, String(one))))
  return [said.join('; '), answer?.words ?? ''].filter((part) => part !== '').join('. ')
}

const labelOf = (question: FormQuestion, id: string): string =>
  choicesOf(question).find((choice) => choice.id === id)?.label ?? id
