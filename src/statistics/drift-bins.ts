import { at } from './at.js'

/**
 * The inner edges of the deciles of a reference sample given in ascending order: type-7 quantiles
 * (Hyndman & Fan 1996), duplicates merged, the outer bins open. Source: Siddiqi 2006.
 * @throws RangeError for an empty sample.
 */
export function decileEdges(sorted: Float64Array): number[] {
  const edges: number[] = []
  for (let k = 1; k < 10; k += 1) {
    const place = ((sorted.length - 1) * k) / 10
    const below = Math.floor(place)
    const share = place - below
    const low = at(sorted, below)
    const edge = share === 0 ? low : low + share * (at(sorted, below + 1) - low)
    if (edge !== edges.at(-1)) edges.push(edge)
  }
  return edges
}

/** How many of some values in ascending order lie in each bin; a value on an edge goes up. */
export function countsBetween(sorted: Float64Array, edges: readonly number[]): number[] {
  const starts = edges.map((edge) => firstAtLeast(sorted, edge))
  return [...starts, sorted.length].map((end, bin) => end - (starts[bin - 1] ?? 0))
}

/** The inner edges of equal bins on [0, 1]: 1/n, 2/n, … */
export const equalEdges = (bins: number): number[] =>
  Array.from({ length: bins - 1 }, (_, k) => (k + 1) / bins)

function firstAtLeast(sorted: Float64Array, edge: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (at(sorted, middle) < edge) low = middle + 1
    else high = middle
  }
  return low
}
