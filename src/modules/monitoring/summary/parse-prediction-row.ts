import type { ColumnPlan } from './prediction-columns.js'
import {
  type CellReader,
  mayBeThousands,
  OUTCOME_WORDS,
  SAY_EVENT,
} from '../as-written/read-cells.js'
import type { SummaryRow } from './summary-row.js'

const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', 'none'])

class BadCell extends Error {}

/** Whether a cell is empty, or says NA, NaN, null or none. */
export const isMissing = (text: string): boolean => MISSING.has(text.toLowerCase())

type ReadNumber = (text: string) => number

function numberOf(text: string, what: string, read: ReadNumber): number | null {
  if (isMissing(text)) return null
  const value = read(text)
  if (!Number.isNaN(value)) return value
  throw new BadCell(
    mayBeThousands(text)
      ? `The ${what} has a comma that may part thousands or decimals. Write it with a point, or without.`
      : `The ${what} is not a number.`,
  )
}

function outcomeOf(text: string, cells: CellReader): 0 | 1 | null {
  if (isMissing(text)) return null
  const value = cells.outcome(text)
  if (value === undefined)
    throw new BadCell(`The outcome is none of ${OUTCOME_WORDS}. ${SAY_EVENT}.`)
  return value
}

function decisionOf(text: string, cells: CellReader): 0 | 1 | null {
  if (isMissing(text)) return null
  const value = cells.decision(text)
  if (value === undefined) throw new BadCell(`The prediction is none of ${OUTCOME_WORDS}.`)
  return value
}

function periodOf(text: string, read: ReadNumber): number | null {
  const value = numberOf(text, 'period', read)
  if (value !== null && !Number.isInteger(value))
    throw new BadCell('The period is not a whole number.')
  return value
}

/** “None” may be a group of its own, so among labels it is not missing. */
export const labelOf = (text: string): string | null =>
  isMissing(text) && text.toLowerCase() !== 'none' ? null : text

const isPending = (text: string): boolean => text.toLowerCase() === 'pending'

function rowOf(cells: readonly string[], { at, by }: ColumnPlan, reader: CellReader): SummaryRow {
  const cell = (index: number | null): string => (index === null ? '' : (cells[index] ?? '').trim())
  const number: ReadNumber = (text) => reader.number(text)
  const [outcome, observed] = [cell(at.outcome), cell(at.observed)]
  return {
    score: numberOf(cell(at.score), 'score', (text) => reader.score(text)),
    outcome: isPending(outcome) ? null : outcomeOf(outcome, reader),
    predicted: numberOf(cell(at.predicted), 'predicted value', number),
    observed: isPending(observed) ? null : numberOf(observed, 'observed value', number),
    pending: isPending(outcome) || isPending(observed),
    decision: decisionOf(cell(at.prediction), reader),
    value: numberOf(cell(at.value), 'value', number),
    category: labelOf(cell(at.category)),
    at: labelOf(cell(at.time)),
    period: periodOf(cell(at.period), number),
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
export function parsePredictionRow(
  cells: readonly string[],
  plan: ColumnPlan,
  reader: CellReader,
): ParsedRow {
  if (cells.length !== plan.width) {
    return { problem: `The row has ${cells.length} fields and the header ${plan.width}.` }
  }
  try {
    return { row: rowOf(cells, plan, reader) }
  } catch (error) {
    if (error instanceof BadCell) return { problem: error.message }
    throw error
  }
}
