import { benjaminiHochbergAdjustment } from '#statistics/benjamini-hochberg-adjustment.js'
import { normalCumulative } from '#statistics/normal-cumulative.js'
import type { XmrPoint } from '#statistics/xmr-chart.js'
import type { Point } from '../model.js'
import { chartOf, type SeriesRules, type WatchedMeasure } from '../charts/series.js'

/** At which false discovery rate one point outside a limit is enough for a concern at once. */
export const AT_ONCE_RATE = 0.05

/**
 * Share of stable series whose newest point fires a rule by chance alone: 1.4 to 1.8%, measured by
 * simulation with the rules of Making Data Count (statistics.md, section 3).
 */
const FALSE_SIGNALS_A_SERIES = 0.016

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

/** How many signals of a period are to be expected by chance alone when so many series are judged. */
export const expectedFalseSignals = (series: number): number => series * FALSE_SIGNALS_A_SERIES
