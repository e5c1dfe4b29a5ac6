/**
 * How figures are shown. `own`: to their owner, as they are. `hes-2018`: to anybody else, with
 * counts 1–7 hidden and others rounded to 5. Source: field.md 10.3; HES analysis guide 2018.
 */
export type SuppressionProfile = 'own' | 'hes-2018'

export const DEFAULT_SHARED_PROFILE: SuppressionProfile = 'hes-2018'

/** The fewest events and non-events on which an AUROC may be shown outside its owner. */
const FEWEST_SHOWN = 8

/** A count fit to show, `*` standing for 1 to 7. */
export type ShownCount = number | '*'

const isSmall = (count: number): boolean => count > 0 && count < FEWEST_SHOWN

/** A count as a profile shows it: 0 stays, 1–7 are hidden, the rest go to the nearest 5. */
export function showCount(count: number, profile: SuppressionProfile): ShownCount {
  if (profile === 'own' || count === 0) return count
  return isSmall(count) ? '*' : Math.round(count / 5) * 5
}

/** A figure with the counts it stands on, as far as they are known. */
export interface CountedFigure {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly numerator?: number | null
  readonly denominator?: number | null
  readonly n?: number | null
  readonly events?: number | null
  readonly non_events?: number | null
}

/** A figure as shown: hidden parts are null with `suppressed` true, counts are rounded. */
export interface ShownFigure {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly numerator: ShownCount | null
  readonly denominator: ShownCount | null
  readonly n: ShownCount | null
  readonly suppressed: boolean
}

function mustHide(figure: CountedFigure): boolean {
  const { numerator, denominator, events, non_events: nonEvents, n } = figure
  if (typeof numerator === 'number' && typeof denominator === 'number') {
    return [numerator, denominator, denominator - numerator].some(isSmall)
  }
  if (typeof events === 'number' || typeof nonEvents === 'number') {
    return (events ?? 0) < FEWEST_SHOWN || (nonEvents ?? 0) < FEWEST_SHOWN
  }
  return typeof n !== 'number' || n < FEWEST_SHOWN
}

/** Two decimals: more would let the rounded counts be worked back to the exact ones. */
const coarse = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 100) / 100

/**
 * A figure as a profile shows it. Outside the owner a rate is hidden when its numerator,
 * denominator or complement is 1–7; any other figure of predictions needs 8 events and 8
 * non-events; a mean needs 8 rows. What is shown has two decimals.
 */
export function showFigure(figure: CountedFigure, profile: SuppressionProfile): ShownFigure {
  const { value, low, high } = figure
  const shown = (count: number | null | undefined): ShownCount | null =>
    count === null || count === undefined ? null : showCount(count, profile)
  const counts = {
    numerator: shown(figure.numerator),
    denominator: shown(figure.denominator),
    n: shown(figure.n),
  }
  if (profile === 'own') return { value, low, high, ...counts, suppressed: false }
  if (mustHide(figure)) return { value: null, low: null, high: null, ...counts, suppressed: true }
  return {
    value: coarse(value),
    low: coarse(low),
    high: coarse(high),
    ...counts,
    suppressed: false,
  }
}
