import { at } from './at.js'
import { CompensatedSum } from './compensated-sum.js'

/** A sample as its distinct values, ascending, and how often each occurs. */
export interface CountedSample {
  readonly values: Float64Array
  readonly counts: Float64Array
  readonly total: number
}

/**
 * The inner edges of the deciles of a counted sample: what `decileEdges` gives for all its values.
 * @throws RangeError for an empty sample.
 */
export function countedDecileEdges({ values, counts, total }: CountedSample): number[] {
  const edges: number[] = []
  let place = 0
  let reached = at(counts, 0)
  const valueOf = (row: number): number => {
    while (row >= reached) {
      place += 1
      reached += at(counts, place)
    }
    return at(values, place)
  }
  for (let k = 1; k < 10; k += 1) {
    const wanted = ((total - 1) * k) / 10
    const below = Math.floor(wanted)
    const share = wanted - below
    const low = valueOf(below)
    // A value once passed is not asked for again: the row above is looked at without moving on.
    const above = below + 1 < reached ? low : (values[place + 1] ?? low)
    const edge = share === 0 ? low : low + share * (above - low)
    if (edge !== edges.at(-1)) edges.push(edge)
  }
  return edges
}

/** How many of a counted sample lie in each bin; a value on an edge goes up. */
export function countedBetween(sample: CountedSample, edges: readonly number[]): number[] {
  const bins = Array.from({ length: edges.length + 1 }, () => 0)
  const { values, counts } = sample
  for (let bin = 0, i = 0; bin < bins.length; bin += 1) {
    const end = edges[bin] ?? Infinity
    let rows = 0
    for (; i < values.length && at(values, i) < end; i += 1) rows += at(counts, i)
    bins[bin] = rows
  }
  return bins
}

/** How far apart the distribution functions of two counted samples are. */
export interface CountedDistance {
  /** The largest distance: the two-sample statistic of Kolmogorov and Smirnov (Smirnov 1948). */
  readonly largest: number
  /** The area between them: the first Wasserstein distance (Vallender 1974). */
  readonly area: number
}

/** Compares two counted samples; null when either is empty. */
export function countedDistance(a: CountedSample, b: CountedSample): CountedDistance | null {
  if (a.total === 0 || b.total === 0) return null
  const area = new CompensatedSum()
  let [i, j, belowA, belowB, largest] = [0, 0, 0, 0, 0]
  let before = Math.min(at(a.values, 0), at(b.values, 0))
  while (i < a.values.length || j < b.values.length) {
    const value = Math.min(a.values[i] ?? Infinity, b.values[j] ?? Infinity)
    const gap = Math.abs(belowA / a.total - belowB / b.total)
    area.add((value - before) * gap)
    largest = Math.max(largest, gap)
    before = value
    if (a.values[i] === value) belowA += at(a.counts, i++)
    if (b.values[j] === value) belowB += at(b.counts, j++)
  }
  return { largest, area: area.total }
}
