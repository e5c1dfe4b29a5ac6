import { sdAt } from './sd-at.js'

/** One point of an EWMA chart. */
export interface EwmaPoint {
  readonly y: number
  readonly lcl: number
  readonly ucl: number
  readonly signal: boolean
}

export interface EwmaOptions {
  readonly centre: number
  /** In-control standard deviation, above 0: one for all, or that of each value. */
  readonly sd: number | readonly (number | null)[]
  /** Weight of the newest value, in (0, 1]. Default 0.2. */
  readonly lambda?: number
  /** Limits in standard deviations of the average. Default 3. */
  readonly sigmas?: number
}

export const EWMA_METHOD = 'ewma/1'

/**
 * The exponentially weighted moving average, begun at the centre, with limits that open as it takes
 * in values; a missing value leaves average and limits as they were. Values of unequal size have each
 * its own standard deviation, and the variance of the average is exact: λ²σ² plus (1 − λ)² of the one
 * before. Source: Roberts 1959; Montgomery 2009; Dong, Hedayat & Sinha 2008; as qcc 2.7.
 * @throws RangeError for a weight outside (0, 1] or a standard deviation that is not above 0.
 */
export function ewma(
  values: readonly (number | null)[],
  { centre, sd, lambda = 0.2, sigmas = 3 }: EwmaOptions,
): readonly EwmaPoint[] {
  if (!(lambda > 0 && lambda <= 1)) throw new RangeError('the weight lies above 0, up to 1')
  const sdOf = sdAt(sd, 'an EWMA')
  let [y, variance] = [centre, 0]
  return values.map((value, place) => {
    if (value !== null) {
      y = lambda * value + (1 - lambda) * y
      variance = (lambda * sdOf(place)) ** 2 + (1 - lambda) ** 2 * variance
    }
    const width = sigmas * Math.sqrt(variance)
    return { y, lcl: centre - width, ucl: centre + width, signal: Math.abs(y - centre) > width }
  })
}
