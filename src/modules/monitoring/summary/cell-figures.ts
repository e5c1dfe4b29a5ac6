import { auroc } from '#statistics/auroc.js'
import { averagePrecision } from '#statistics/average-precision.js'
import { brier } from '#statistics/brier.js'
import { calibrationInTheLarge } from '#statistics/calibration-in-the-large.js'
import { weakCalibration } from '#statistics/calibration-slope.js'
import { calibrationErrorByChance } from '#statistics/calibration-error-by-chance.js'
import type { Confusion } from '#statistics/confusion.js'
import type { ScoreCounts } from '#statistics/count-scores.js'
import { expectedCalibrationError } from '#statistics/expected-calibration-error.js'
import { numericErrors, sumErrors } from '#statistics/numeric-error.js'
import { type Figure, noFigure } from '#statistics/figure.js'
import { expectedEvents, observedOverExpected } from '#statistics/observed-expected.js'
import { withoutCertainScores } from '#statistics/recalibration-rows.js'
import { thresholdRates } from '#statistics/threshold-rates.js'
import type { ConfusionCounts, ErrorContents, FigureName, SummaryFigure } from './summary-format.js'

interface Basis {
  readonly events: number
  readonly nonEvents: number
}

/** A figure with the rows it stands on, its absent parts left out. */
export function summaryFigure(
  figure: Figure,
  basis: Basis | { readonly n: number },
): SummaryFigure {
  const { value, low, high, se, method, reason, interval_reason } = figure
  const counts =
    'n' in basis
      ? { n: basis.n, events: null, non_events: null }
      : { n: basis.events + basis.nonEvents, events: basis.events, non_events: basis.nonEvents }
  return {
    value,
    low,
    high,
    ...(se === null ? {} : { se }),
    ...counts,
    method,
    ...(reason === undefined ? {} : { reason }),
    ...(interval_reason === undefined ? {} : { interval_reason }),
  }
}

const withExpected = (figure: SummaryFigure, expected: number | null): SummaryFigure =>
  figure.value === null || expected === null ? figure : { ...figure, expected }

const basisOf = (counts: ScoreCounts): Basis => ({
  events: counts.eventTotal,
  nonEvents: counts.nonEventTotal,
})

/** The figures of a cell from its exact scores; calibration only where scores are probabilities. */
export function cellFigures(
  counts: ScoreCounts,
  scale: 'probability' | 'score',
): Readonly<Record<FigureName, SummaryFigure>> {
  const all = basisOf(counts)
  const inner = withoutCertainScores(counts)
  const weak = weakCalibration(inner)
  const calibration = (figure: Figure, basis: Basis): SummaryFigure =>
    summaryFigure(scale === 'score' ? noFigure(figure.method, 'not_probability') : figure, basis)
  return {
    auroc: summaryFigure(auroc(counts), all),
    auprc_ap: summaryFigure(averagePrecision(counts), all),
    brier: calibration(brier(counts), all),
    oe: withExpected(calibration(observedOverExpected(counts), all), expectedEvents(counts)),
    citl: calibration(calibrationInTheLarge(counts), basisOf(inner)),
    cal_intercept: calibration(weak.intercept, basisOf(inner)),
    cal_slope: calibration(weak.slope, basisOf(inner)),
    ece_width10: withExpected(
      calibration(expectedCalibrationError(counts), all),
      calibrationErrorByChance(counts),
    ),
  }
}

/** Bias, mean absolute and root mean squared error of forecasts, in the unit of what is forecast. */
export function errorContents(errors: readonly number[]): ErrorContents {
  const sums = sumErrors(errors)
  const { bias, mae, rmse } = numericErrors(sums)
  const figure = (one: Figure): SummaryFigure => summaryFigure(one, { n: sums.n })
  return { ...sums, figures: { bias: figure(bias), mae: figure(mae), rmse: figure(rmse) } }
}

/** Confusion counts with their rates. */
export function confusionCounts(confusion: Confusion): ConfusionCounts {
  const { tp, fp, tn, fn } = confusion
  const rates = thresholdRates(confusion)
  const basis = { events: tp + fn, nonEvents: fp + tn }
  const rate = (name: keyof typeof rates): SummaryFigure => {
    const { numerator, denominator } = rates[name]
    return { ...summaryFigure(rates[name], basis), numerator, denominator }
  }
  return {
    tp,
    fp,
    tn,
    fn,
    figures: {
      sensitivity: rate('sensitivity'),
      specificity: rate('specificity'),
      ppv: rate('ppv'),
      npv: rate('npv'),
      flag_rate: rate('flag_rate'),
    },
  }
}
