import { chiSquaredQuantile } from './chi-squared-quantile.js'
import { type Figure, figureOf, noFigure } from './figure.js'

export const RATE_PER_THOUSAND_METHOD = 'rate-per-1000-exact-poisson/1'

/** Events per 1,000 with their count and exposure. */
export interface RateFigure extends Figure {
  readonly events: number
  readonly exposure: number
}

/**
 * Events per 1,000 units of exposure (for example flagged errors per 1,000 drafts) with the exact
 * Poisson interval; `reliance` is the share of both that the interval may rest on (effectiveShare).
 * Source: Garwood 1936. @throws RangeError for a negative or fractional count.
 */
export function ratePerThousand(events: number, exposure: number, reliance = 1): RateFigure {
  if (!(Number.isInteger(events) && events >= 0)) throw new RangeError('events are counted')
  if (!(exposure >= 0)) throw new RangeError('exposure is 0 or more')
  if (exposure === 0) {
    return { ...noFigure(RATE_PER_THOUSAND_METHOD, 'empty_denominator'), events, exposure }
  }
  const scale = 1_000 / exposure
  const low = chiSquaredQuantile(0.025, 2 * events * reliance) / (2 * reliance)
  const high = chiSquaredQuantile(0.975, 2 * events * reliance + 2) / (2 * reliance)
  const interval = [events === 0 ? 0 : low * scale, high * scale] as const
  return { ...figureOf(RATE_PER_THOUSAND_METHOD, events * scale, interval), events, exposure }
}
