import { createHash } from 'node:crypto'
import type { Requirement } from './model.js'

/**
 * SHA-256 of what a requirement asks: its question, its fields with their choices and bounds, what
 * satisfies it and whom it is about. Words that only explain (why, the example of good evidence, help,
 * sources, what a layer adds beside them) are left out, so that mending them puts nothing under review.
 * Who signs and how long it lasts are held against each signature instead (decision 15).
 */
export const requirementDigest = (requirement: Requirement): string => {
  const { id, question, scope, metBy, fields } = requirement
  const asked = fields.map(({ id: field, label, kind, required, choices, minimum, maximum }) => [
    field,
    label,
    kind,
    required,
    choices.map((choice) => [choice.id, choice.label]),
    minimum,
    maximum,
  ])
  const text = JSON.stringify([id, question, scope, metBy.anyOf, metBy.allOf, asked])
  return createHash('sha256').update(text).digest('hex')
}
