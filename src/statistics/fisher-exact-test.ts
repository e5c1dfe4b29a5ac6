import { logGamma } from './log-gamma.js'

/** Tables as likely as the one seen, up to rounding, count as seen. */
const ROUNDING = 1 + 1e-7

/**
 * Fisher's exact test of two counts out of two totals: the two-sided chance of a table no more likely
 * than the one seen, margins fixed; null where a total is 0. Source: Fisher 1935.
 */
export function fisherExactTest(
  [count1, total1]: readonly [number, number],
  [count2, total2]: readonly [number, number],
): number | null {
  if (total1 === 0 || total2 === 0) return null
  const hits = count1 + count2
  const least = Math.max(0, hits - total2)
  const most = Math.min(hits, total1)
  const weights = Array.from({ length: most - least + 1 }, (_, i) => {
    const x = least + i
    return Math.exp(
      logChoose(total1, x) + logChoose(total2, hits - x) - logChoose(total1 + total2, hits),
    )
  })
  const seen = weights[count1 - least] ?? 0
  const tail = weights.filter((weight) => weight <= seen * ROUNDING)
  return Math.min(
    1,
    tail.reduce((sum, weight) => sum + weight, 0),
  )
}

const logChoose = (n: number, k: number): number =>
  logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
