import { at } from './at.js'
import { kolmogorovTail } from './kolmogorov-distribution.js'

/** The largest distance of two distribution functions, and how likely one as large is by chance. */
export interface KolmogorovSmirnov {
  readonly distance: number
  readonly p: number
  readonly method: 'ks-two-sample-exact/1' | 'ks-two-sample-asymptotic/1'
}

/** Up to so many pairs of values the exact chance is counted. */
const EXACT_PAIRS = 2_000_000

/**
 * Compares two samples given in ascending order; null when either is empty. Exact for small samples,
 * with the one-sample distribution of the effective size above. Source: Smirnov 1948.
 */
export function kolmogorovSmirnov(a: Float64Array, b: Float64Array): KolmogorovSmirnov | null {
  if (a.length === 0 || b.length === 0) return null
  const distance = ksDistance(a, b)
  return a.length * b.length <= EXACT_PAIRS
    ? { distance, p: ksExactTail(a.length, b.length, distance), method: 'ks-two-sample-exact/1' }
    : {
        distance,
        p: ksAsymptoticTail(a.length, b.length, distance),
        method: 'ks-two-sample-asymptotic/1',
      }
}

/** The largest distance between the distribution functions of two ascending samples. */
export function ksDistance(a: Float64Array, b: Float64Array): number {
  let [i, j, most] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    const value = Math.min(at(a, i), at(b, j))
    while (i < a.length && at(a, i) <= value) i += 1
    while (j < b.length && at(b, j) <= value) j += 1
    most = Math.max(most, Math.abs(i / a.length - j / b.length))
  }
  return most
}

/** P(distance at least d) from the distribution of one sample of the effective size. */
export const ksAsymptoticTail = (m: number, n: number, d: number): number =>
  kolmogorovTail(Math.round((m * n) / (m + n)), d)

/**
 * P(distance at least d) without ties, by counting the paths of the merged samples that leave the band.
 * The paths outside are summed themselves, so that a small chance keeps its digits.
 * Source: Smirnov 1948; the recursion of R's psmirnov.
 */
export function ksExactTail(m: number, n: number, d: number): number {
  const [rows, columns] = m < n ? [m, n] : [n, m]
  const band = (0.5 + Math.floor(d * rows * columns - 1e-7)) / (rows * columns)
  const all = new Float64Array(columns + 1)
  const outside = new Float64Array(columns + 1)
  for (let i = 0; i <= rows; i += 1) {
    const weight = i === 0 ? 1 : i / (i + columns)
    for (let j = 0; j <= columns; j += 1) {
      const first = i === 0 && j === 0
      const left = j === 0 ? 0 : at(all, j - 1)
      const leftOutside = j === 0 ? 0 : at(outside, j - 1)
      const total = first ? 1 : (i === 0 ? 0 : weight * at(all, j)) + left
      const gone = first ? 0 : (i === 0 ? 0 : weight * at(outside, j)) + leftOutside
      all[j] = total
      outside[j] = Math.abs(i / rows - j / columns) > band ? total : gone
    }
  }
  return Math.min(1, at(outside, columns) / at(all, columns))
}
