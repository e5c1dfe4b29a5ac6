import { benjaminiHochbergAdjustment } from '#statistics/benjamini-hochberg-adjustment.js'
import { normalCumulative } from '#statistics/normal-cumulative.js'
import type { XmrPoint } from '#statistics/xmr-chart.js'
import type { MonitoringPlan, PlanMeasure, Point } from '../model.js'
import { noIntervalOf } from '../no-interval.js'
import { chartOf, type SeriesRules, type WatchedMeasure } from '../charts/series.js'

/** At which false discovery rate one point outside a limit is enough for a concern at once. */
export const AT_ONCE_RATE = 0.05

/**
 * Share of stable series whose newest point fires a rule by chance alone: 1.4 to 1.8%, measured by
 * simulation with the rules of Making Data Count (statistics.md, section 3).
 */
export const SPECIAL_CAUSES_A_SERIES = 0.016

/**
 * Share of periods in which the whole 95% interval lies on the wrong side of a pass mark that the true figure
 * just reaches: one tail of a central interval (Neyman 1937). Fewer where it is better.
 */
export const INTERVALS_A_SERIES = 0.025

/** From the average moving range to a standard deviation (Shewhart; d2 for two values). */
const D2 = 1.128

/** One series and the chance of its newest point under its limits; null where it is not judged. */
export interface SeriesChance {
  series: readonly Point[]
  chance: number | null
}

/** The two-sided chance of the newest point of a series, were nothing but common cause at work. */
export const chanceOf = (
  series: readonly Point[],
  measure: WatchedMeasure,
  rules: SeriesRules,
): number | null => {
  const chart = chartOf(series, measure, rules)
  const last = chart?.points.at(-1)
  const amr = chart?.segments.at(-1)?.amr
  if (!last || last.y === null || last.mean === null) return null
  const deviation = amr ? amr / D2 : deviationAt(last)
  return deviation > 0 ? 2 * normalCumulative(-Math.abs(last.y - last.mean) / deviation) : null
}

/** A third of the way from the centre to the limit that is not cut to the possible range; 0 for none. */
const deviationAt = ({ mean, lpl, upl }: XmrPoint): number =>
  mean === null || lpl === null || upl === null ? 0 : Math.max(upl - mean, mean - lpl) / 3

/**
 * The chances of all series judged in one run, corrected by Benjamini and Hochberg over version ×
 * site × measure, in the order given; null where a series is not judged.
 */
export const correctedChances = (chances: readonly (number | null)[]): (number | null)[] => {
  const adjusted = benjaminiHochbergAdjustment(chances.filter((one) => one !== null))
  const next = adjusted[Symbol.iterator]()
  return chances.map((one) => (one === null ? null : (next.next().value ?? null)))
}

/** How many series are judged each period (measures by site), and by which rules. */
export interface JudgedSeries {
  series: number
  /** Judged for special causes. */
  specialCause: number
  /** Held with their whole interval against a pass mark. */
  interval: number
}

/**
 * Counts the series that the rules of a plan judge, each measure at so many sites; figures that are missing are
 * no chance.
 */
export const judgedSeries = (
  { rules, measures }: Pick<MonitoringPlan, 'rules' | 'measures'>,
  sitesOf: (measure: PlanMeasure) => number,
): JudgedSeries => {
  const at = (some: readonly PlanMeasure[]) => some.reduce((sum, one) => sum + sitesOf(one), 0)
  const held = measures.filter(
    ({ measure, passMark, direction }) =>
      passMark !== null && direction !== 'neutral' && !noIntervalOf(measure),
  )
  return {
    series: at(measures),
    specialCause: rules.includes('special-cause') ? at(measures) : 0,
    interval: rules.includes('interval-beyond-pass-mark') ? at(held) : 0,
  }
}

/** How many signals of a period are to be expected by chance alone, by rule; of intervals, at most. */
export const expectedFalseSignals = ({
  specialCause,
  interval,
}: JudgedSeries): { specialCause: number; interval: number; total: number } => {
  const expected = {
    specialCause: specialCause * SPECIAL_CAUSES_A_SERIES,
    interval: interval * INTERVALS_A_SERIES,
  }
  return { ...expected, total: expected.specialCause + expected.interval }
}
