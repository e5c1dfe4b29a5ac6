import { cusumRunLength, type RiskShare } from './cusum-run-length.js'

export interface CusumLimitOptions {
  readonly oddsRatio: number
  /** Cases between false signals that one is ready to bear, above 1. */
  readonly inControlRunLength: number
}

const MOST_GROUPS = 200
const HIGHEST = 50

/** The mix of a list of risks: at most 200 groups of neighbours, each with its mean. */
export function riskMix(risks: readonly number[]): readonly RiskShare[] {
  const sorted = risks.toSorted((a, b) => a - b)
  const groups = Math.min(MOST_GROUPS, sorted.length)
  return Array.from({ length: groups }, (_, i) => {
    const from = Math.floor((i * sorted.length) / groups)
    const part = sorted.slice(from, Math.floor(((i + 1) * sorted.length) / groups))
    const risk = part.reduce((sum, value) => sum + value, 0) / part.length
    return { risk, share: part.length / sorted.length }
  })
}

/**
 * The limit h of the risk-adjusted CUSUM at which false signals are as far apart as wanted, to
 * 0.0005, by the secant method on the log of the run length. Source: Knoth, Wittenberg & Gan 2019.
 * @throws RangeError for an empty mix or a run length that no limit up to 50 gives.
 */
export function riskAdjustedCusumLimit(
  mix: readonly RiskShare[],
  { oddsRatio, inControlRunLength }: CusumLimitOptions,
): number {
  const wanted = Math.log(inControlRunLength)
  if (mix.length === 0 || !(wanted > 0)) {
    throw new RangeError('a limit needs risks, and a run length above 1')
  }
  const excess = (h: number): number => Math.log(cusumRunLength(mix, { oddsRatio, h })) - wanted
  let [low, high] = [0, 1]
  let [atLow, atHigh] = [-wanted, excess(1)]
  while (atHigh < 0) {
    if (high > HIGHEST) throw new RangeError('no limit gives so long a run length')
    ;[low, atLow] = [high, atHigh]
    high += 1
    atHigh = excess(high)
  }
  while (high - low > 0.0005) {
    const guess = low - (atLow * (high - low)) / (atHigh - atLow)
    const h = Math.min(Math.max(guess, low + (high - low) * 0.01), high - (high - low) * 0.01)
    const atH = excess(h)
    if (Math.abs(atH) < 1e-4) return h
    if (atH < 0) [low, atLow] = [h, atH]
    else [high, atHigh] = [h, atH]
  }
  return high
}
