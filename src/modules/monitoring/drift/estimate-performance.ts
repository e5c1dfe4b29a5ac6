import { estimateFromCounts, type EstimatedPerformance } from '#statistics/estimated-performance.js'
import { hanleyMcNeilError } from '#statistics/hanley-mcneil.js'
import { isotonicOfCounts } from '#statistics/isotonic-regression.js'
import { Z95 } from '#statistics/normal-quantile.js'
import type { ScoreHistogram } from './score-drift.js'
import type { HistogramBin } from '../summary/summary-format.js'

/** Fewest events and non-events of the reference, and fewest scores, for an estimate at all. */
export const FEWEST_FOR_ESTIMATE = 50

/** What a period may come to before its outcomes are known. It is never stored, judged or shared. */
export interface PerformanceEstimate {
  scores: number
  referenceRows: number
  referenceEvents: number
  estimate: EstimatedPerformance
  /** What sampling alone makes of the AUROC, 95%; it knows nothing of a change of calibration. */
  aurocBySampling: readonly [low: number, high: number] | null
}

/**
 * Confidence-based performance estimation from merged histograms: an increasing line through the
 * outcomes of the reference says how likely the outcome is at each score (middle of a bin), and that is
 * applied to the scores of a period. Null where either side is too small. Source: NannyML, CBPE
 * (Białek et al. 2024); Zadrozny & Elkan 2002; Hanley & McNeil 1982.
 */
export const performanceEstimate = (
  reference: readonly (readonly HistogramBin[])[],
  current: readonly ScoreHistogram[],
  threshold: number,
): PerformanceEstimate | null => {
  const outcomes = reference
    .flat()
    .map((bin) => ({
      score: middleOf(bin),
      rows: bin.events + bin.non_events,
      events: bin.events,
    }))
    .toSorted((a, b) => a.score - b.score)
  const referenceRows = outcomes.reduce((sum, { rows }) => sum + rows, 0)
  const referenceEvents = outcomes.reduce((sum, { events }) => sum + events, 0)
  const counts = countsOf(current)
  const least = Math.min(referenceEvents, referenceRows - referenceEvents, counts.nonEventTotal)
  if (least < FEWEST_FOR_ESTIMATE) return null
  const estimate = estimateFromCounts(counts, threshold, isotonicOfCounts(merged(outcomes)))
  const { auroc, expectedEvents, n } = estimate
  const error = auroc === null ? null : hanleyMcNeilError(auroc, expectedEvents, n - expectedEvents)
  return {
    scores: n,
    referenceRows,
    referenceEvents,
    estimate,
    aurocBySampling:
      auroc === null || error === null
        ? null
        : [Math.max(0, auroc - Z95 * error), Math.min(1, auroc + Z95 * error)],
  }
}

const middleOf = ({ low, high }: { low: number | null; high: number | null }): number =>
  ((low ?? 0) + (high ?? 1)) / 2

interface CountedScore {
  score: number
  rows: number
  events: number
}

const merged = (counted: readonly CountedScore[]): CountedScore[] => {
  const found: CountedScore[] = []
  for (const one of counted) {
    const last = found.at(-1)
    if (last?.score === one.score) {
      last.rows += one.rows
      last.events += one.events
    } else found.push({ ...one })
  }
  return found
}

const countsOf = (histograms: readonly ScoreHistogram[]) => {
  const bins = merged(
    histograms
      .flat()
      .map((bin) => ({ score: middleOf(bin), rows: bin.rows, events: 0 }))
      .toSorted((a, b) => a.score - b.score),
  )
  return {
    scores: Float64Array.from(bins, ({ score }) => score),
    nonEvents: Float64Array.from(bins, ({ rows }) => rows),
    nonEventTotal: bins.reduce((sum, { rows }) => sum + rows, 0),
  }
}
