import { repeated } from '../repeated.js'
import type { AnswerField, Requirement } from '../model.js'
import { choicesOf, questionsOf, type FormFill, type GuidedForm } from './form-model.js'

/** What is wrong between the forms and the requirements that name them, as sentences. */
export const hookProblems = (
  forms: readonly GuidedForm[],
  requirements: readonly Requirement[],
): string[] =>
  forms.flatMap((form) => {
    const naming = requirements.filter((one) => one.form === form.id)
    const [requirement] = naming
    if (requirement === undefined || naming.length > 1)
      return [`Form ${form.id}: exactly one requirement must name it, and ${naming.length} do.`]
    return fillProblems(form, requirement).map((sentence) => `Form ${form.id}: ${sentence}`)
  })

const fillProblems = (form: GuidedForm, requirement: Requirement): string[] => [
  ...repeated(form.fills.map((fill) => fill.field)).map((id) => `the field ${id} is filled twice.`),
  ...requirement.fields
    .filter((field) => field.required && !form.fills.some((fill) => fill.field === field.id))
    .map((field) => `it leaves the required field ${field.id} of ${requirement.id} empty.`),
  ...form.fills.flatMap((fill) => {
    const field = requirement.fields.find((one) => one.id === fill.field)
    return field
      ? misfits(form, fill, field)
      : [`it fills the field ${fill.field}, which ${requirement.id} does not have.`]
  }),
]

const WORDS: readonly AnswerField['kind'][] = ['text', 'long-text', 'person']

const misfits = (form: GuidedForm, fill: FormFill, field: AnswerField): string[] => {
  const does = `it fills the ${field.kind} field ${field.id}`
  if ('from' in fill) {
    const fits = fill.from === 'finished-on' ? field.kind === 'date' : WORDS.includes(field.kind)
    return fits ? [] : [`${does} from ${fill.from}, which does not fit.`]
  }
  if ('value' in fill) {
    const fits =
      field.kind === 'choice'
        ? field.choices.some((choice) => choice.id === fill.value)
        : (field.kind === 'yes-no') === (typeof fill.value === 'boolean')
    return fits ? [] : [`${does} with ${String(fill.value)}, which does not fit.`]
  }
  const unknown = fill.answers.filter((code) => !questionsOf(form).some((one) => one.code === code))
  if (unknown.length > 0) return [`${does} from ${unknown.join(', ')}, which it does not ask.`]
  return WORDS.includes(field.kind) || fitsOne(form, fill.answers, field)
    ? []
    : [`${does} from ${fill.answers.join(', ')}, which does not fit.`]
}

const fitsOne = (form: GuidedForm, codes: readonly string[], field: AnswerField): boolean => {
  const question = questionsOf(form).find((one) => one.code === codes[0])
  if (!question || codes.length !== 1) return false
  if (field.kind === 'choice')
    return choicesOf(question).every((one) => field.choices.some(({ id }) => id === one.id))
  return field.kind === question.kind
}
