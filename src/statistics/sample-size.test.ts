import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as size from './sample-size.js'
import { validationSampleSize } from './validation-sample-size.js'

describe('published values', () => {
  it('0.5 against 0.75 at 90% power: R documents 76.7 in each group', () => {
    expect(size.sizeForTwoProportions(0.5, 0.75, 0.9)).toBeCloseTo(76.7, 1)
  })
  it('a half to within 5 points needs 385', () => {
    expect(size.sizeForPrecision(0.5, 0.05).wald).toBe(385)
  })
  it('a model with C 0.8 at a prevalence of 0.1 needs thousands of rows, most of them for O/E or slope', () => {
    const needed = validationSampleSize(0.1, 0.8)
    expect(needed.observedOverExpected).toBeGreaterThan(3_400)
    expect(needed.observedOverExpected).toBeLessThan(3_500)
    expect(needed.cStatistic).toBeGreaterThan(800)
    expect(needed.needed).toBe(Math.max(needed.observedOverExpected, needed.slope))
  })
})

describe('the smallest fall that is seen', () => {
  it('with 23 events only a large fall of a sensitivity of 0.86 shows', () => {
    const fall = size.smallestFallSeen(0.86, 23) ?? 0
    expect(fall).toBeGreaterThan(0.2)
    expect(fall).toBeLessThan(0.35)
  })
  it('is none where even a fall to nothing might be missed', () => {
    expect(size.smallestFallSeen(0.05, 4)).toBeNull()
    expect(size.smallestFallSeen(0.9, 0)).toBeNull()
  })
  it('shrinks as rows grow', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 0.95, noNaN: true }),
        fc.integer({ min: 50, max: 5_000 }),
        (rate, n) => {
          const fewer = size.smallestFallSeen(rate, n)
          const more = size.smallestFallSeen(rate, 2 * n)
          if (fewer !== null) expect(more ?? Infinity).toBeLessThan(fewer)
        },
      ),
    )
  })
})
