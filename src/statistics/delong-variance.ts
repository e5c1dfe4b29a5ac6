import { at } from './at.js'
import type { ScoreCounts } from './count-scores.js'

/**
 * The variance of the AUROC by structural components, on counts of distinct scores, of which `area` is the AUROC; null with
 * fewer than two events or two non-events. Source: DeLong 1988; Sun & Xu 2014.
 */
export function deLongVariance(counts: ScoreCounts, area: number): number | null {
  const { eventTotal: m, nonEventTotal: k } = counts
  if (m < 2 || k < 2) return null
  const size = counts.scores.length
  let nonEventsBelow = 0
  let eventsAbove = m
  let eventSquares = 0
  let nonEventSquares = 0
  for (let i = 0; i < size; i += 1) {
    const events = at(counts.events, i)
    const nonEvents = at(counts.nonEvents, i)
    eventsAbove -= events
    eventSquares += events * ((nonEventsBelow + nonEvents / 2) / k - area) ** 2
    nonEventSquares += nonEvents * ((eventsAbove + events / 2) / m - area) ** 2
    nonEventsBelow += nonEvents
  }
  return eventSquares / (m - 1) / m + nonEventSquares / (k - 1) / k
}
