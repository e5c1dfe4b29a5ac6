import type { CalendarDate } from '#kernel/time.js'
import { individualBaseline } from '#statistics/individual-baseline.js'
import type { CurveData, XmrData } from '#ui/index.js'
import type { ChartedPlan } from '../../chart-history.js'
import { matureSeries } from '../../judge-points.js'
import type { PlanMeasure, Point } from '../../model.js'
import { FEWEST_FOR_LIMITS, isEnough } from '../../series.js'
import { stretchesOf } from '../../stretches.js'

/** Charts that a person may choose in place of the one that the plan is judged by. */
export const OTHER_CHARTS = {
  ewma: 'EWMA (moving average)',
  cusum: 'CUSUM (sums)',
  vlad: 'VLAD (expected less observed)',
} as const

export type OtherKind = keyof typeof OTHER_CHARTS

/** The chart that an address names; undefined for the plan's own. */
export const otherKindOf = (name: string | undefined): OtherKind | undefined =>
  name !== undefined && Object.hasOwn(OTHER_CHARTS, name) ? (name as OtherKind) : undefined

/** A chart that was chosen, drawn. */
export interface OtherChart {
  readonly picture: { kind: 'xmr'; data: XmrData } | { kind: 'curve'; data: CurveData }
  readonly headline: string
  readonly detail: string
  readonly tone: 'green' | 'orange' | 'blue'
  readonly note: string
  /** Its figures as a file. */
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** A chart, or why there is none. */
export type OtherView = OtherChart | { readonly why: string }

/** A part of a series with a baseline of its own. */
export interface BasedPart {
  readonly points: readonly Point[]
  /** Null where a point rests on too few. */
  readonly values: readonly (number | null)[]
  readonly centre: number
  readonly sd: number
}

/** The complete points of a slice, oldest first. */
export const completeOf = (
  points: readonly Point[],
  measure: PlanMeasure,
  today: CalendarDate,
): readonly Point[] => matureSeries(points, measure, today)[0] ?? []

/**
 * The parts of a series that are judged each from its own baseline, as the limits of the plan's chart
 * are: begun anew at the version that passed the gate and at a re-base. Parts that are too short are
 * left out; the sentence says why where none is left.
 */
export const basedParts = (
  series: readonly Point[],
  measure: PlanMeasure,
  plan: ChartedPlan,
): readonly BasedPart[] | { readonly why: string } => {
  let why = `It needs ${FEWEST_FOR_LIMITS} complete periods with enough cases; there are ${series.filter((point) => isEnough(point, plan)).length}.`
  const parts = stretchesOf(series, measure, plan).flatMap(
    ({ from, to, fixAfter }): BasedPart[] => {
      const points = series.slice(from, to)
      const values = points.map((point) => (isEnough(point, plan) ? point.value : null))
      if (values.filter((value) => value !== null).length < FEWEST_FOR_LIMITS) return []
      const base = individualBaseline(values, { freeze: fixAfter, screenOutliers: true })
      if (base.sd === null) {
        why =
          'The figures do not change from one period to the next, so there is no spread to judge by.'
        return []
      }
      return [{ points, values, centre: base.centre, sd: base.sd }]
    },
  )
  return parts.length > 0 ? parts : { why }
}
