import type { ChartKind, FigureKind } from './figure-kinds.js'

/** Which way a measure should go; `neutral` when a change either way is worth a look. */
export type Direction = 'increase' | 'decrease' | 'neutral'

/** A measure that a plan may watch. */
export interface MeasureKind {
  readonly id: string
  readonly name: string
  /**
   * `score`, `threshold`: from a prediction log, the second at a named threshold or as decided.
   * `named`: from a log of forecasts, values or categories, by their name. `typed`: of one's own, named in the
   * plan. `counted`: of the catalogue.
   */
  readonly kind: 'score' | 'threshold' | 'named' | 'typed' | 'counted'
  readonly figure: FigureKind
  readonly chart: ChartKind
  readonly direction: Direction
  readonly bounds: readonly [number | null, number | null]
  /** What it says, in one sentence for people who do not work with figures. */
  readonly says: string
}

const share = [0, 1] as const
const unbounded = [null, null] as const
const fromZero = [0, null] as const

const fromLog = (
  id: string,
  name: string,
  kind: 'score' | 'threshold',
  direction: Direction,
  bounds: MeasureKind['bounds'],
  says: string,
): MeasureKind => ({ id, name, kind, figure: 'score', chart: 'xmr', direction, bounds, says })

const missing = (id: string, name: string, says: string): MeasureKind => ({
  id,
  name,
  kind: 'score',
  figure: 'share',
  chart: 'p-prime',
  direction: 'decrease',
  bounds: share,
  says,
})

const ofForecasts = (
  id: string,
  name: string,
  direction: Direction,
  bounds: MeasureKind['bounds'],
  says: string,
): MeasureKind => ({
  id,
  name,
  kind: 'named',
  figure: 'mean',
  chart: 'xmr',
  direction,
  bounds,
  says,
})

const ofOnesOwn = (
  id: string,
  name: string,
  figure: FigureKind,
  chart: ChartKind,
  bounds: MeasureKind['bounds'],
  says: string,
): MeasureKind => ({ id, name, kind: 'typed', figure, chart, direction: 'increase', bounds, says })

/** Measures from prediction logs, by the names of the summary (summary-format.ts), and of one's own. */
export const MEASURES: readonly MeasureKind[] = [
  fromLog(
    'auroc',
    'AUROC',
    'score',
    'increase',
    share,
    'How often a case with the outcome has a higher score than a case without it. 0.5 is chance.',
  ),
  fromLog(
    'sensitivity',
    'Sensitivity',
    'threshold',
    'increase',
    share,
    'Of those with the outcome, the share that was flagged.',
  ),
  fromLog(
    'specificity',
    'Specificity',
    'threshold',
    'increase',
    share,
    'Of those without the outcome, the share that was not flagged.',
  ),
  fromLog(
    'ppv',
    'Positive predictive value',
    'threshold',
    'increase',
    share,
    'Of those flagged, the share that has the outcome.',
  ),
  fromLog(
    'npv',
    'Negative predictive value',
    'threshold',
    'increase',
    share,
    'Of those not flagged, the share that does not have the outcome.',
  ),
  fromLog(
    'brier',
    'Brier score',
    'score',
    'decrease',
    share,
    'How far scores are from outcomes, squared, on average. 0 is perfect.',
  ),
  fromLog(
    'oe',
    'Observed to expected',
    'score',
    'neutral',
    fromZero,
    'Outcomes that happened for each one that the scores expected. 1 is well calibrated.',
  ),
  fromLog(
    'cal_slope',
    'Calibration slope',
    'score',
    'neutral',
    unbounded,
    'Whether scores are too extreme (below 1) or too cautious (above 1).',
  ),
  fromLog(
    'auprc_ap',
    'Average precision',
    'score',
    'increase',
    share,
    'How well high scores hold the outcome. Without skill it is the share that has the outcome.',
  ),
  fromLog(
    'citl',
    'Calibration in the large',
    'score',
    'neutral',
    unbounded,
    'Whether scores are too low on the whole (above 0) or too high (below 0).',
  ),
  fromLog(
    'cal_intercept',
    'Calibration intercept',
    'score',
    'neutral',
    unbounded,
    'Read with the slope: 0 where a score of one half is right.',
  ),
  fromLog(
    'ece_width10',
    'Expected calibration error',
    'score',
    'decrease',
    share,
    'How far scores are from what happened, over ten bands. Few cases raise it by noise alone.',
  ),
  fromLog(
    'flag_rate',
    'Flag rate',
    'threshold',
    'neutral',
    share,
    'The share of all cases that was flagged.',
  ),
  fromLog(
    'score_psi',
    'Score drift',
    'score',
    'decrease',
    fromZero,
    'How far scores are spread otherwise than in the reference periods (population stability index). From 0.1 on a shift is worth a look.',
  ),
  missing('missing_score', 'Missing scores', 'Of all rows, the share that has no score.'),
  missing(
    'missing_outcome',
    'Missing outcomes',
    'Of all rows, the share that has no outcome and none to come.',
  ),
  {
    id: 'mean',
    name: 'Mean of values in a log',
    kind: 'named',
    figure: 'mean',
    chart: 'xmr',
    direction: 'neutral',
    bounds: unbounded,
    says: 'The mean of a column of values, such as minutes saved, an error, or how much was edited.',
  },
  {
    id: 'category',
    name: 'Share of a category in a log',
    kind: 'named',
    figure: 'share',
    chart: 'p-prime',
    direction: 'neutral',
    bounds: share,
    says: 'Of all that has a category, the share with this one, such as accepted, edited or rejected.',
  },
  ofForecasts(
    'bias',
    'Bias',
    'neutral',
    unbounded,
    'How far predicted numbers lie above (or, below 0, under) those that came, on average.',
  ),
  ofForecasts(
    'mae',
    'Mean absolute error',
    'decrease',
    fromZero,
    'How far predicted numbers lie from those that came, either way, on average.',
  ),
  ofForecasts(
    'rmse',
    'Root mean squared error',
    'decrease',
    fromZero,
    'As the mean absolute error, with large errors weighing more.',
  ),
  ofOnesOwn(
    'typed-share',
    'A share of your own',
    'share',
    'p-prime',
    share,
    'How many of how many, such as notes edited of notes filed.',
  ),
  ofOnesOwn(
    'typed-rate',
    'A rate of your own, per 1,000',
    'rate',
    'u-prime',
    fromZero,
    'Events for each 1,000 uses, such as errors flagged per 1,000 drafts.',
  ),
  ofOnesOwn(
    'typed-mean',
    'A mean of your own',
    'mean',
    'xmr',
    unbounded,
    'The mean of something measured on each item, such as minutes saved.',
  ),
  ofOnesOwn(
    'typed-count',
    'A count of your own',
    'count',
    'xmr',
    fromZero,
    'How many in a period, such as complaints.',
  ),
  ofOnesOwn(
    'typed-days',
    'Days between rare events',
    'time',
    't',
    fromZero,
    'Days from one rare event to the next; one figure for each event.',
  ),
  ofOnesOwn(
    'typed-cases',
    'Cases between rare events',
    'count',
    'g',
    fromZero,
    'Cases from one rare event to the next; one figure for each event.',
  ),
  ofOnesOwn(
    'typed',
    'Another figure of your own',
    'score',
    'xmr',
    unbounded,
    'A figure that somebody enters each period as it is.',
  ),
]
