import type { Figure, Interval, Reason } from '#statistics/figure.js'

/** A figure as `--json` gives it; where there is no value, the reason stands beside it. */
export interface MetricFigure {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly method: string
  readonly numerator?: number
  readonly denominator?: number
  readonly reason?: string
  readonly interval_reason?: string
  readonly binning_error?: BinningError
}

/** How far bins can have moved an AUROC; the truth lies within `value` ± `bound`. */
export interface BinningError {
  readonly bound: number
  /** The standard deviation of the error if the order within each bin is as good as random. */
  readonly expected: number
  /** `expected` over the standard error of the AUROC. */
  readonly in_standard_errors: number | null
  /** There where bins are too coarse for this group: `in_standard_errors` is above 0.02. */
  readonly needs_exact?: true
}

/** A table of calibration, a row a bin. */
export type MetricTable = readonly object[]

/** A figure of drift, or counts by bin. */
export type DriftFigure = number | string | null | readonly number[]

/** By the names of the reference values; a null has its reason under `NAME_reason`. */
export type DriftFigures = {
  readonly [Name in DriftName | `${DriftName}_reason`]?: DriftFigure
}

type DriftName =
  | 'n_ref'
  | 'n_cur'
  | 'decile_edges'
  | `${'decile' | 'width20'}_counts_${'ref' | 'cur'}`
  | `psi_${'decile_floor1e-4' | 'decile_half_smooth' | 'decile_chi2_ref_95' | 'width20_floor1e-4'}`
  | `js_distance_base2_${'decile' | 'width20'}`
  | 'js_divergence_base2_width20'
  | 'hellinger_width20'
  | 'ks_stat'
  | 'ks_p_asymp'
  | 'ks_p_exact'
  | 'wasserstein'

export type Metric = number | string | null | MetricFigure | Interval | MetricTable | DriftFigures

/** By the names of the reference values; a null has its reason under `NAME_reason`. */
export type Metrics = Readonly<Record<string, Metric>>

/** Entries of metrics, before they are put together. */
export type Entries = readonly (readonly [name: string, metric: Metric])[]

/** A figure under its name. */
export function figureEntry(
  name: string,
  figure: Figure,
  error: BinningError | null = null,
): Entries {
  const { value, low, high, method, reason, interval_reason } = figure
  const counts =
    'numerator' in figure && 'denominator' in figure
      ? { numerator: Number(figure.numerator), denominator: Number(figure.denominator) }
      : {}
  const why = {
    ...(reason === undefined ? {} : { reason }),
    ...(interval_reason === undefined ? {} : { interval_reason }),
    ...(error === null ? {} : { binning_error: error }),
  }
  return [[name, { value, low, high, method, ...counts, ...why }]]
}

/** A bare number under its name, or null and why. */
export const numberEntry = (
  name: string,
  value: number | null,
  reason: string | undefined,
): Entries =>
  value === null
    ? [
        [name, null],
        [`${name}_reason`, reason ?? 'not_computed'],
      ]
    : [[name, value]]

/** The interval of a figure under a name of its own; null where it has none or no width. */
export function intervalEntry(name: string, figure: Figure): Entries {
  const { low, high, reason, interval_reason } = figure
  const without: Reason | 'no_interval' = reason ?? interval_reason ?? 'no_interval'
  if (low === null || high === null || interval_reason !== undefined) {
    return [
      [name, null],
      [`${name}_reason`, without],
    ]
  }
  return [[name, [low, high]]]
}
