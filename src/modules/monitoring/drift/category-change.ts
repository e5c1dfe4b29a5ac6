import { categoryDrift, type CategoryDrift } from '#statistics/category-drift.js'
import { SMALLEST_EXPECTED } from '#statistics/chi-squared-test.js'
import { judgeDrift, type DriftVerdict } from '#statistics/drift-alarm.js'
import { driftReference, type DriftReference } from './drift-reference.js'
import { DRIFT_MATTERS } from './score-drift.js'

/** A change of shares is more than chance below this p (chi-squared, no correction). */
export const CATEGORY_LEVEL = 0.01

/** How often each category occurred in one window × version at a site. */
export interface CategoryWindow {
  from: string
  to: string
  versionName: string
  /** What the categories are of, as the log calls it; empty where it is not named. */
  of: string
  counts: ReadonlyMap<string, number>
  /** Rows without a category. */
  missing: number
}

/** A column of categories: later periods against the reference, newest first. */
export interface CategoryChange {
  of: string
  reference: DriftReference<CategoryWindow>
  changed: readonly { window: CategoryWindow; drift: CategoryDrift; verdict: DriftVerdict }[]
}

/**
 * Whether categories occur as they did in the reference periods, for each column of them. A change
 * needs size (stability index, Siddiqi 2006) and more than chance (Pearson 1900); where a category is
 * too rare for the test (Cochran 1954) it is too few to say.
 */
export const categoryChanges = (
  windows: readonly CategoryWindow[],
  chosen: { from: string; to: string },
  gate: { day: string | null; version: string | null },
  most: number,
): CategoryChange[] => {
  const columns = [...new Set(windows.map((window) => window.of))].toSorted()
  return columns.map((of) => {
    const own = windows.filter((window) => window.of === of)
    const reference = driftReference(own, chosen, gate)
    const before = addedUp(reference.windows)
    const later = own.filter((window) => !reference.windows.includes(window)).toReversed()
    return {
      of,
      reference,
      changed: later.slice(0, most).map((window) => {
        const drift = categoryDrift(before, window)
        return { window, drift, verdict: verdictOf(drift) }
      }),
    }
  })
}

const addedUp = (windows: readonly CategoryWindow[]) => {
  const counts = new Map<string, number>()
  for (const window of windows)
    for (const [name, count] of window.counts) counts.set(name, (counts.get(name) ?? 0) + count)
  return { counts, missing: windows.reduce((sum, { missing }) => sum + missing, 0) }
}

const verdictOf = ({ stability, test }: CategoryDrift): DriftVerdict =>
  judgeDrift({
    effect: test && test.smallestExpected >= SMALLEST_EXPECTED ? stability : null,
    matters: DRIFT_MATTERS,
    chance: { p: test?.p ?? 1, level: CATEGORY_LEVEL },
  })
