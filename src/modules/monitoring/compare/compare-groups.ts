import { holmAdjustment } from '#statistics/holm-adjustment.js'
import { proportionDifference } from '#statistics/newcombe-difference.js'
import { normalCumulative } from '#statistics/normal-cumulative.js'
import { Z95 } from '#statistics/normal-quantile.js'
import type { Point } from '../model.js'

/** A group against the largest group of its column. */
export interface GroupDifference {
  /** Value of the group that it is compared with. */
  reference: string
  value: number
  low: number
  high: number
  /** Two-sided, after Holm's correction over every comparison of the page. */
  p: number
}

type Raw = Omit<GroupDifference, 'p'> & { key: string; p: number }

/**
 * Differences from the largest group of each column, by the id of the point: shares by Newcombe's
 * interval and the pooled z test, other figures by their standard errors; Holm over all of them.
 * Groups that are too few are to be left out beforehand. Sources: Newcombe 1998b; Holm 1979.
 */
export const compareGroups = (points: readonly Point[]): ReadonlyMap<string, GroupDifference> => {
  const columns = [...new Set(points.map(({ groupBy }) => groupBy))]
  const raw = columns.flatMap((column) => {
    const groups = points.filter(({ groupBy }) => groupBy === column)
    const [largest, ...others] = groups.toSorted((a, b) => b.n - a.n)
    return largest ? others.flatMap((group) => differenceOf(group, largest)) : []
  })
  const adjusted = holmAdjustment(raw.map(({ p }) => p))
  return new Map(raw.map(({ key, ...one }, place) => [key, { ...one, p: adjusted[place] ?? 1 }]))
}

const differenceOf = (group: Point, reference: Point): Raw[] => {
  const about = { key: group.id, reference: reference.groupValue }
  const shares = [group, reference].map(({ numerator, denominator }) =>
    numerator !== null && denominator ? ([numerator, denominator] as const) : null,
  )
  const [ours, theirs] = shares
  if (ours && theirs) {
    const { value, low, high } = proportionDifference(ours, theirs)
    if (value === null || low === null || high === null) return []
    return [{ ...about, value, low, high, p: pooledP(ours, theirs) }]
  }
  if (group.value === null || reference.value === null || !group.se || !reference.se) return []
  const value = group.value - reference.value
  const se = Math.hypot(group.se, reference.se)
  const p = 2 * normalCumulative(-Math.abs(value / se))
  return [{ ...about, value, low: value - Z95 * se, high: value + Z95 * se, p }]
}

/** The two-sided p of two shares being equal, by the pooled z test. */
const pooledP = (
  [count1, total1]: readonly [number, number],
  [count2, total2]: readonly [number, number],
): number => {
  const share = (count1 + count2) / (total1 + total2)
  const se = Math.sqrt(share * (1 - share) * (1 / total1 + 1 / total2))
  if (se === 0) return 1
  return 2 * normalCumulative(-Math.abs((count1 / total1 - count2 / total2) / se))
}
