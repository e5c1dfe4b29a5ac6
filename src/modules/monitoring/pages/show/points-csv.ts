import type { Point } from '../../model.js'
import { pointState } from '../../periods.js'

const COLUMNS = [
  'window_from',
  'window_to',
  'version',
  'site',
  'group_by',
  'group_value',
  'measure',
  'threshold',
  'value',
  'low',
  'high',
  'numerator',
  'denominator',
  'n',
  'events',
  'method',
  'reason',
  'source',
  'dated_by_sender',
  'state',
  'computed_at',
]

/** Points as CSV; text that a spreadsheet would take for a formula is quoted with an apostrophe. */
export const pointsCsv = (points: readonly Point[], today: string): string =>
  `${[COLUMNS, ...points.map((point) => rowOf(point, today))]
    .map((row) => row.map(cell).join(','))
    .join('\r\n')}\r\n`

const rowOf = (point: Point, today: string): (string | number | null)[] => [
  point.windowFrom,
  point.windowTo,
  point.versionName,
  point.site,
  point.groupBy,
  point.groupValue,
  point.measure,
  point.threshold,
  point.value,
  point.low,
  point.high,
  point.numerator,
  point.denominator,
  point.n,
  point.events,
  point.method,
  point.reason,
  point.source,
  point.datedBySender ? 'yes' : 'no',
  pointState(point, today),
  point.computedAt.toISOString(),
]

const cell = (value: string | number | null): string => {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
