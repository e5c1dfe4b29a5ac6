import type { ScoreCounts } from '#statistics/count-scores.js'
import type { BinningError } from './metric.js'

/** Beyond this share of its standard error an AUROC from bins is not to be trusted to its digits. */
export const MOST_OF_ERROR = 0.02

/** The variance of the Mann-Whitney statistic of e events and n non-events in random order. */
export const randomOrder = (e: number, n: number): number => (e * n * (e + n + 1)) / 12

/**
 * How far counting by bin can have moved an AUROC. Pairs in one bin count one half, so the bound is
 * half their share; if the order within a bin of e events and n non-events is random, its pairs have
 * the variance e n (e + n + 1) / 12 of the Mann-Whitney statistic. Bins of a single score move
 * nothing: its pairs are ties. Source: Mann & Whitney 1947.
 */
export function binningError(
  counts: ScoreCounts,
  se: number | null,
  isSingle: (place: number) => boolean = () => false,
): BinningError | null {
  const pairs = counts.eventTotal * counts.nonEventTotal
  if (pairs === 0) return null
  let shared = 0
  let variance = 0
  for (let i = 0; i < counts.scores.length; i += 1) {
    if (isSingle(i)) continue
    const [e, n] = [counts.events[i] as number, counts.nonEvents[i] as number]
    shared += e * n
    variance += randomOrder(e, n)
  }
  const expected = Math.sqrt(variance) / pairs
  const share = se === null || se === 0 ? null : expected / se
  // All scores in one bin have no spread left to compare with.
  const coarse = share === null ? se === 0 && expected > 0 : share > MOST_OF_ERROR
  return {
    bound: shared / 2 / pairs,
    expected,
    in_standard_errors: share,
    ...(coarse ? { needs_exact: true } : {}),
  }
}
