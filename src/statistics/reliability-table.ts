import { at } from './at.js'
import { CompensatedSum } from './compensated-sum.js'
import type { ScoreCounts } from './count-scores.js'
import { wilsonInterval } from './wilson-interval.js'

/** One bin [low, high) of the reliability table; the last is closed. Empty bins are kept. */
export interface ReliabilityBin {
  readonly bin: number
  readonly low: number
  readonly high: number
  readonly n: number
  readonly positives: number
  readonly mean_score: number | null
  readonly observed: number | null
  readonly wilson95: readonly [number, number] | null
}

/**
 * Mean score and observed share in bins of equal width over [0, 1], edges compared as the doubles
 * k/bins; scores ascend, so bins follow each other. Scores must be probabilities. Source: DeGroot & Fienberg 1983.
 */
export function reliabilityTable(counts: ScoreCounts, bins: number): readonly ReliabilityBin[] {
  const n = new Float64Array(bins)
  const positives = new Float64Array(bins)
  const sums = Array.from({ length: bins }, () => new CompensatedSum())
  let bin = 0
  for (let i = 0; i < counts.scores.length; i += 1) {
    while (bin < bins - 1 && at(counts.scores, i) >= (bin + 1) / bins) bin += 1
    const rows = at(counts.events, i) + at(counts.nonEvents, i)
    n[bin] = at(n, bin) + rows
    positives[bin] = at(positives, bin) + at(counts.events, i)
    sums[bin]?.add(rows * at(counts.scores, i))
  }
  return sums.map((sum, bin) => {
    const rows = at(n, bin)
    const found = at(positives, bin)
    const shares =
      rows === 0
        ? { mean_score: null, observed: null }
        : { mean_score: sum.total / rows, observed: found / rows }
    const wilson95 = wilsonInterval(found, rows)
    return {
      bin,
      low: bin / bins,
      high: (bin + 1) / bins,
      n: rows,
      positives: found,
      ...shares,
      wilson95,
    }
  })
}
