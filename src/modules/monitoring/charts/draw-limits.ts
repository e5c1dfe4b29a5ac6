import { gChart } from '#statistics/g-chart.js'
import { judgedShewhart } from '#statistics/judged-shewhart.js'
import { pPrimeChart } from '#statistics/p-chart.js'
import type { ShewhartChart } from '#statistics/shewhart-chart.js'
import { tChart } from '#statistics/t-chart.js'
import { uPrimeChart } from '#statistics/u-chart.js'
import { xmrChart, type XmrChart } from '#statistics/xmr-chart.js'
import type { ChartKind } from '../figure-kinds.js'
import { measureKind, type Direction } from '../measures.js'
import type { Point } from '../model.js'

/** One point as limits are drawn on it: null values are gaps. */
export interface LimitPoint {
  date: string
  point: Pick<Point, 'value' | 'numerator' | 'denominator'> | null
}

interface LimitOptions {
  measure: string
  direction: Direction
  passMark: number | null
  fixAfter: number | null
}

/** The unit a rate is given per (ratePerThousand). */
export const PER = 1000

/**
 * The chart of a stretch with the limits that suit its measure: p′, u′, g, t or XmR, all judged by the
 * rules of Making Data Count (statistics.md 3 and 4). A share or rate without its counts is drawn as XmR.
 */
export const drawLimits = (points: readonly LimitPoint[], options: LimitOptions): XmrChart => {
  const { direction, passMark, fixAfter } = options
  const drawn = shewhartOf(points, chartKindOf(points, options.measure), fixAfter)
  const dates = points.map(({ date }) => date)
  if (drawn) return judgedShewhart(drawn, dates, { direction, target: passMark })
  return xmrChart(
    points.map(({ date, point }) => ({ date, y: point?.value ?? null })),
    { direction, target: passMark, ...(fixAfter ? { fixAfter } : {}) },
  )
}

const chartKindOf = (points: readonly LimitPoint[], measure: string): ChartKind => {
  const kind = measureKind(measure)?.chart ?? 'xmr'
  if (kind !== 'p-prime' && kind !== 'u-prime') return kind
  const counted = points.every(
    ({ point }) => point === null || (point.numerator !== null && point.denominator !== null),
  )
  return counted ? kind : 'xmr'
}

const shewhartOf = (
  points: readonly LimitPoint[],
  kind: ChartKind,
  freeze: number | null,
): ShewhartChart | null => {
  const values = points.map(({ point }) => point?.value ?? null)
  const counts = (unit: number) =>
    points.map(({ point }) => ({
      numerator: point?.numerator ?? null,
      denominator: point?.denominator ? point.denominator / unit : null,
    }))
  if (kind === 'p-prime') return pPrimeChart(counts(1), { freeze })
  if (kind === 'u-prime') return uPrimeChart(counts(PER), { freeze })
  if (kind === 'g') return gChart(values, { freeze })
  return kind === 't' ? tChart(values, { freeze }) : null
}
