import { at } from './at.js'

/**
 * The quantile of a sample by linear interpolation between order statistics, for a probability in
 * [0, 1]. Source: Hyndman & Fan 1996, type 7, the default of R and NumPy.
 * @throws RangeError for an empty sample.
 */
export function type7Quantile(values: readonly number[], probability: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * probability
  const below = Math.floor(place)
  const low = at(sorted, below)
  const share = place - below
  return share === 0 ? low : low + share * (at(sorted, below + 1) - low)
}
