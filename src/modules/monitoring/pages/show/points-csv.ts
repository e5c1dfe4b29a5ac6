import type { Point } from '../../model.js'
import { pointState } from '../../periods.js'
import { csvText } from '../csv-text.js'

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
  'expected',
  'n',
  'events',
  'method',
  'reason',
  'source',
  'dated_by_sender',
  'state',
  'computed_at',
]

/** Points as CSV. */
export const pointsCsv = (points: readonly Point[], today: string): string =>
  csvText([COLUMNS, ...points.map((point) => rowOf(point, today))])

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
  point.expected,
  point.n,
  point.events,
  point.method,
  point.reason,
  point.source,
  point.datedBySender ? 'yes' : 'no',
  pointState(point, today),
  point.computedAt.toISOString(),
]
