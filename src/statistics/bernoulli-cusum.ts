import { riskAdjustedCusum, type RiskAdjustedCusum } from './risk-adjusted-cusum.js'

export interface BernoulliCusumOptions {
  /** In-control chance of the event, in (0, 1). */
  readonly p0: number
  readonly oddsRatio: number
  readonly h: number
}

/**
 * The Bernoulli CUSUM: the risk-adjusted one where every case has the same risk, which may be above
 * a half. Source: Reynolds & Stoumbos 1999; Steiner 2000.
 */
export function bernoulliCusum(
  events: readonly boolean[],
  { p0, oddsRatio, h }: BernoulliCusumOptions,
): RiskAdjustedCusum {
  const cases = events.map((event) => ({ risk: p0, event }))
  return { ...riskAdjustedCusum(cases, { oddsRatio, h }), method: 'cusum-bernoulli/1' }
}
