import type { FormBody } from '#kernel/declare/page.js'
import type { Requirement } from '#modules/framework/index.js'
import { dateOfParts, datePartsOf } from '#ui/index.js'
import type { AnswerValue, Draft } from '../model.js'

type Values = Record<string, string | string[]>

/** What a form starts from, over the edition of the draft there is. */
export const valuesOfDraft = (
  requirement: Requirement,
  start: Pick<Draft, 'values' | 'fieldsNotApplicable' | 'notApplicableReason'> | undefined,
  draft: Draft | undefined,
): Values => ({
  revision: String(draft?.revision ?? 0),
  notApplicableReason: start?.notApplicableReason ?? '',
  ...Object.fromEntries(
    Object.entries(start?.fieldsNotApplicable ?? {}).map(([id, reason]) => [
      `fieldsNotApplicable.${id}`,
      reason,
    ]),
  ),
  ...Object.assign(
    {},
    ...requirement.fields.map((field) => {
      const value = start?.values[field.id]
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
