import type { Reason } from '#statistics/figure.js'
import type { ErrorSums } from '#statistics/numeric-error.js'
import type { MeasureKind, SummaryWindow, Threshold } from './summary-row.js'

export const SUMMARY_FORMAT = 'wardround-summary'
export const SUMMARY_VERSION = 1

/** The fewest used rows a group, a window's figures or a histogram bin may stand on. */
export const FEWEST_ROWS = 10

export const FIGURE_NAMES = [
  'auroc',
  'auprc_ap',
  'brier',
  'oe',
  'citl',
  'cal_intercept',
  'cal_slope',
  'ece_width10',
] as const
export const THRESHOLD_FIGURE_NAMES = [
  'sensitivity',
  'specificity',
  'ppv',
  'npv',
  'flag_rate',
] as const

export type FigureName = (typeof FIGURE_NAMES)[number]
export type ThresholdFigureName = (typeof THRESHOLD_FIGURE_NAMES)[number]

/** A finished figure: computed from exact scores before anything left the machine. */
export interface SummaryFigure {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly se?: number
  readonly numerator?: number
  readonly denominator?: number
  /** Of observed to expected the events that the scores expected; of the expected calibration error what chance alone makes of it. */
  readonly expected?: number
  /** The rows the figure stands on; events and non-events are null for other measures. */
  readonly n: number
  readonly events: number | null
  readonly non_events: number | null
  readonly method: string
  readonly reason?: Reason
  readonly interval_reason?: Reason
}

export interface ConfusionCounts {
  readonly tp: number
  readonly fp: number
  readonly tn: number
  readonly fn: number
  readonly figures: Readonly<Record<ThresholdFigureName, SummaryFigure>>
}

export interface ThresholdCounts extends ConfusionCounts, Threshold {}

/** A bin [low, high); null is open. No bin holds fewer than ten used rows. */
export interface HistogramBin {
  readonly low: number | null
  readonly high: number | null
  readonly events: number
  readonly non_events: number
}

/** A bin [low, high) of rows whose outcome is still to come; never fewer than ten. */
export interface AwaitedBin {
  readonly low: number | null
  readonly high: number | null
  readonly rows: number
}

export interface SummaryHistogram {
  readonly bins: readonly HistogramBin[]
  /** AUROC of the binned scores, and how far that is from the exact one. */
  readonly auroc: number | null
  readonly auroc_error: number | null
}

export const CELL_EXCLUSIONS = [
  'missing_score',
  'missing_outcome',
  'outcome_not_known',
  'missing_value',
] as const
export type CellExclusion = (typeof CELL_EXCLUSIONS)[number]

export const ROW_EXCLUSIONS = [
  ...CELL_EXCLUSIONS,
  'missing_time',
  'outside_windows',
  'rejected',
] as const
export type RowExclusion = (typeof ROW_EXCLUSIONS)[number]

export const ERROR_FIGURE_NAMES = ['bias', 'mae', 'rmse'] as const
export type ErrorFigureName = (typeof ERROR_FIGURE_NAMES)[number]

/** Errors of forecasts (predicted minus observed) as sums, with the figures made from them. */
export interface ErrorContents extends ErrorSums {
  readonly figures: Readonly<Record<ErrorFigureName, SummaryFigure>>
}

/** What one window × version × site (× one value of one subgroup) comes to. */
export interface SummaryCell {
  readonly window: SummaryWindow
  readonly version: string | null
  readonly site: string | null
  readonly group: { readonly by: string; readonly value: string } | null
  readonly rows: number
  readonly used: number
  readonly excluded: Readonly<Partial<Record<CellExclusion, number>>>
  /** Why only the row counts are given, or null. */
  readonly withheld: 'no_used_rows' | 'fewer_than_10_rows' | null
  readonly events: number | null
  readonly non_events: number | null
  readonly figures: Readonly<Record<FigureName, SummaryFigure>> | null
  readonly thresholds: readonly ThresholdCounts[]
  /** The decision as logged, against the outcome, where at least ten used rows carry one. */
  readonly decision: ConfusionCounts | null
  /** Rows scored exactly 0 or 1, which a recalibration leaves out, and how many were wrong. */
  readonly certain_scores: { readonly n: number; readonly contradicted: number } | null
  readonly histogram: SummaryHistogram | null
  /** Of the whole only, and only where ten or more scored rows wait for their outcome. */
  readonly awaited?: readonly AwaitedBin[]
  readonly numeric: {
    readonly n: number
    readonly sum: number
    readonly sum_squares: number
    readonly mean: SummaryFigure
  } | null
  /** Only of forecasts. */
  readonly errors?: ErrorContents | null
  readonly categories: readonly { readonly category: string; readonly count: number }[] | null
}

/** Everything that leaves the machine. `docs/reference/summary-format.md` describes it. */
export interface Summary {
  readonly format: typeof SUMMARY_FORMAT
  readonly version: typeof SUMMARY_VERSION
  readonly generator: { readonly name: string; readonly version: string }
  readonly profile: 'own'
  readonly measure: MeasureKind
  /** What values or categories are, in the words of their owner; only of such measures. */
  readonly named?: string
  readonly scale: 'probability' | 'score'
  readonly thresholds: readonly Threshold[]
  readonly dated: { readonly by_sender: boolean; readonly note: string }
  readonly rows: number
  readonly used: number
  readonly excluded: Readonly<Partial<Record<RowExclusion, number>>>
  readonly dropped_groups: { readonly groups: number; readonly rows: number }
  readonly cells: readonly SummaryCell[]
}

/** A summary with the digest of its canonical JSON; null where the sender could not compute it. */
export interface SealedSummary extends Summary {
  readonly digest: string | null
}
