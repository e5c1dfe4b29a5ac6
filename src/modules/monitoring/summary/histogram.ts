import { aurocValue } from '#statistics/auroc.js'
import type { ScoreCounts } from '#statistics/count-scores.js'
import {
  type AwaitedBin,
  FEWEST_ROWS,
  type HistogramBin,
  type SummaryHistogram,
} from './summary-format.js'

/** A place where bins may part. A rounder edge (higher rank) is taken first, and says less. */
export interface Edge {
  readonly value: number
  readonly rank: number
}

const ROUNDEST = 100

/** How often 2 divides a whole number: the roundness of a place on a regular grid. */
function roundness(index: number): number {
  if (index === 0) return ROUNDEST - 1
  let rank = 0
  for (let rest = Math.abs(index); rest % 2 === 0; rest /= 2) rank += 1
  return rank
}

/** Logit steps of 0.01 from -14 to 14; worked out once, since every summary has them. */
const PROBABILITY_GRID: readonly Edge[] = Array.from({ length: 2801 }, (_, i) => {
  const index = i - 1400
  const value = Number((1 / (1 + Math.exp(-index / 100))).toPrecision(9))
  return { value, rank: roundness(index) }
})

/** 64 steps an octave from 2^-10 to 2^20, both signs, and 0. */
function scoreGrid(): Edge[] {
  const positive = Array.from({ length: 30 * 64 }, (_, i) => ({
    value: 2 ** (Math.floor(i / 64) - 10) * (1 + (i % 64) / 64),
    rank: roundness(i % 64),
  }))
  const negative = positive.map(({ value, rank }) => ({ value: -value, rank }))
  return [...negative, { value: 0, rank: ROUNDEST }, ...positive]
}

/**
 * The edges that bins may have: fixed before any row is seen, plus the thresholds and, for
 * probabilities, twentieths. Source: the binning measured in reference/statistics.md section 9.
 */
export function histogramEdges(
  scale: 'probability' | 'score',
  thresholds: readonly number[],
): readonly Edge[] {
  const grid = scale === 'probability' ? PROBABILITY_GRID : scoreGrid()
  const twentieths =
    scale === 'probability' ? Array.from({ length: 19 }, (_, i) => (i + 1) / 20) : []
  const named = [...twentieths, ...thresholds].map((value) => ({ value, rank: ROUNDEST }))
  const ordered = [...grid, ...named].sort((a, b) => a.value - b.value || b.rank - a.rank)
  return ordered.filter((edge, i) => edge.value !== ordered[i - 1]?.value)
}

function roundest(edges: readonly Edge[], from: number, to: number): Edge | undefined {
  let best = edges[from]
  for (let i = from + 1; i < to; i += 1) {
    const edge = edges[i]
    if (edge && best && edge.rank > best.rank) best = edge
  }
  return best
}

/** Merges scores, from the lowest up, into bins of at least ten rows each. */
function mergeBins(counts: ScoreCounts, edges: readonly Edge[]): readonly HistogramBin[] {
  const bins: HistogramBin[] = []
  let [low, events, nonEvents]: [number | null, number, number] = [null, 0, 0]
  let edge = 0
  for (const [i, score] of counts.scores.entries()) {
    const firstAbove = edge
    while ((edges[edge]?.value ?? Infinity) <= score) edge += 1
    if (events + nonEvents >= FEWEST_ROWS && edge > firstAbove) {
      const high = roundest(edges, firstAbove, edge)?.value ?? null
      bins.push({ low, high, events, non_events: nonEvents })
      ;[low, events, nonEvents] = [high, 0, 0]
    }
    events += counts.events[i] ?? 0
    nonEvents += counts.nonEvents[i] ?? 0
  }
  const last = { low, high: null, events, non_events: nonEvents }
  const before = events + nonEvents < FEWEST_ROWS ? bins.pop() : undefined
  if (!before) return [...bins, last]
  const whole = { events: before.events + events, non_events: before.non_events + nonEvents }
  return [...bins, { low: before.low, high: null, ...whole }]
}

/** The AUROC that the bins alone give, rows of one bin being tied. */
function aurocOfBins(bins: readonly HistogramBin[]): number | null {
  const events = Float64Array.from(bins, (bin) => bin.events)
  const nonEvents = Float64Array.from(bins, (bin) => bin.non_events)
  return aurocValue({
    scores: Float64Array.from(bins.keys()),
    events,
    nonEvents,
    eventTotal: events.reduce((sum, count) => sum + count, 0),
    nonEventTotal: nonEvents.reduce((sum, count) => sum + count, 0),
  })
}

/** The merged histogram of at least ten rows, with what merging did to its AUROC. */
export function histogramOf(counts: ScoreCounts, edges: readonly Edge[]): SummaryHistogram {
  const bins = mergeBins(counts, edges)
  const exact = aurocValue(counts)
  const auroc = aurocOfBins(bins)
  const auroc_error = auroc === null || exact === null ? null : auroc - exact
  return { bins, auroc, auroc_error }
}

/** Scores whose outcome is still to come, counted as non-events, in bins of at least ten rows; null for fewer. */
export function awaitedBins(
  counts: ScoreCounts,
  edges: readonly Edge[],
): readonly AwaitedBin[] | null {
  if (counts.nonEventTotal < FEWEST_ROWS) return null
  return mergeBins(counts, edges).map(({ low, high, non_events: rows }) => ({ low, high, rows }))
}
