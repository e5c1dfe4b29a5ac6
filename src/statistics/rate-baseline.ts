import { pooled, type RateInput, sigmaZ, valueOf } from './rate-chart.js'
import { baselineOf, type ShewhartOptions } from './shewhart-chart.js'

/** What a series of rates is held against, each by the size of its own period. */
export interface RateBaseline {
  readonly centre: number
  /** The standard deviation of each rate at the centre; null in a gap. */
  readonly sds: readonly (number | null)[]
  /** What chance alone is multiplied by: 1, or Laney's sigma where periods differ by more. */
  readonly spread: number
}

/**
 * The pooled rate of the baseline and the standard deviation of each period by its own denominator, as
 * EWMA and CUSUM of rates start from: binomial for shares, Poisson for events in an exposure. Where
 * periods differ by more than chance it is multiplied as a p′ or u′ chart does. Null where the events of
 * the baseline leave no variance. Source: Montgomery 2009, 7.3; Dong, Hedayat & Sinha 2008; Laney 2002.
 */
export function rateBaseline(
  inputs: readonly RateInput[],
  { model, ...options }: ShewhartOptions & { readonly model: 'binomial' | 'poisson' },
): RateBaseline | null {
  const centre = pooled(baselineOf(inputs, options))
  if (centre === null) return null
  const unit = model === 'binomial' ? centre * (1 - centre) : centre
  if (!(unit > 0)) return null
  const values = inputs.map(valueOf)
  const seen = sigmaZ(baselineOf(values, options), centre, unit, options.screenOutliers === true)
  const spread = seen > 1 ? seen : 1
  const sds = values.map(({ y, n }) =>
    y === null || n === null ? null : spread * Math.sqrt(unit / n),
  )
  return { centre, sds, spread }
}
