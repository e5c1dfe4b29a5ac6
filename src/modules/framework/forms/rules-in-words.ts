import { choicesOf, type FormQuestion, type FormRule } from './form-model.js'

/** A rule over answers in words: `C1.2 is answered Yes`. */
export const ruleInWords = (rule: FormRule, questions: readonly FormQuestion[]): string => {
  if ('question' in rule) return `${rule.question} is answered ${labelIn(questions, rule)}`
  if ('attached' in rule) return `something is attached to ${rule.attached}`
  if ('not' in rule) return `not: ${ruleInWords(rule.not, questions)}`
  const [parts, joined] = 'all' in rule ? [rule.all, ' and '] : [rule.any, ' or ']
  return parts.map((part) => ruleInWords(part, questions)).join(joined)
}

const labelIn = (
  questions: readonly FormQuestion[],
  { question, is }: { question: string; is: string },
): string => {
  const asked = questions.find((one) => one.code === question)
  return (asked && choicesOf(asked).find((choice) => choice.id === is)?.label) ?? is
}

/** The codes of the questions a rule looks at. */
export const codesIn = (rule: FormRule): string[] => {
  if ('question' in rule) return [rule.question]
  if ('attached' in rule) return [rule.attached]
  if ('not' in rule) return codesIn(rule.not)
  return ('all' in rule ? rule.all : rule.any).flatMap(codesIn)
}
