import { describe, expect, test } from 'vitest'
import { compareGroups } from './compare-groups.js'
import { pointOf } from '../testing/points.js'

const group = (
  id: string,
  groupBy: string,
  groupValue: string,
  numerator: number,
  denominator: number,
) =>
  pointOf(0, {
    id,
    groupBy,
    groupValue,
    measure: 'sensitivity',
    value: numerator / denominator,
    numerator,
    denominator,
    n: denominator,
  })

describe('groups against the largest of their column', () => {
  test('a share is compared by its counts, and p is corrected over every comparison', () => {
    const differences = compareGroups([
      group('a', 'sex', 'female', 346, 412),
      group('b', 'sex', 'male', 322, 388),
      group('c', 'age_band', 'under 75', 500, 560),
      group('d', 'age_band', '75 and over', 238, 301),
    ])
    expect([...differences.keys()]).toEqual(['b', 'd'])
    const old = differences.get('d')
    expect(old?.reference).toBe('under 75')
    expect(old?.value).toBeCloseTo(238 / 301 - 500 / 560, 12)
    expect(old?.high).toBeLessThan(0)
    // Pooled z by hand: share 738/861, z = -4.10; two comparisons, so p is doubled.
    expect(old?.p).toBeGreaterThan(2 * 0.00003)
    expect(old?.p).toBeLessThan(2 * 0.0001)
    expect(differences.get('b')?.p).toBeGreaterThan(0.05)
  })

  test('other figures are compared by their errors; without one nothing is said', () => {
    const at = (id: string, value: number, n: number, se: number | null) =>
      pointOf(0, { id, groupBy: 'sex', groupValue: id, value, n, se })
    const differences = compareGroups([at('a', 0.85, 300, 0.03), at('b', 0.75, 200, 0.04)])
    expect(differences.get('b')?.p).toBeCloseTo(0.0455, 3)
    expect(compareGroups([at('a', 0.85, 300, null), at('b', 0.7, 200, 0.04)]).size).toBe(0)
  })

  test('equal shares without any event are no difference', () => {
    const differences = compareGroups([
      group('a', 'sex', 'f', 0, 50),
      group('b', 'sex', 'm', 0, 40),
    ])
    expect(differences.get('b')).toMatchObject({ value: 0, p: 1 })
  })
})
