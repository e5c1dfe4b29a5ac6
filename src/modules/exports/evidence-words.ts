import { MEASURE_CHOICES, type AnswerField } from '#modules/framework/index.js'
import type { AnswerValue, RequirementEvidence } from '#modules/evidence/index.js'
import { asDate } from '#ui/words.js'

/** An answer in words, with the requirement it answers and whether anybody signed it. */
export interface ToldAnswer {
  words: string
  source: string
}

/** The answer to one question of a deployment's evidence: what was signed, otherwise the draft, or null. */
export const toldAnswer = (
  items: readonly RequirementEvidence[],
  requirementId: string,
  fieldId: string,
): ToldAnswer | null => {
  const item = items.find(
    ({ requirement }) =>
      requirement.id === requirementId && requirement.fields.some(({ id }) => id === fieldId),
  )
  const field = item?.requirement.fields.find((one) => one.id === fieldId)
  if (!item || !field) return null
  const { values = {} } = item.signed ?? item.draft ?? item.draftBefore ?? {}
  const words = valueInWords(field, values[fieldId])
  if (words === '') return null
  return { words, source: `${requirementId} ${item.requirement.name}${standing(item)}` }
}

const standing = ({ signed }: RequirementEvidence): string => {
  if (!signed) return ', a draft that nobody signed'
  return signed.reviewSince ? ', signed, under review' : ''
}

/** A value as people read it; empty where it is not answered. */
const valueInWords = (field: AnswerField, value: AnswerValue | undefined): string => {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (field.kind === 'date') return asDate(String(value))
  const choices = field.kind === 'measure-choice' ? MEASURE_CHOICES : field.choices
  const labels = [value].flat().map((one) => choices.find(({ id }) => id === one)?.label ?? one)
  return labels.join('; ').trim()
}
