import { planColumns } from '../../summary/prediction-columns.js'
import { SummaryRefused } from '../../summary/summary-refused.js'
import { type MeasureRequest, PERIOD } from '../request.js'

/** What a column is read as. */
export const ROLE = {
  skip: 0,
  watch: 1,
  score: 2,
  outcome: 3,
  decision: 4,
  period: 5,
  id: 6,
  label: 7,
} as const

/** What one column is read as: a role, and for a label which one. */
export interface ColumnUse {
  readonly role: number
  readonly label: number
}

/** The label columns of a request: each column of a breakdown once. */
export const labelColumns = (request: MeasureRequest): readonly string[] => [
  ...new Set(request.breakdowns.flat().filter((name) => name !== PERIOD)),
]

/** The names of all the columns that a request wants of a file. */
export const wantedOf = (request: MeasureRequest): readonly string[] => {
  const { score, outcome, prediction, time, id } = request
  const named = [score, outcome, prediction, time?.column, id, ...labelColumns(request)]
  return named.filter((name) => name !== undefined)
}

/**
 * What each column of a file is read as; a column may have several uses. Columns that are not asked
 * for are watched for NHS numbers, dropped ones are not looked at.
 * @throws SummaryRefused when a column is missing, there twice or named after people.
 */
export function planFile(
  header: readonly string[],
  request: MeasureRequest,
): readonly (readonly ColumnUse[])[] {
  const { score, outcome, prediction, time, id, drop } = request
  const labels = labelColumns(request)
  const wanted = { score, outcome, by: [...labels, ...(id ? [id] : [])], drop }
  const named = { ...(prediction ? { prediction } : {}), ...(time ? { time: time.column } : {}) }
  planColumns(header, { ...wanted, ...named })
  const uses: readonly (readonly [string | undefined, number])[] = [
    [score, ROLE.score],
    [outcome, ROLE.outcome],
    [prediction, ROLE.decision],
    [time?.column, ROLE.period],
    [id, ROLE.id],
  ]
  const dropped = new Set(drop)
  return header.map((name) => {
    if (dropped.has(name)) return [{ role: ROLE.skip, label: 0 }]
    const single = uses
      .filter(([column]) => column === name)
      .map(([, role]) => ({ role, label: 0 }))
    const label = labels.indexOf(name)
    const all = label < 0 ? single : [...single, { role: ROLE.label, label }]
    return all.length > 0 ? all : [{ role: ROLE.watch, label: 0 }]
  })
}

/** @throws SummaryRefused when a breakdown asks for the period of no time. */
export function checkPeriods({ breakdowns, time, reference }: MeasureRequest): void {
  if (time) return
  if (breakdowns.some((columns) => columns.includes(PERIOD))) {
    throw new SummaryRefused('bad_options', '--by @period needs --time: name the column of times.')
  }
  if (reference)
    throw new SummaryRefused('bad_options', '--reference needs --time: name the column of times.')
}
