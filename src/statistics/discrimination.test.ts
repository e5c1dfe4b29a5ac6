import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auroc, AUROC_METHOD, aurocValue, aurocWald } from './auroc.js'
import { aurocDifference } from './auroc-difference.js'
import { averagePrecision } from './average-precision.js'
import { classSeparation } from './class-separation.js'
import { countScores, type ScoreCounts } from './count-scores.js'
import { hanleyMcNeilError } from './hanley-mcneil.js'

const rows = fc.array(
  fc.record({ score: fc.integer({ min: -20, max: 20 }), outcome: fc.constantFrom(0, 1) }),
  { minLength: 2, maxLength: 60 },
)
type Row = { readonly score: number; readonly outcome: number }
const count = (list: readonly Row[], change = (score: number): number => score): ScoreCounts =>
  countScores(
    list.map((row) => change(row.score)),
    list.map((row) => row.outcome),
  )

describe('auroc', () => {
  it.each([
    ['half of the pairs and one tie', [1, 2, 2, 3], [0, 1, 0, 1], 0.875],
    ['every pair wrong', [1, 2], [1, 0], 0],
    ['all scores equal', [5, 5, 5, 5], [0, 1, 0, 1], 0.5],
    ['0 and -0 are one score', [0, -0], [0, 1], 0.5],
  ])('%s', (_, scores, outcomes, expected) => {
    expect(auroc(countScores(scores, outcomes)).value).toBe(expected)
  })

  it.each([
    ['no rows', [], [], 'no_rows'],
    ['events only', [1, 2], [1, 1], 'one_class'],
    ['non-events only', [1, 2], [0, 0], 'one_class'],
  ])('is null with a reason: %s', (_, scores, outcomes, reason) => {
    expect(auroc(countScores(scores, outcomes))).toMatchObject({ value: null, reason })
    expect(averagePrecision(countScores(scores, outcomes))).toMatchObject({ value: null, reason })
  })

  it('has no interval with a single event, and says why', () => {
    const figure = auroc(countScores([1, 3, 2], [0, 1, 0]))
    expect(figure).toMatchObject({
      value: 1,
      low: null,
      high: null,
      se: null,
      method: AUROC_METHOD,
    })
    expect(figure.interval_reason).toBe('fewer_than_two_in_a_class')
  })

  it('has an interval of no width when the classes part, and says so', () => {
    const figure = auroc(countScores([1, 2, 3, 4], [0, 0, 1, 1]))
    expect(figure).toMatchObject({ value: 1, low: 1, high: 1, interval_reason: 'no_variance' })
  })

  it('keeps the DeLong variance of a worked example', () => {
    // V10 = 1, 1/2; V01 = 1, 1/2; both sample variances 1/8, so the variance is 1/16 + 1/16.
    const counts = countScores([3, 1, 0, 2], [1, 1, 0, 0])
    expect(auroc(counts).se).toBeCloseTo(Math.sqrt(1 / 8), 14)
    expect(aurocWald(counts)).toMatchObject({ value: 0.75, high: 1 })
  })

  it('does not change under a monotone transform, with its standard error', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const changed = count(list, (score) => Math.exp(score / 4) * 3 - 7)
        expect(auroc(changed)).toEqual(auroc(count(list)))
      }),
    )
  })

  it('becomes 1 - A when the classes swap', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const swapped = list.map(({ score, outcome }) => ({ score, outcome: 1 - outcome }))
        const area = aurocValue(count(list))
        const other = aurocValue(count(swapped))
        expect(other === null).toBe(area === null)
        expect(Math.abs((other ?? 0.5) + (area ?? 0.5) - 1)).toBeLessThan(1e-13)
      }),
    )
  })

  it('does not depend on the order of the rows, to the last bit', () => {
    fc.assert(
      fc.property(rows, (list) => {
        expect(auroc(count(list.toReversed()))).toEqual(auroc(count(list)))
        expect(averagePrecision(count(list.toReversed()))).toEqual(averagePrecision(count(list)))
      }),
    )
  })

  it('lies within its interval, which lies within 0 and 1', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const { value, low, high } = auroc(count(list))
        const inOrder = [0, low, value, high, 1].filter((bound) => bound !== null)
        expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b))
      }),
    )
  })
})

describe('the difference of two areas', () => {
  it('adds the variances of different rows', () => {
    const one = countScores([3, 1, 0, 2], [1, 1, 0, 0])
    const difference = aurocDifference(one, one)
    expect(difference).toMatchObject({ value: 0, z: 0 })
    expect(difference.p).toBeCloseTo(1, 14)
    expect(difference.se).toBeCloseTo(Math.sqrt(2 / 8), 14)
  })

  it('is null when one side is', () => {
    const one = countScores([3, 1], [1, 1])
    const other = countScores([3, 1], [1, 0])
    expect(aurocDifference(one, other)).toMatchObject({ value: null, reason: 'one_class', p: null })
  })
})

describe('the smaller ones', () => {
  it('average precision steps, and does not interpolate', () => {
    // Thresholds 4, 3, 2: recall gains 1/2 at precision 1, then 1/2 at precision 2/3.
    expect(averagePrecision(countScores([4, 3, 2], [1, 0, 1])).value).toBeCloseTo(1 / 2 + 1 / 3, 14)
  })

  it('the gap between classes keeps the highest threshold', () => {
    const separation = classSeparation(countScores([4, 3, 2, 1], [1, 0, 1, 0]))
    expect(separation).toEqual({ gap: 0.5, threshold: 4 })
    expect(classSeparation(countScores([1], [1]))).toBeNull()
  })

  it('Hanley and McNeil need both classes', () => {
    expect(hanleyMcNeilError(0.5, 1, 1)).toBe(0.5)
    expect(hanleyMcNeilError(0.8, 0, 10)).toBeNull()
  })

  it('refuses rows that are no scores or outcomes', () => {
    expect(() => countScores([NaN], [1])).toThrow('not finite')
    expect(() => countScores([1], [2])).toThrow('neither 0 nor 1')
    expect(() => countScores([1], [])).toThrow('one outcome')
  })
})
