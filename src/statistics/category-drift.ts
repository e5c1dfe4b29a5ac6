import { chiSquaredTest, type ChiSquaredTest } from './chi-squared-test.js'
import { distributionDistance, type DistributionDistance } from './distribution-distance.js'
import { populationStability } from './population-stability.js'

/** How often each category occurs; missing values are counted apart. */
export interface CategoryCounts {
  readonly counts: ReadonlyMap<string, number>
  readonly missing: number
}

/** What changed between a reference and a current window of a column of categories. */
export interface CategoryDrift {
  /** In the order of their names. */
  readonly categories: readonly string[]
  readonly newCategories: readonly string[]
  readonly lostCategories: readonly string[]
  readonly stability: number | null
  readonly distance: DistributionDistance
  readonly test: ChiSquaredTest | null
  /** Whether the share of missing values changed. */
  readonly missingness: {
    readonly reference: number | null
    readonly current: number | null
    readonly test: ChiSquaredTest | null
  }
}

/** Compares two windows of categories; a missing value is no category. Source: Pearson 1900; Siddiqi 2006. */
export function categoryDrift(reference: CategoryCounts, current: CategoryCounts): CategoryDrift {
  const names = [...new Set([...reference.counts.keys(), ...current.counts.keys()])]
  const categories = names.toSorted((a, b) => (a < b ? -1 : Number(a > b)))
  const before = categories.map((name) => reference.counts.get(name) ?? 0)
  const now = categories.map((name) => current.counts.get(name) ?? 0)
  const present = total(before)
  const presentNow = total(now)
  return {
    categories,
    newCategories: categories.filter((_, i) => before[i] === 0 && (now[i] ?? 0) > 0),
    lostCategories: categories.filter((_, i) => (before[i] ?? 0) > 0 && now[i] === 0),
    stability: populationStability(before, now),
    distance: distributionDistance(before, now),
    test: chiSquaredTest(before, now),
    missingness: {
      reference: share(reference.missing, present),
      current: share(current.missing, presentNow),
      test: chiSquaredTest([reference.missing, present], [current.missing, presentNow]),
    },
  }
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

const share = (missing: number, present: number): number | null =>
  missing + present === 0 ? null : missing / (missing + present)
