/** Whether a rule holds: yes, no, or not known yet (Kleene's strong three-valued logic, 1952). */
export type Truth = 'true' | 'false' | 'unknown'

/** Whether a rule holds, and what decided it, in words. */
export interface Outcome {
  readonly truth: Truth
  readonly because: readonly string[]
}

const OPPOSITE: Readonly<Record<Truth, Truth>> = {
  true: 'false',
  false: 'true',
  unknown: 'unknown',
}

/** Holds where the other does not. */
export const opposite = ({ truth, because }: Outcome): Outcome => ({
  truth: OPPOSITE[truth],
  because,
})

/** Holds where all hold. */
export const allHold = (outcomes: readonly Outcome[]): Outcome =>
  combine(outcomes, ['false', 'unknown', 'true'])

/** Holds where any holds. */
export const anyHolds = (outcomes: readonly Outcome[]): Outcome =>
  combine(outcomes, ['true', 'unknown', 'false'])

/** The strongest truth that occurs, with the reasons of those parts that have it. */
const combine = (outcomes: readonly Outcome[], strongestFirst: readonly Truth[]): Outcome => {
  const truth =
    strongestFirst.find((one) => outcomes.some((outcome) => outcome.truth === one)) ?? 'unknown'
  const deciding = outcomes.filter((outcome) => outcome.truth === truth)
  return { truth, because: [...new Set(deciding.flatMap((outcome) => outcome.because))] }
}
