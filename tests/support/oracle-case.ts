import { auroc, aurocWald } from '#statistics/auroc.js'
import { averagePrecision } from '#statistics/average-precision.js'
import { brier, scaledBrier } from '#statistics/brier.js'
import { calibrationInTheLarge } from '#statistics/calibration-in-the-large.js'
import { weakCalibration } from '#statistics/calibration-slope.js'
import { classSeparation } from '#statistics/class-separation.js'
import { clopperPearsonInterval } from '#statistics/clopper-pearson-interval.js'
import { confusionAt } from '#statistics/confusion.js'
import { countScores, type ScoreCounts } from '#statistics/count-scores.js'
import {
  expectedCalibrationError,
  expectedCalibrationErrorEqualMass,
  maximumCalibrationError,
} from '#statistics/expected-calibration-error.js'
import { deLongVariance } from '#statistics/delong-variance.js'
import type { Figure } from '#statistics/figure.js'
import { hanleyMcNeilError } from '#statistics/hanley-mcneil.js'
import { likelihoodRatios } from '#statistics/likelihood-ratios.js'
import { netBenefit } from '#statistics/net-benefit.js'
import {
  expectedEvents,
  observedExpectedLog,
  observedOverExpected,
} from '#statistics/observed-expected.js'
import { certainScores } from '#statistics/recalibration-rows.js'
import { reliabilityTable } from '#statistics/reliability-table.js'
import { spiegelhalterZ } from '#statistics/spiegelhalter-z.js'
import { thresholdRates } from '#statistics/threshold-rates.js'
import { thresholdScores } from '#statistics/threshold-scores.js'

/** Rows as an oracle case gives them; null is missing. */
export interface Rows {
  readonly scores: readonly (number | null)[]
  readonly outcomes: readonly (number | null)[]
}

type Expected = Readonly<Record<string, unknown>>

/** The expected results of one case of classification.json or edge_cases.json. */
export interface ExpectedCase {
  readonly n_rows: number
  readonly n_missing_score: number
  readonly n_missing_outcome: number
  readonly n_used: number
  readonly discrimination?: Expected
  readonly threshold_metrics: readonly Expected[]
  readonly calibration?: Expected
}

type Actual = number | null | readonly (number | null)[]
type Table = Readonly<Record<string, readonly [actual: Actual, tolerance: number, of?: 'wanted']>>

const RATE = 1e-12
const BOUND = 1e-10
const COEFFICIENT = 1e-8
const ERROR = 1e-6

const interval = ({ low, high }: Figure): readonly (number | null)[] => [low, high]

/** An interval of no width that says so is what the oracles leave undefined. */
const widened = (figure: Figure): Actual =>
  figure.interval_reason === undefined ? interval(figure) : null

function agrees(actual: Actual, wanted: unknown, tolerance: number, unit = 1): boolean {
  if (wanted === null || wanted === 'NaN' || wanted === 'Infinity') return actual === null
  if (Array.isArray(wanted)) {
    const values = Array.isArray(actual) ? actual : []
    return wanted.every((bound, i) => agrees(values[i] ?? null, bound, tolerance, unit))
  }
  if (typeof wanted !== 'number' || typeof actual !== 'number') return false
  return Math.abs(actual - wanted) <= tolerance * Math.max(unit, Math.abs(wanted))
}

/** What was compared, and what differed in words. */
export interface Comparison {
  readonly compared: number
  readonly mismatches: readonly string[]
}

/** Compares what both name. */
function compare(table: Table, expected: Expected): Comparison {
  const names = Object.keys(table).filter((name) => name in expected)
  const mismatches = names.flatMap((name) => {
    const [actual, tolerance, of] = table[name] ?? [null, 0]
    const said = `${name}: ${JSON.stringify(actual)}, expected ${JSON.stringify(expected[name])}`
    return agrees(actual, expected[name], tolerance, of ? 0 : 1) ? [] : [said]
  })
  return { compared: names.length, mismatches }
}

function discrimination(counts: ScoreCounts): Table {
  const display = auroc(counts)
  const wald = aurocWald(counts)
  const precision = averagePrecision(counts)
  const separation = classSeparation(counts)
  const { eventTotal: m, nonEventTotal: k } = counts
  return {
    n: [m + k, 0],
    n_pos: [m, 0],
    n_neg: [k, 0],
    auroc: [display.value, RATE],
    delong_var: [deLongVariance(counts, display.value ?? 0.5), 1e-9, 'wanted'],
    delong_se: [display.se, 1e-9, 'wanted'],
    delong_logit_ci95: [widened(display), BOUND],
    delong_ci95: [wald.se === null ? [0, 1] : interval(wald), BOUND],
    hanley_mcneil_se: [
      display.value === null ? null : hanleyMcNeilError(display.value, m, k),
      RATE,
    ],
    auprc_ap: [precision.value, RATE],
    auprc_logit_ci95: [widened(precision), BOUND],
    ks_between_classes: [separation?.gap ?? null, RATE],
  }
}

function atThreshold(counts: ScoreCounts, threshold: number): Table {
  const confusion = confusionAt(counts, threshold)
  const entries: [string, readonly [Actual, number]][] = Object.entries(confusion).map(
    ([name, count]) => [name, [count, 0]],
  )
  for (const [name, figure] of Object.entries(thresholdRates(confusion))) {
    const exact = clopperPearsonInterval(figure.numerator, figure.denominator)
    entries.push([name, [figure.value, RATE]])
    entries.push([`${name}_wilson95`, [figure.low === null ? null : interval(figure), BOUND]])
    entries.push([`${name}_clopper_pearson95`, [exact, BOUND]])
  }
  for (const [name, figure] of Object.entries(thresholdScores(confusion))) {
    entries.push([name, [figure.value, RATE]])
  }
  for (const [name, figure] of Object.entries(likelihoodRatios(confusion))) {
    entries.push([name, [figure.value, RATE]])
    entries.push([`${name}_log95`, [figure.low === null ? null : interval(figure), BOUND]])
  }
  const benefit = netBenefit(confusion, threshold)
  entries.push(['net_benefit', [benefit.value, RATE]])
  return Object.fromEntries(entries)
}

function calibration(counts: ScoreCounts, rows: UsedRows): Table {
  const overall = observedOverExpected(counts)
  const logarithm = observedExpectedLog(counts)
  const large = calibrationInTheLarge(counts)
  const weak = weakCalibration(counts)
  const certain = certainScores(counts)
  const ece = (bins: number): readonly [Actual, number] => [
    expectedCalibrationError(counts, bins).value,
    RATE,
  ]
  const n = counts.eventTotal + counts.nonEventTotal
  return {
    n: [n, 0],
    observed: [counts.eventTotal, 0],
    expected: [expectedEvents(counts), 1e-11],
    mean_score: [expectedEvents(counts) / n, RATE],
    brier: [brier(counts).value, RATE],
    brier_scaled: [scaledBrier(counts).value, RATE],
    oe: [overall.value, RATE],
    oe_log95: [logarithm.value === null ? null : interval(logarithm), RATE],
    n_exact_0_or_1: [certain.n, 0],
    n_contradicted_0_or_1: [certain.contradicted, 0],
    citl: [large.value, COEFFICIENT],
    citl_se: [large.se, ERROR],
    citl_wald95: [interval(large), ERROR],
    cal_intercept: [weak.intercept.value, COEFFICIENT],
    cal_intercept_se: [weak.intercept.se, ERROR],
    cal_slope: [weak.slope.value, COEFFICIENT],
    cal_slope_se: [weak.slope.se, ERROR],
    cal_slope_wald95: [interval(weak.slope), ERROR],
    spiegelhalter_z: [spiegelhalterZ(counts).value, 1e-9],
    ece_width10: ece(10),
    ece_width15: ece(15),
    ece_width20: ece(20),
    ece_mass10: [expectedCalibrationErrorEqualMass(rows.scores, rows.outcomes).value, RATE],
    mce_width10: [maximumCalibrationError(counts, 10).value, RATE],
    mce_width15: [maximumCalibrationError(counts, 15).value, RATE],
    mce_width20: [maximumCalibrationError(counts, 20).value, RATE],
  }
}

function reliability(counts: ScoreCounts, calibration: Expected): Comparison {
  const found = calibration['reliability_width10']
  const wanted: readonly Expected[] = Array.isArray(found) ? found : []
  const filled = reliabilityTable(counts, 10).filter((bin) => bin.n > 0)
  const tables = filled.map((bin): Table => ({
    bin: [bin.bin, 0],
    n: [bin.n, 0],
    positives: [bin.positives, 0],
    mean_score: [bin.mean_score, RATE],
    observed: [bin.observed, RATE],
    wilson95: [bin.wilson95, BOUND],
  }))
  const number = compare({ bins: [filled.length, 0] }, { bins: wanted.length })
  return together([number, ...tables.map((table, i) => compare(table, wanted[i] ?? {}))])
}

const together = (parts: readonly Comparison[]): Comparison => ({
  compared: parts.reduce((sum, part) => sum + part.compared, 0),
  mismatches: parts.flatMap((part) => part.mismatches),
})

interface UsedRows {
  readonly scores: readonly number[]
  readonly outcomes: readonly number[]
}

function usedRows({ scores, outcomes }: Rows): UsedRows {
  const pairs = scores.flatMap((score, i) => {
    const outcome = outcomes[i] ?? null
    return score === null || outcome === null ? [] : [[score, outcome] as const]
  })
  return { scores: pairs.map(([score]) => score), outcomes: pairs.map(([, outcome]) => outcome) }
}

/** Compares every figure we compute with the case's. */
export function checkCase(rows: Rows, wanted: ExpectedCase): Comparison {
  const used = usedRows(rows)
  const counts = countScores(used.scores, used.outcomes)
  const rowCounts: Table = {
    n_rows: [rows.scores.length, 0],
    n_missing_score: [rows.scores.filter((score) => score === null).length, 0],
    n_missing_outcome: [rows.outcomes.filter((outcome) => outcome === null).length, 0],
    n_used: [used.scores.length, 0],
  }
  const { calibration: expected } = wanted
  return together([
    compare(rowCounts, { ...wanted }),
    compare(discrimination(counts), wanted.discrimination ?? { auroc: null, auprc_ap: null }),
    ...wanted.threshold_metrics.map((one) =>
      compare(atThreshold(counts, Number(one['threshold'])), one),
    ),
    ...(expected
      ? [compare(calibration(counts, used), expected), reliability(counts, expected)]
      : []),
  ])
}
