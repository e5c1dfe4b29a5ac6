/** Why a figure has no value or no interval. A missing figure is never shown as 0, 0.5 or 1. */
export const REASONS = [
  'no_rows',
  'one_class',
  'fewer_than_two_in_a_class',
  'fewer_than_two_rows',
  'no_variance',
  'empty_denominator',
  'empty_cell',
  'zero_margin',
  'no_events',
  'no_expected_events',
  'not_probability',
  'no_score_between_0_and_1',
  'constant_score',
  'separation',
  'not_converged',
] as const

export type Reason = (typeof REASONS)[number]

/** One computed figure: value, 95% interval, standard error, and the method's name and version. */
export interface Figure {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly se: number | null
  readonly method: string
  /** Present when the value is null. */
  readonly reason?: Reason
  /** Present when the value stands and the interval does not, or has no width to speak of. */
  readonly interval_reason?: Reason
}

/** An interval as low and high bound. */
export type Interval = readonly [low: number, high: number]

/** A figure with a value; the interval and standard error where there are any. */
export function figureOf(
  method: string,
  value: number,
  interval: Interval | null = null,
  se: number | null = null,
): Figure {
  const [low, high] = interval ?? [null, null]
  return { value, low, high, se, method }
}

/** A figure that cannot be computed, and why. */
export function noFigure(method: string, reason: Reason): Figure {
  return { value: null, low: null, high: null, se: null, method, reason }
}
