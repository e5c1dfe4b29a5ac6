/** Which way a measure should go; `neutral` when a change either way is worth a look. */
export type Direction = 'increase' | 'decrease' | 'neutral'

/** A measure that a plan may watch. */
export interface MeasureKind {
  readonly id: string
  readonly name: string
  /** `threshold`: needs a named threshold, or the decision as logged. `typed`: entered by a person. */
  readonly kind: 'score' | 'threshold' | 'typed'
  readonly direction: Direction
  readonly bounds: readonly [number | null, number | null]
  /** What it says, in one sentence for people who do not work with figures. */
  readonly says: string
}

const share = [0, 1] as const

/** The measures a plan chooses from; the names are those of the summary (summary-format.ts). */
export const MEASURES: readonly MeasureKind[] = [
  {
    id: 'auroc',
    name: 'AUROC',
    kind: 'score',
    direction: 'increase',
    bounds: share,
    says: 'How often a case with the outcome has a higher score than a case without it. 0.5 is chance.',
  },
  {
    id: 'sensitivity',
    name: 'Sensitivity',
    kind: 'threshold',
    direction: 'increase',
    bounds: share,
    says: 'Of those with the outcome, the share that was flagged.',
  },
  {
    id: 'specificity',
    name: 'Specificity',
    kind: 'threshold',
    direction: 'increase',
    bounds: share,
    says: 'Of those without the outcome, the share that was not flagged.',
  },
  {
    id: 'ppv',
    name: 'Positive predictive value',
    kind: 'threshold',
    direction: 'increase',
    bounds: share,
    says: 'Of those flagged, the share that has the outcome.',
  },
  {
    id: 'npv',
    name: 'Negative predictive value',
    kind: 'threshold',
    direction: 'increase',
    bounds: share,
    says: 'Of those not flagged, the share that does not have the outcome.',
  },
  {
    id: 'brier',
    name: 'Brier score',
    kind: 'score',
    direction: 'decrease',
    bounds: share,
    says: 'How far scores are from outcomes, squared, on average. 0 is perfect.',
  },
  {
    id: 'oe',
    name: 'Observed to expected',
    kind: 'score',
    direction: 'increase',
    bounds: [0, null],
    says: 'Outcomes that happened for each one that the scores expected. 1 is well calibrated.',
  },
  {
    id: 'cal_slope',
    name: 'Calibration slope',
    kind: 'score',
    direction: 'increase',
    bounds: [null, null],
    says: 'Whether scores are too extreme (below 1) or too cautious (above 1).',
  },
  {
    id: 'flag_rate',
    name: 'Flag rate',
    kind: 'threshold',
    direction: 'decrease',
    bounds: share,
    says: 'The share of all cases that was flagged.',
  },
  {
    id: 'typed',
    name: 'A figure typed in',
    kind: 'typed',
    direction: 'increase',
    bounds: [null, null],
    says: 'A figure that somebody enters each period, such as minutes waited.',
  },
]

/** The decision as the log carries it, in place of a threshold on the score. */
export const AS_DECIDED = 'as decided'

/** The kind of a measure by its id; undefined for one that is not in the catalogue. */
export const measureKind = (id: string): MeasureKind | undefined =>
  MEASURES.find((measure) => measure.id === id)

/** A measure as people read it: "Sensitivity at working", "Brier score", "Minutes waited". */
export const measureName = (measure: string, threshold: string): string => {
  const kind = measureKind(measure)
  if (kind?.kind === 'typed') return threshold
  const name = kind?.name ?? measure
  if (threshold === '') return name
  return threshold === AS_DECIDED ? `${name}, as decided` : `${name} at “${threshold}”`
}
