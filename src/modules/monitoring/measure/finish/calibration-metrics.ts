import { brier, scaledBrier } from '#statistics/brier.js'
import { calibrationErrorByChance } from '#statistics/calibration-error-by-chance.js'
import { calibrationInTheLarge } from '#statistics/calibration-in-the-large.js'
import { weakCalibration } from '#statistics/calibration-slope.js'
import type { ScoreCounts } from '#statistics/count-scores.js'
import {
  expectedCalibrationError,
  expectedCalibrationErrorEqualMass,
  maximumCalibrationError,
} from '#statistics/expected-calibration-error.js'
import type { Figure } from '#statistics/figure.js'
import {
  expectedEvents,
  observedExpectedLog,
  observedOverExpected,
} from '#statistics/observed-expected.js'
import { certainScores, recalibrationRows } from '#statistics/recalibration-rows.js'
import { reliabilityTable } from '#statistics/reliability-table.js'
import { spiegelhalterZ } from '#statistics/spiegelhalter-z.js'
import { type Entries, figureEntry, intervalEntry, type Metric, numberEntry } from './metric.js'
import type { GroupScores } from './group-scores.js'

const FIGURES = [
  'brier',
  'brier_scaled',
  'oe',
  'citl',
  'cal_intercept',
  'cal_slope',
  'spiegelhalter_z',
  'ece_width10',
  'ece_width15',
  'ece_width20',
  'mce_width10',
] as const

/** The Brier score from exact sums where scores are binned; its interval stands on the bins. */
function brierOf({ counts, moments }: GroupScores): Figure {
  const figure = brier(counts)
  if (moments === null || figure.value === null) return figure
  const n = counts.eventTotal + counts.nonEventTotal
  const value = (moments.squares - 2 * moments.events + counts.eventTotal) / n
  const shift = value - figure.value
  const moved = (bound: number | null): number | null =>
    bound === null ? null : Math.min(1, Math.max(0, bound + shift))
  return { ...figure, value, low: moved(figure.low), high: moved(figure.high) }
}

function scaledBrierOf(group: GroupScores, exact: Figure): Figure {
  const figure = scaledBrier(group.counts, exact)
  if (group.moments === null || figure.value === null || exact.value === null) return figure
  const { eventTotal: m, nonEventTotal: k } = group.counts
  const share = m / (m + k)
  return { ...figure, value: 1 - exact.value / (share * (1 - share)) }
}

function withErrors(counts: ScoreCounts): Entries {
  const rows = recalibrationRows(counts)
  const large = calibrationInTheLarge(counts, rows)
  const { intercept, slope } = weakCalibration(counts, rows, large.value ?? 0)
  return [
    ...figureEntry('oe', observedOverExpected(counts)),
    ...intervalEntry('oe_log95', observedExpectedLog(counts)),
    ...figureEntry('citl', large),
    ...numberEntry('citl_se', large.se, large.reason),
    ...intervalEntry('citl_wald95', large),
    ...figureEntry('cal_intercept', intercept),
    ...numberEntry('cal_intercept_se', intercept.se, intercept.reason),
    ...figureEntry('cal_slope', slope),
    ...numberEntry('cal_slope_se', slope.se, slope.reason),
    ...intervalEntry('cal_slope_wald95', slope),
  ]
}

function equalMass({ rows }: GroupScores): Entries {
  if (!rows) return numberEntry('ece_mass10', null, 'needs_exact')
  return figureEntry('ece_mass10', expectedCalibrationErrorEqualMass(rows.scores, rows.outcomes))
}

/** How far scores can be believed as probabilities; all null with a reason where they are none. */
export function calibrationMetrics(group: GroupScores, probabilities: boolean): Entries {
  const { counts } = group
  const n = counts.eventTotal + counts.nonEventTotal
  if (!probabilities || n === 0) {
    const reason = probabilities ? 'no_rows' : 'not_probability'
    return FIGURES.map((name): readonly [string, Metric] => [
      name,
      { value: null, low: null, high: null, method: 'none', reason },
    ])
  }
  const exact = brierOf(group)
  const expected = expectedEvents(counts)
  const certain = certainScores(counts)
  const tables = [10, 15, 20].map((bins) => ({ bins, table: reliabilityTable(counts, bins) }))
  const widths = tables.flatMap(({ bins, table }) => [
    ...figureEntry(`ece_width${bins}`, expectedCalibrationError(counts, bins, table)),
    ...numberEntry(`ece_width${bins}_by_chance`, calibrationErrorByChance(counts, bins), undefined),
    ...figureEntry(`mce_width${bins}`, maximumCalibrationError(counts, bins, table)),
  ])
  return [
    ['observed', counts.eventTotal],
    ['expected', expected],
    ['mean_score', expected / n],
    ['n_exact_0_or_1', certain.n],
    ['n_contradicted_0_or_1', certain.contradicted],
    ...figureEntry('brier', exact),
    ...figureEntry('brier_scaled', scaledBrierOf(group, exact)),
    ...withErrors(counts),
    ...figureEntry('spiegelhalter_z', spiegelhalterZ(counts)),
    ...widths,
    ...equalMass(group),
    ['reliability_width10', tables[0]?.table ?? []],
  ]
}
