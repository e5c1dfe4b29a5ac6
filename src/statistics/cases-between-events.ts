import { betaQuantile } from './beta-quantile.js'
import { type Figure, figureOf, noFigure } from './figure.js'

export const CASES_BETWEEN_EVENTS_METHOD = 'cases-between-events-exact-geometric/1'

const meanAt = (chance: number): number => (1 - chance) / chance

/**
 * The mean number of cases between events from so many gaps that held `total` cases, with the exact
 * interval where every case is an event with the same chance, as a g chart takes it: that of Clopper and
 * Pearson for cases counted until an event. Sources: Clopper & Pearson 1934; George & Elston 1993.
 */
export function casesBetweenEvents(gaps: number, total: number): Figure {
  if (!(gaps > 0)) return noFigure(CASES_BETWEEN_EVENTS_METHOD, 'no_events')
  const low = total === 0 ? 0 : meanAt(betaQuantile(0.975, gaps, total))
  const high = meanAt(betaQuantile(0.025, gaps, total + 1))
  return figureOf(CASES_BETWEEN_EVENTS_METHOD, total / gaps, [low, high])
}
