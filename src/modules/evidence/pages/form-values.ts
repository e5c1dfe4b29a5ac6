import type { FormBody } from '#kernel/describe.js'
import type { Requirement } from '#modules/framework/index.js'
import { dateOfParts, datePartsOf } from '#ui/index.js'
import type { AnswerValue, Draft } from '../model.js'

type Values = Record<string, string | string[]>

/** A draft as the values its form starts from. */
export const valuesOfDraft = (requirement: Requirement, draft: Draft | undefined): Values => ({
  revision: String(draft?.revision ?? 0),
  notApplicableReason: draft?.notApplicableReason ?? '',
  ...Object.fromEntries(
    Object.entries(draft?.fieldsNotApplicable ?? {}).map(([id, reason]) => [
      `fieldsNotApplicable.${id}`,
      reason,
    ]),
  ),
  ...Object.assign(
    {},
    ...requirement.fields.map((field) => {
      const value = draft?.values[field.id]
      const name = `answers.${field.id}`
      if (field.kind === 'date' && typeof value === 'string') return datePartsOf(name, value)
      return { [name]: formText(value) }
    }),
  ),
})

const formText = (value: AnswerValue | undefined): string | string[] => {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? value : [...value]
}

/** What was posted, as the input of saveAnswer. */
export const answersOfForm = (requirement: Requirement, { values }: FormBody) => ({
  revision: values['revision'],
  notApplicableReason: values['notApplicableReason'] ?? '',
  answers: Object.fromEntries(
    requirement.fields.map((field) => {
      const name = `answers.${field.id}`
      if (field.kind === 'date') return [field.id, dateOfParts(values, name)]
      return [field.id, values[name] ?? '']
    }),
  ),
  fieldsNotApplicable: Object.fromEntries(
    requirement.fields.flatMap((field) => {
      const reason = values[`fieldsNotApplicable.${field.id}`]
      return typeof reason === 'string' ? [[field.id, reason]] : []
    }),
  ),
})
