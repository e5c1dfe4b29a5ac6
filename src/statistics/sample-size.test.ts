import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binomialCumulative } from './binomial-limits.js'
import * as size from './sample-size.js'
import { validationSampleSize } from './validation-sample-size.js'
import { wilsonInterval } from './wilson-interval.js'

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

describe('a share against its pass mark', () => {
  const wholeAbove = (n: number, mark: number): number => {
    let found = 0
    while ((wilsonInterval(found, n)?.[0] ?? 0) <= mark) found += 1
    return found
  }

  it.each([
    [0.9, 0.8, 0.8],
    [0.95, 0.9, 0.9],
    [0.6, 0.5, 0.8],
    [0.3, 0.2, 0.8],
  ])(
    '%d against %d: the exact binomial chance of a whole interval beyond is about %d',
    (rate, mark, power) => {
      const n = size.sizeAgainstMark(rate, mark, power)
      const chance = 1 - binomialCumulative(wholeAbove(n, mark) - 1, n, rate)
      expect(Math.abs(chance - power)).toBeLessThan(0.04)
      const half = Math.round(n / 2)
      expect(1 - binomialCumulative(wholeAbove(half, mark) - 1, half, rate)).toBeLessThan(
        power - 0.15,
      )
    },
  )

  it('by hand: 1.96 √0.24 + 0.8416 √0.25, over 0.1 and squared, is 190.7', () => {
    expect(size.sizeAgainstMark(0.5, 0.6)).toBe(191)
  })

  it('is the smallest fall that is seen, turned round', () => {
    const n = size.sizeAgainstMark(0.75, 0.85)
    const fall = size.smallestFallSeen(0.85, n) ?? 0
    expect(fall).toBeLessThanOrEqual(0.1)
    expect(size.smallestFallSeen(0.85, n - 1) ?? 0).toBeGreaterThan(0.1)
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
