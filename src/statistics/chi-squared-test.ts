import { at } from './at.js'
import { sumOver } from './compensated-sum.js'
import { gammaTails } from './incomplete-gamma.js'

/** Whether several groups share one proportion, or two windows one distribution of categories. */
export interface ChiSquaredTest {
  readonly statistic: number
  readonly df: number
  readonly p: number
  /** Effect size from 0 to 1. Source: Cramér 1946. */
  readonly cramersV: number
  /** The smallest expected count; below 5 the p value is rough. */
  readonly smallestExpected: number
}

/** Below this expected count the chi-squared distribution is a poor guide. Source: Cochran 1954. */
export const SMALLEST_EXPECTED = 5

/**
 * The chi-squared test of two rows of counts in the same columns, without continuity correction.
 * Columns that are empty in both are left out; null when fewer than two remain or a row is empty.
 * Source: Pearson 1900.
 */
export const chiSquaredTest = (
  first: readonly number[],
  second: readonly number[],
): ChiSquaredTest | null =>
  chiSquaredTestOfRows(first.map((count, column) => [count, at(second, column)]))

/** The same of a table given row by row; empty rows are left out, an empty column leaves no test. */
export function chiSquaredTestOfRows(
  table: readonly (readonly [number, number])[],
): ChiSquaredTest | null {
  const rows = table.filter(([a, b]) => a + b > 0)
  const columns = [0, 1].map((column) =>
    sumOver(rows.length, (i) => rows[i]?.[column as 0 | 1] ?? 0),
  )
  const [left = 0, right = 0] = columns
  const total = left + right
  if (rows.length < 2 || left === 0 || right === 0) return null
  let smallestExpected = Infinity
  const statistic = sumOver(rows.length * 2, (cell) => {
    const [a, b] = rows[cell >> 1] ?? [0, 0]
    const expected = ((a + b) * (cell % 2 === 0 ? left : right)) / total
    smallestExpected = Math.min(smallestExpected, expected)
    return ((cell % 2 === 0 ? a : b) - expected) ** 2 / expected
  })
  const df = rows.length - 1
  return {
    statistic,
    df,
    p: gammaTails(df / 2, statistic / 2)[1],
    cramersV: Math.sqrt(statistic / total),
    smallestExpected,
  }
}
