import { addDays, addMonths, isDate } from './london-date.js'
import type { PredictionColumns } from './prediction-columns.js'
import { SummaryRefused } from './summary-refused.js'
import type { Every, WindowPlan } from './summary-row.js'

/**
 * The windows that a file's columns and two options ask for: its times by the calendar, or its
 * integer periods from `first`, or, with neither column, one window that begins on `first`.
 * @throws SummaryRefused when nothing says when the rows are from.
 */
export function chooseWindows(input: {
  readonly columns: PredictionColumns
  readonly first?: string
  readonly every?: Every
  /** The date in London; no row is from a later one. */
  readonly today: string
}): WindowPlan {
  const { columns, first, every = 'week', today } = input
  if (columns.time !== undefined) return { kind: 'every', every, until: today }
  if (first === undefined || !isDate(first)) {
    throw new SummaryRefused(
      'bad_options',
      'Say when the rows are from: name the time column, or give the date of the first period as 2026-01-05.',
    )
  }
  if (columns.period !== undefined) return { kind: 'periods', first, every }
  const to = every === 'month' ? addMonths(first, 1) : addDays(first, every === 'week' ? 7 : 1)
  return { kind: 'whole', window: { from: first, to } }
}
