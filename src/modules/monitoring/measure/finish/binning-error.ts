import type { ScoreCounts } from '#statistics/count-scores.js'
import type { BinningError } from './metric.js'

/** Beyond this share of its standard error an AUROC from bins is not to be trusted to its digits. */
const MOST_OF_ERROR = 0.02

/**
 * How far counting by bin can have moved an AUROC. Pairs in one bin count one half, so the bound is
 * half their share; if the order within a bin of e events and n non-events is random, its pairs have
 * the variance e n (e + n + 1) / 12 of the Mann-Whitney statistic. Source: Mann & Whitney 1947.
 */
export function binningError(counts: ScoreCounts, se: number | null): BinningError | null {
  const pairs = counts.eventTotal * counts.nonEventTotal
  if (pairs === 0) return null
  let shared = 0
  let variance = 0
  for (let i = 0; i < counts.scores.length; i += 1) {
    const e = counts.events[i] as number
    const n = counts.nonEvents[i] as number
    shared += e * n
    variance += (e * n * (e + n + 1)) / 12
  }
  const expected = Math.sqrt(variance) / pairs
  const share = se === null || se === 0 ? null : expected / se
  return {
    bound: shared / 2 / pairs,
    expected,
    in_standard_errors: share,
    ...(share !== null && share > MOST_OF_ERROR ? { needs_exact: true } : {}),
  }
}
