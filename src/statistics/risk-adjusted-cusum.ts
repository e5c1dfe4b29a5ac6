/** One case: its risk as predicted, in (0, 1), and whether the event happened. */
export interface RiskCase {
  readonly risk: number
  readonly event: boolean
}

export interface RiskAdjustedCusum {
  readonly method: string
  /** The sum after each case; at a signal the value that crossed, and the next case starts from 0. */
  readonly values: readonly number[]
  /** Positions of signals, from 0. */
  readonly signals: readonly number[]
}

export interface RiskAdjustedCusumOptions {
  /** Odds ratio to be found: above 1 for worse, below 1 for better. */
  readonly oddsRatio: number
  /** A signal is a sum above h; see `riskAdjustedCusumLimit`. */
  readonly h: number
}

/** The log likelihood ratio of one case. Source: Steiner 2000, doi:10.1093/biostatistics/1.4.441. */
export function cusumWeight({ risk, event }: RiskCase, oddsRatio: number): number {
  return Math.log((event ? oddsRatio : 1) / (1 - risk + oddsRatio * risk))
}

/**
 * The risk-adjusted CUSUM, with a restart at 0 after each signal. The risks must be calibrated, or
 * it tests their calibration. Source: Steiner 2000; as vlad 0.2.2.
 * @throws RangeError for a risk outside [0, 1] or an odds ratio that is not above 0, or is 1.
 */
export function riskAdjustedCusum(
  cases: Iterable<RiskCase>,
  { oddsRatio, h }: RiskAdjustedCusumOptions,
): RiskAdjustedCusum {
  if (!(oddsRatio > 0) || oddsRatio === 1) {
    throw new RangeError('the odds ratio to find is above 0 and is not 1')
  }
  const values: number[] = []
  const signals: number[] = []
  let sum = 0
  for (const one of cases) {
    if (!(one.risk >= 0 && one.risk <= 1)) throw new RangeError(`${one.risk} is not a risk`)
    sum = Math.max(0, sum + cusumWeight(one, oddsRatio))
    if (sum > h) signals.push(values.length)
    values.push(sum)
    if (sum > h) sum = 0
  }
  return { method: 'cusum-risk-adjusted/1', values, signals }
}
