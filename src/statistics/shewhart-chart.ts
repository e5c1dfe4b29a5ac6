import { runs, type Runs } from './runs.js'

/** A point of a Shewhart chart: limits at three, warning limits at two standard deviations. */
export interface ShewhartPoint {
  readonly y: number | null
  /** Denominator, where the chart has one. */
  readonly n: number | null
  readonly cl: number | null
  readonly lcl: number | null
  readonly ucl: number | null
  readonly lcl95: number | null
  readonly ucl95: number | null
  /** Outside the three standard deviation limits; null where there is no value or no limit. */
  readonly sigma_signal: boolean | null
}

/** Why a chart has no limits. */
export type ShewhartReason = 'too_few_values' | 'no_variance' | 'moving_range_zero'

export interface ShewhartChart {
  readonly method: string
  readonly points: readonly ShewhartPoint[]
  readonly runs: Runs
  /** Present where there are no limits. */
  readonly reason?: ShewhartReason
}

/** Options every Shewhart chart takes. */
export interface ShewhartOptions {
  /** Centre and limits from the first so many points; all unless given. */
  readonly freeze?: number | null
  /** Leave out unusually large moving ranges, once. Default false. */
  readonly screenOutliers?: boolean
}

/** Values with their denominators as a chart draws them; null is a missing period. */
export interface ShewhartValue {
  readonly y: number | null
  readonly n: number | null
}

/** Centre, the value a number of standard deviations away at a point, and the possible range. */
export interface ShewhartLimits {
  readonly centre: number | null
  /** Null where there is no limit at all, with the reason. */
  readonly limitAt: ((deviations: number, n: number | null) => number) | null
  readonly range: readonly [low: number, high: number]
  readonly reason?: ShewhartReason
}

/** The baseline of a chart: the first `freeze` values, or all. @throws RangeError below 2. */
export function baselineOf<T>(values: readonly T[], { freeze }: ShewhartOptions): readonly T[] {
  if (typeof freeze !== 'number') return values
  if (!(freeze >= 2)) throw new RangeError('limits can be fixed on 2 points or more')
  return values.slice(0, freeze)
}

/** Draws values with their limits, cut to the possible range, and analyses their runs. */
export function drawShewhart(
  method: string,
  values: readonly ShewhartValue[],
  { centre, limitAt, range: [low, high], reason }: ShewhartLimits,
): ShewhartChart {
  const points = values.map(({ y, n }): ShewhartPoint => {
    const drawn = limitAt !== null && (n === null || n > 0)
    const limit = (deviations: number): number | null =>
      drawn ? Math.min(Math.max(limitAt(deviations, n), low), high) : null
    const [lcl, ucl] = [limit(-3), limit(3)]
    const judged = y !== null && lcl !== null && ucl !== null
    const sigma_signal = judged ? y < lcl || y > ucl : null
    return { y, n, cl: centre, lcl, ucl, lcl95: limit(-2), ucl95: limit(2), sigma_signal }
  })
  const ys = values.map(({ y }) => y)
  return { method, points, runs: runs(ys, centre), ...(reason ? { reason } : {}) }
}
