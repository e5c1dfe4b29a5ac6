import { chiSquaredQuantile } from './chi-squared-quantile.js'
import { type Figure, figureOf, noFigure } from './figure.js'

export const TIME_BETWEEN_EVENTS_METHOD = 'time-between-events-exact-exponential/1'

/**
 * The mean time between events from so many gaps that came to `total`, with the exact interval for times
 * that are exponential, as a t chart takes them to be. One gap is enough, and says little: its interval
 * runs from a quarter of it to forty times as much. Source: Epstein & Sobel 1953.
 */
export function timeBetweenEvents(gaps: number, total: number): Figure {
  if (!(gaps > 0)) return noFigure(TIME_BETWEEN_EVENTS_METHOD, 'no_events')
  const bound = (probability: number): number =>
    (2 * total) / chiSquaredQuantile(probability, 2 * gaps)
  return figureOf(TIME_BETWEEN_EVENTS_METHOD, total / gaps, [bound(0.975), bound(0.025)])
}
