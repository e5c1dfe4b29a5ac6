import { netBenefit } from '#statistics/net-benefit.js'
import { rocPrCurves, type CurvePoint } from '#statistics/roc-pr-curves.js'
import { wilsonInterval } from '#statistics/wilson-interval.js'
import type { HistogramBin } from '../summary/summary-format.js'

/** Scores of one band: about what was predicted, and the share that had the outcome. */
export interface ScoreBand {
  /** The middle of each bin of the band, weighted by how many it holds. */
  predicted: number
  observed: number
  low: number
  high: number
  n: number
}

/** Most bands that are drawn. */
const BANDS = 10

const sizeOf = ({ events, non_events: nonEvents }: HistogramBin): number => events + nonEvents
const middleOf = ({ low, high }: HistogramBin): number => ((low ?? 0) + (high ?? 1)) / 2

/**
 * Up to ten bands of nearly equal numbers from the merged histogram of a summary, with Wilson
 * intervals. Scores are taken in the middle of their bin. Source: Nixon 2019 for equal mass.
 */
export const scoreBands = (bins: readonly HistogramBin[]): ScoreBand[] => {
  const total = bins.reduce((sum, bin) => sum + sizeOf(bin), 0)
  const bands: HistogramBin[][] = []
  let before = 0
  for (const bin of bins) {
    const place = Math.min(BANDS - 1, Math.floor((BANDS * (before + sizeOf(bin) / 2)) / total))
    const band = bands[place]
    if (band) band.push(bin)
    else bands[place] = [bin]
    before += sizeOf(bin)
  }
  return bands.filter((band) => band !== undefined).map(bandOf)
}

const bandOf = (bins: readonly HistogramBin[]): ScoreBand => {
  const n = bins.reduce((sum, bin) => sum + sizeOf(bin), 0)
  const events = bins.reduce((sum, bin) => sum + bin.events, 0)
  const weighted = bins.reduce((sum, bin) => sum + sizeOf(bin) * middleOf(bin), 0)
  const [low, high] = wilsonInterval(events, n) ?? [0, 1]
  return { predicted: weighted / n, observed: events / n, low, high, n }
}

/** Net benefit at one threshold, of acting on the score and of acting on everybody; on nobody is 0. */
export interface BenefitRow {
  threshold: number
  flagged: number
  score: number | null
  everybody: number | null
}

const STEPS = Array.from({ length: 19 }, (_, place) => (place + 1) / 20)

/**
 * The decision curve at the edges of the histogram nearest to 0.05, 0.10 … 0.95, where its counts are
 * exact. Source: Vickers & Elkin 2006.
 */
export const benefitRows = (bins: readonly HistogramBin[]): BenefitRow[] => {
  const edges = bins.flatMap(({ low }) => (low !== null && low > 0 && low < 1 ? [low] : []))
  const near = (step: number): number[] => {
    const nearest = edges.toSorted((a, b) => Math.abs(a - step) - Math.abs(b - step))[0]
    return nearest !== undefined && Math.abs(nearest - step) <= 0.025 ? [nearest] : []
  }
  const events = bins.reduce((sum, bin) => sum + bin.events, 0)
  const nonEvents = bins.reduce((sum, bin) => sum + bin.non_events, 0)
  return [...new Set(STEPS.flatMap(near))].map((threshold) => {
    const above = bins.filter(({ low }) => low !== null && low >= threshold)
    const tp = above.reduce((sum, bin) => sum + bin.events, 0)
    const fp = above.reduce((sum, bin) => sum + bin.non_events, 0)
    const confusion = { tp, fp, fn: events - tp, tn: nonEvents - fp }
    const everybody = { tp: events, fp: nonEvents, fn: 0, tn: 0 }
    return {
      threshold,
      flagged: tp + fp,
      score: netBenefit(confusion, threshold).value,
      everybody: netBenefit(everybody, threshold).value,
    }
  })
}

/**
 * Both curves of scores, ROC and precision against sensitivity, at the edges of the histogram, where
 * its counts are exact; the last point flags everybody. Source: Hanley & McNeil 1982; Davis & Goadrich 2006.
 */
export const curveRows = (bins: readonly HistogramBin[]): CurvePoint[] =>
  rocPrCurves({
    scores: Float64Array.from(bins, ({ low }) => low ?? 0),
    events: Float64Array.from(bins, ({ events }) => events),
    nonEvents: Float64Array.from(bins, (bin) => bin.non_events),
    eventTotal: bins.reduce((sum, bin) => sum + bin.events, 0),
    nonEventTotal: bins.reduce((sum, bin) => sum + bin.non_events, 0),
  })
