import type { CalendarDate } from '#kernel/time.js'
import type { CurveData, XmrData } from '#ui/index.js'
import { matureSeries } from '../../signals/judge-points.js'
import type { PlanMeasure, Point } from '../../model.js'

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

/** The complete points of a slice, oldest first. */
export const completeOf = (
  points: readonly Point[],
  measure: PlanMeasure,
  today: CalendarDate,
): readonly Point[] => matureSeries(points, measure, today)[0] ?? []
