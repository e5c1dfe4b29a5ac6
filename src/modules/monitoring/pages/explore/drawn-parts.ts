import { daysBetween } from '#kernel/time.js'
import { asCount, asDate, asShortDate } from '#ui/words.js'
import { isGap } from '../../measures.js'
import type { PlanMeasure, Point } from '../../model.js'
import { basisOf, denominatorWords } from '../../words.js'
import { driftBasisWords } from '../reference-words.js'

/** Short names of periods; with the year where they run over most of one. */
export const periodNames = (points: readonly Point[]): readonly string[] => {
  const [first, last] = [points[0]?.windowFrom ?? '', points.at(-1)?.windowFrom ?? '']
  const long = points.length > 1 && daysBetween(first, last) > 300
  return points.map(({ windowFrom }) => {
    const text = asShortDate(windowFrom)
    return long ? text : text.replace(/ \d{4}$/, '')
  })
}

/** Where another version begins, as charts mark it. */
export const versionMarkers = (
  points: readonly Pick<Point, 'versionName'>[],
): readonly { at: number; label: string }[] =>
  points.flatMap(({ versionName }, at) =>
    at > 0 && points[at - 1]?.versionName !== versionName
      ? [{ at, label: `version ${versionName || 'not known'}` }]
      : [],
  )

/** Why a chart of single values does not suit a measure; null where it does. */
export const notForEvents = (measure: PlanMeasure): string | null =>
  isGap(measure.measure)
    ? 'Rare events are drawn by what lies between them, which is far from evenly spread. The chart of the plan suits them.'
    : null

/** What stands under a chart of single values: what it assumes, denominators, method and date. */
export const noteOfParts = (
  points: readonly Point[],
  measure: PlanMeasure,
  words: { how: string; base: string; method: string },
): string => {
  const sizes = points.map(basisOf)
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  const range = least === most ? asCount(least) : `${asCount(least)} to ${asCount(most)}`
  const last = points.at(-1)
  return [
    words.how,
    words.base,
    'It begins anew where the limits of the plan’s chart do.',
    `Complete periods only, on ${range} ${denominatorWords(measure.measure)} each.`,
    ...driftBasisWords(points, measure),
    `Method ${last?.method ?? ''}, ${words.method}, computed ${last ? asDate(last.computedAt) : ''}.`,
    'It is for looking: signals come from the chart of the plan alone.',
  ].join(' ')
}

/** First columns of a file of periods. */
export const PERIOD_COLUMNS = ['window_from', 'window_to', 'version'] as const

/** Their cells. */
export const periodCells = (point: Point): readonly [string, string, string] => [
  point.windowFrom,
  point.windowTo,
  point.versionName,
]
