import { distributionDistance } from '#statistics/distribution-distance.js'
import { judgeDrift, type DriftVerdict } from '#statistics/drift-alarm.js'
import type { Interval } from '#statistics/figure.js'
import { populationStability, stabilityByChance } from '#statistics/population-stability.js'
import { stabilityInterval } from '#statistics/stability-interval.js'

/** Rows with scores in [low, high); null is open. */
export interface ScoreBin {
  low: number | null
  high: number | null
  rows: number
}
export type ScoreHistogram = readonly ScoreBin[]

/** From this stability index on a shift is worth a look (Siddiqi 2006); fixed before figures are seen. */
export const DRIFT_MATTERS = 0.1

/** Fewest scores on each side: bins hold five or more on average (Cochran 1954). */
export const FEWEST_SCORES = 50

const MOST_BINS = 10

/** How far the scores of a period lie from those of the reference. */
export interface ScoreDrift {
  rows: number
  referenceRows: number
  bins: number
  stability: number | null
  interval: Interval | null
  /** What the index stays below in 95 of 100 periods in which nothing changed. */
  byChance: number | null
  /** Jensen-Shannon distance in bits, 0 to 1. */
  distance: number | null
  verdict: DriftVerdict
}

/**
 * The stability index with its interval and the Jensen-Shannon distance of probabilities from merged histograms. Bins
 * are up to ten of about equal numbers, at edges of the period's own histogram; rows of a bin that an
 * edge cuts are shared out evenly along it. Source: Siddiqi 2006; Yurdakul & Naranjo 2020; Lin 1991.
 */
export const scoreDrift = (
  reference: readonly ScoreHistogram[],
  current: readonly ScoreHistogram[],
): ScoreDrift => {
  const [referenceRows, rows] = [rowsOf(reference), rowsOf(current)]
  const largest = current.toSorted((a, b) => rowsOf([b]) - rowsOf([a]))[0] ?? []
  const edges = equalEdges(largest, Math.min(MOST_BINS, Math.floor(rows / 10)))
  const bins = edges.length + 1
  const unknown = { stability: null, interval: null, byChance: null, distance: null }
  const nothing = { rows, referenceRows, bins, ...unknown }
  if (Math.min(rows, referenceRows) < FEWEST_SCORES || bins < 3)
    return { ...nothing, verdict: 'too-few-to-say' }
  const [before, now] = [countsBetween(reference, edges), countsBetween(current, edges)]
  const stability = populationStability(before, now)
  const byChance = stabilityByChance(referenceRows, rows, bins)
  return {
    ...nothing,
    stability,
    interval: stabilityInterval(before, now),
    byChance,
    distance: distributionDistance(before, now).jensenShannonDistance,
    verdict: judgeDrift({
      effect: stability,
      matters: DRIFT_MATTERS,
      chance: { reaches: byChance },
    }),
  }
}

const rowsOf = (histograms: readonly ScoreHistogram[]): number =>
  histograms.flat().reduce((sum, bin) => sum + bin.rows, 0)

/** Edges of a histogram that part it into about equal numbers. */
const equalEdges = (histogram: ScoreHistogram, bins: number): number[] => {
  const total = rowsOf([histogram])
  const edges: number[] = []
  let below = 0
  for (const { high, rows } of histogram) {
    below += rows
    if (high !== null && below >= ((edges.length + 1) * total) / bins && edges.length < bins - 1)
      edges.push(high)
  }
  return edges
}

const countsBetween = (
  histograms: readonly ScoreHistogram[],
  edges: readonly number[],
): number[] => {
  const below = edges.map((edge) =>
    histograms.flat().reduce((sum, bin) => sum + bin.rows * shareBelow(bin, edge), 0),
  )
  return [...below, rowsOf(histograms)].map((count, i) => count - (below[i - 1] ?? 0))
}

const shareBelow = ({ low, high }: ScoreBin, edge: number): number => {
  const [from, to] = [low ?? 0, high ?? 1]
  if (edge >= to) return high === null && edge < 1 ? (edge - from) / (to - from) : 1
  return edge <= from ? 0 : (edge - from) / (to - from)
}
