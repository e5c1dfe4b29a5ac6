import type { ColumnPlan } from './prediction-columns.js'
import type { SummaryRow } from './summary-row.js'

const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', 'none'])
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const OUTCOMES: Readonly<Record<string, 0 | 1>> = {
  '0': 0,
  '1': 1,
  '0.0': 0,
  '1.0': 1,
  false: 0,
  true: 1,
}

class BadCell extends Error {}

/** Whether a cell is empty, or says NA, NaN, null or none. */
export const isMissing = (text: string): boolean => MISSING.has(text.toLowerCase())

/**
 * The number a text is; NaN where it is none or not finite. Number() rounds correctly, so equal
 * texts tie and different ones do not.
 */
export function plainNumber(text: string): number {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(value) ? value : Number.NaN
}

/** An outcome or decision as 0 or 1; undefined where the text is neither. */
export const plainBinary = (text: string): 0 | 1 | undefined => OUTCOMES[text.toLowerCase()]

function numberOf(text: string, what: string): number | null {
  if (isMissing(text)) return null
  const value = plainNumber(text)
  if (Number.isNaN(value)) throw new BadCell(`The ${what} is not a number.`)
  return value
}

function binaryOf(text: string, what: string): 0 | 1 | null {
  if (isMissing(text)) return null
  const value = plainBinary(text)
  if (value === undefined) throw new BadCell(`The ${what} must be 0 or 1, or empty.`)
  return value
}

function periodOf(text: string): number | null {
  const value = numberOf(text, 'period')
  if (value !== null && !Number.isInteger(value))
    throw new BadCell('The period is not a whole number.')
  return value
}

/** “None” may be a group of its own, so among labels it is not missing. */
export const labelOf = (text: string): string | null =>
  isMissing(text) && text.toLowerCase() !== 'none' ? null : text

const isPending = (text: string): boolean => text.toLowerCase() === 'pending'

function rowOf(cells: readonly string[], { at, by }: ColumnPlan): SummaryRow {
  const cell = (index: number | null): string => (index === null ? '' : (cells[index] ?? '').trim())
  const [outcome, observed] = [cell(at.outcome), cell(at.observed)]
  return {
    score: numberOf(cell(at.score), 'score'),
    outcome: isPending(outcome) ? null : binaryOf(outcome, 'outcome'),
    predicted: numberOf(cell(at.predicted), 'predicted value'),
    observed: isPending(observed) ? null : numberOf(observed, 'observed value'),
    pending: isPending(outcome) || isPending(observed),
    decision: binaryOf(cell(at.prediction), 'prediction'),
    value: numberOf(cell(at.value), 'value'),
    category: labelOf(cell(at.category)),
    at: labelOf(cell(at.time)),
    period: periodOf(cell(at.period)),
    site: labelOf(cell(at.site)),
    version: labelOf(cell(at.version)),
    groups: Object.fromEntries(by.map(({ name, index }) => [name, labelOf(cell(index))])),
  }
}

/** A row, or why it is rejected. The reason never repeats what the row holds. */
export type ParsedRow = { readonly row: SummaryRow } | { readonly problem: string }

/**
 * Reads one record of text by a plan. Empty cells and NA, NaN and null are missing, and None among
 * numbers; an outcome may be `pending`.
 */
export function parsePredictionRow(cells: readonly string[], plan: ColumnPlan): ParsedRow {
  if (cells.length !== plan.width) {
    return { problem: `The row has ${cells.length} fields and the header ${plan.width}.` }
  }
  try {
    return { row: rowOf(cells, plan) }
  } catch (error) {
    if (error instanceof BadCell) return { problem: error.message }
    throw error
  }
}
