import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aurocDifferencePaired } from './auroc-difference-paired.js'
import { auroc } from './auroc.js'
import { countScores } from './count-scores.js'

describe('paired comparison of two AUROCs', () => {
  it('agrees with placements written out by hand', () => {
    // Events win 1, 1 and 1/2 of two non-events by A; 1, 1/2 and 0 by B.
    const outcomes = [1, 1, 1, 0, 0]
    const found = aurocDifferencePaired([9, 8, 3, 1, 5], [9, 4, 2, 3, 5], outcomes)
    expect(found.value).toBeCloseTo(2.5 / 3 - 1.5 / 3, 14)
    // Gaps by event 0, 1/2, 1/2 (variance 1/12), by non-event 1/3, 1/3 (variance 0).
    expect(found.se).toBeCloseTo(Math.sqrt(1 / 12 / 3), 14)
  })

  it.each([
    ['no rows', [], 'no_rows'],
    ['one class', [1, 1], 'one_class'],
  ] as const)('has no value with %s', (_, outcomes, reason) => {
    const scores = outcomes.map((_outcome, i) => i)
    expect(aurocDifferencePaired(scores, scores, outcomes)).toMatchObject({ value: null, reason })
  })

  it('has no test for a version against itself', () => {
    const same = aurocDifferencePaired([1, 2, 3, 4], [1, 2, 3, 4], [0, 1, 0, 1])
    expect(same).toMatchObject({ value: 0, se: 0, p: null, interval_reason: 'no_variance' })
  })

  it('refuses columns of different length', () => {
    expect(() => aurocDifferencePaired([1], [1, 2], [0, 1])).toThrow(RangeError)
  })

  it('is the difference of the two AUROCs, and against a constant score has the error of one', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(0, 1))
    fc.assert(
      fc.property(fc.array(row, { minLength: 4, maxLength: 60 }), (rows) => {
        const scores = rows.map(([score]) => score)
        const outcomes = rows.map(([, outcome]) => outcome)
        const alone = auroc(countScores(scores, outcomes))
        fc.pre(alone.se !== null && alone.value !== null)
        const flat = scores.map(() => 1)
        const found = aurocDifferencePaired(scores, flat, outcomes)
        expect(found.value).toBeCloseTo((alone.value ?? NaN) - 0.5, 12)
        expect(found.se).toBeCloseTo(alone.se ?? NaN, 10)
        const turned = aurocDifferencePaired(flat, scores, outcomes)
        expect(turned.value).toBeCloseTo(-(found.value ?? NaN), 12)
      }),
    )
  })
})
