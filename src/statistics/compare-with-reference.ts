import { benjaminiHochbergAdjustment } from './benjamini-hochberg-adjustment.js'
import type { Figure } from './figure.js'
import { fisherExactTest } from './fisher-exact-test.js'
import type { CountOf } from './group-rates.js'
import { holmAdjustment } from './holm-adjustment.js'
import { proportionDifference } from './newcombe-difference.js'
import { pooledProportionTest } from './pooled-proportion-test.js'
import { proportionRatio } from './proportion-ratio.js'

/** Up to so many people in both groups together the exact test is given as well. */
const EXACT_UP_TO = 1000

/** Fewer than so many in a group, or in what is counted of it, is too few to say anything. */
const FEWEST = 8

/** One group against the reference group. */
export interface GroupComparison {
  readonly group: string
  readonly difference: Figure
  readonly ratio: Figure
  readonly z: number | null
  readonly p: number | null
  /** Fisher's exact p for small groups, otherwise null. */
  readonly exactP: number | null
  /** p after as many comparisons as were made together. */
  readonly holmP: number | null
  readonly bhP: number | null
  readonly says: 'too-few-to-say' | 'no-difference-shown' | 'lower' | 'higher'
}

/**
 * Compares a rate of each group with that of a reference group. p values are adjusted over all the
 * comparisons given together. Source: Newcombe 1998b (difference); Katz 1978 (ratio); Fisher 1935;
 * Holm 1979; Benjamini & Hochberg 1995.
 */
export function compareWithReference(
  groups: readonly { readonly group: string; readonly rate: CountOf }[],
  reference: CountOf,
): GroupComparison[] {
  const tests = groups.map(({ rate }) => pooledProportionTest(rate, reference))
  const tested = tests.flatMap((test) => (test ? [test.p] : []))
  const holm = spread(tests, holmAdjustment(tested))
  const bh = spread(tests, benjaminiHochbergAdjustment(tested))
  return groups.map(({ group, rate }, i) => {
    const difference = proportionDifference(rate, reference)
    const test = tests[i] ?? null
    const small = rate[1] + reference[1] < EXACT_UP_TO
    const holmP = holm[i] ?? null
    return {
      group,
      difference,
      ratio: proportionRatio(rate, reference),
      z: test?.z ?? null,
      p: test?.p ?? null,
      exactP: small ? fisherExactTest(rate, reference) : null,
      holmP,
      bhP: bh[i] ?? null,
      says: verdict(rate, reference, difference, holmP),
    }
  })
}

const spread = (tests: readonly unknown[], adjusted: readonly number[]): (number | null)[] => {
  let next = 0
  return tests.map((test) => (test ? (adjusted[next++] ?? null) : null))
}

const verdict = (
  rate: CountOf,
  reference: CountOf,
  difference: Figure,
  holmP: number | null,
): GroupComparison['says'] => {
  if (rate[1] < FEWEST || reference[1] < FEWEST || difference.value === null)
    return 'too-few-to-say'
  if (holmP === null || holmP >= 0.05) return 'no-difference-shown'
  return difference.value < 0 ? 'lower' : 'higher'
}
