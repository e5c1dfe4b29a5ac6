import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { benjaminiHochbergAdjustment } from './benjamini-hochberg-adjustment.js'
import { compareWithReference } from './compare-with-reference.js'
import { fisherExactTest } from './fisher-exact-test.js'
import { groupGap } from './group-gap.js'
import type { CountOf } from './group-rates.js'
import { holmAdjustment } from './holm-adjustment.js'
import { pooledProportionTest } from './pooled-proportion-test.js'
import { proportionRatio } from './proportion-ratio.js'
import { seededRandom } from './seeded-random.js'

const countOf = fc
  .tuple(fc.nat(60), fc.nat(60))
  .map(([a, b]): CountOf => [Math.min(a, b), Math.max(a, b)])

describe('published values', () => {
  it("Fisher's tea taster: 3 of 4 against 1 of 4 is 0.486", () => {
    expect(fisherExactTest([3, 4], [1, 4])).toBeCloseTo(34 / 70, 12)
  })

  it('Benjamini & Hochberg 1995, table 1: four of fifteen are found at 0.05', () => {
    const ps = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
      0.6528, 0.759, 1,
    ]
    expect(benjaminiHochbergAdjustment(ps).filter((p) => p <= 0.05)).toHaveLength(4)
    expect(holmAdjustment(ps).filter((p) => p <= 0.05)).toHaveLength(3)
  })

  it('the gap of equal groups is what section 8.2 of the reference says, about 0.137', () => {
    const totals = [1359, 28, 4137, 115, 95, 80]
    const groups = totals.map((total): CountOf => [Math.round(total * 0.565), total])
    const gap = groupGap(groups, seededRandom(7), 2000)
    expect(gap?.byChance.expected).toBeGreaterThan(0.11)
    expect(gap?.byChance.expected).toBeLessThan(0.17)
    expect(gap?.byChance.p95).toBeGreaterThan(0.2)
  })
})

describe('what cannot be said', () => {
  it('a group with nobody in it is left out and never counts as 0', () => {
    const gap = groupGap(
      [
        [0, 0],
        [5, 10],
        [8, 10],
      ],
      seededRandom(1),
      10,
    )
    expect(gap).toMatchObject({ undefinedGroups: 1, ratio: 0.625 })
    expect(gap?.difference).toBeCloseTo(0.3, 12)
    expect(
      groupGap(
        [
          [0, 0],
          [5, 10],
        ],
        seededRandom(1),
        10,
      ),
    ).toBeNull()
  })

  it('an empty group is undefined with a reason, a small one too few to say', () => {
    const [empty, small, equal, lower] = compareWithReference(
      [
        { group: 'empty', rate: [0, 0] },
        { group: 'small', rate: [0, 7] },
        { group: 'equal', rate: [50, 100] },
        { group: 'lower', rate: [20, 100] },
      ],
      [500, 1000],
    )
    expect(empty?.difference).toMatchObject({ value: null, reason: 'empty_denominator' })
    expect([empty?.says, small?.says, equal?.says, lower?.says]).toEqual([
      'too-few-to-say',
      'too-few-to-say',
      'no-difference-shown',
      'lower',
    ])
  })

  it('a ratio over nothing has no value, and of nothing no interval', () => {
    expect(proportionRatio([3, 10], [0, 10])).toMatchObject({ value: null, reason: 'empty_cell' })
    expect(proportionRatio([0, 10], [3, 10])).toMatchObject({ value: 0, low: null })
    expect(pooledProportionTest([0, 5], [0, 9])).toBeNull()
    expect(fisherExactTest([0, 0], [1, 2])).toBeNull()
  })
})

describe('properties', () => {
  it('adjusted p values are no smaller, keep their order and stay at most 1', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (ps) => {
        for (const adjust of [holmAdjustment, benjaminiHochbergAdjustment]) {
          const adjusted = adjust(ps)
          adjusted.forEach((p, i) => {
            expect(p).toBeGreaterThanOrEqual((ps[i] ?? 0) - 1e-15)
            expect(p).toBeLessThanOrEqual(1)
            ps.forEach((other, j) => {
              if (other < (ps[i] ?? 0)) expect(adjusted[j]).toBeLessThanOrEqual(p)
            })
          })
        }
      }),
    )
  })

  it('a comparison turned round has the opposite difference and the same p', () => {
    fc.assert(
      fc.property(countOf, countOf, (a, b) => {
        const [one] = compareWithReference([{ group: 'a', rate: a }], b)
        const [other] = compareWithReference([{ group: 'b', rate: b }], a)
        if (one?.difference.value === null || one === undefined) return
        expect(one.difference.value).toBeCloseTo(-(other?.difference.value ?? 0), 12)
        expect(one.p ?? -1).toBeCloseTo(other?.p ?? -1, 12)
        expect(one.exactP ?? -1).toBeCloseTo(other?.exactP ?? -1, 9)
      }),
    )
  })
})
