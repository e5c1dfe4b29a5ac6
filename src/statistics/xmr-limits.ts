import { averageMovingRange, movingRanges } from './moving-ranges.js'

/** Why a segment of an XmR chart is drawn without limits. */
export type NoLimitsReason = 'too_few_values' | 'moving_range_zero' | 'mostly_unchanged'

/** Mean and process limits of one segment. Limits are null with a reason, never collapsed. */
export interface XmrLimits {
  readonly mean: number | null
  readonly amr: number | null
  readonly lpl: number | null
  readonly upl: number | null
  readonly nearLpl: number | null
  readonly nearUpl: number | null
  readonly reason?: NoLimitsReason
}

export interface XmrLimitOptions {
  /** Leave out moving ranges of 3.267 times their average or more, once. */
  readonly screenOutliers: boolean
  /** Draw no limits where the moving range is 0, or 0 for more than half of the steps. */
  readonly guard: boolean
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

const withoutLimits = (
  mean: number | null,
  amr: number | null,
  reason: NoLimitsReason,
): XmrLimits => ({
  mean,
  amr,
  lpl: null,
  upl: null,
  nearLpl: null,
  nearUpl: null,
  reason,
})

/**
 * Mean ± 2.66 average moving ranges over the baseline values (null is a missing month; a range
 * needs both neighbours). The mean is not screened. Source: NHS Making Data Count, as
 * NHSRplotthedots 0.2.2 computes it; Wheeler 2003 for 2.66.
 */
export function xmrLimits(
  baseline: readonly (number | null)[],
  { screenOutliers, guard }: XmrLimitOptions,
): XmrLimits {
  const values = baseline.filter((y) => y !== null)
  if (values.length === 0) return withoutLimits(null, null, 'too_few_values')
  const ranges = movingRanges(baseline)
  const mean = average(values)
  if (ranges.length === 0) return withoutLimits(mean, null, 'too_few_values')
  const amr = averageMovingRange(ranges, screenOutliers)
  if (Number.isNaN(amr) || (guard && amr === 0)) return withoutLimits(mean, 0, 'moving_range_zero')
  const unchanged = ranges.filter((range) => range === 0).length
  if (guard && unchanged > ranges.length / 2) return withoutLimits(mean, amr, 'mostly_unchanged')
  const far = 2.66 * amr
  const near = ((2 * 2.66) / 3) * amr
  return {
    mean,
    amr,
    lpl: mean - far,
    upl: mean + far,
    nearLpl: mean - near,
    nearUpl: mean + near,
  }
}
