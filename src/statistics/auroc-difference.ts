import { auroc } from './auroc.js'
import type { ScoreCounts } from './count-scores.js'
import { type Figure, figureOf, noFigure } from './figure.js'
import { normalCumulative } from './normal-cumulative.js'
import { Z95 } from './normal-quantile.js'

export const AUROC_DIFFERENCE_METHOD = 'auroc-difference-unpaired-delong/1'

/** A difference with its z and two-sided p, both null without a standard error. */
export interface AurocDifference extends Figure {
  readonly z: number | null
  readonly p: number | null
}

/**
 * The AUROC of one group minus that of another group of different rows; the variances add.
 * Source: DeLong 1988.
 */
export function aurocDifference(counts: ScoreCounts, reference: ScoreCounts): AurocDifference {
  const ours = auroc(counts)
  const theirs = auroc(reference)
  const nothing = { z: null, p: null }
  if (ours.value === null || theirs.value === null) {
    const reason = ours.reason ?? theirs.reason ?? 'one_class'
    return { ...noFigure(AUROC_DIFFERENCE_METHOD, reason), ...nothing }
  }
  const value = ours.value - theirs.value
  if (ours.se === null || theirs.se === null) {
    const interval_reason = 'fewer_than_two_in_a_class'
    return { ...figureOf(AUROC_DIFFERENCE_METHOD, value), interval_reason, ...nothing }
  }
  const se = Math.hypot(ours.se, theirs.se)
  if (se === 0) {
    const bare = figureOf(AUROC_DIFFERENCE_METHOD, value, [value, value], 0)
    return { ...bare, interval_reason: 'no_variance', ...nothing }
  }
  const interval = [value - Z95 * se, value + Z95 * se] as const
  const z = value / se
  const p = 2 * normalCumulative(-Math.abs(z))
  return { ...figureOf(AUROC_DIFFERENCE_METHOD, value, interval, se), z, p }
}
