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
  const sums = new Float64Array(bins)
  const { scores, events, nonEvents } = counts
  for (let bin = 0, i = 0; bin < bins; bin += 1) {
    const end = bin < bins - 1 ? (bin + 1) / bins : Infinity
    const sum = new CompensatedSum()
    let [rowsOfBin, found] = [0, 0]
    for (; i < scores.length && at(scores, i) < end; i += 1) {
      const rows = at(events, i) + at(nonEvents, i)
      rowsOfBin += rows
      found += at(events, i)
      sum.add(rows * at(scores, i))
    }
    n[bin] = rowsOfBin
    positives[bin] = found
    sums[bin] = sum.total
  }
  return Array.from(sums, (sum, bin) => {
    const rows = at(n, bin)
    const found = at(positives, bin)
    const shares =
      rows === 0
        ? { mean_score: null, observed: null }
        : { mean_score: sum / rows, observed: found / rows }
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
