import { describe, expect, it } from 'vitest'
import { betaQuantile } from './beta-quantile.js'
import { chiSquaredQuantile } from './chi-squared-quantile.js'
import { CompensatedSum } from './compensated-sum.js'
import { incompleteBeta } from './incomplete-beta.js'
import { logGamma } from './log-gamma.js'
import { normalCumulative } from './normal-cumulative.js'
import { normalQuantile, Z95 } from './normal-quantile.js'
import { numericMeasure } from './numeric-measure.js'
import { studentTQuantile } from './student-t-quantile.js'

const apart = (actual: number, wanted: number): number => Math.abs(actual / wanted - 1)

describe('distributions, against published or closed values', () => {
  it.each([
    [0.975, Z95],
    [0.999, 3.090232306167813],
    [1e-10, -6.361340902404056],
    [0.6, 0.2533471031357997],
  ])('normal quantile of %d', (p, x) => expect(apart(normalQuantile(p), x)).toBeLessThan(1e-13))

  it.each([0.001, 0.2, 0.5, 0.9, 0.99999])('normal cumulative undoes the quantile at %d', (p) =>
    expect(apart(normalCumulative(normalQuantile(p)), p)).toBeLessThan(1e-12),
  )

  it.each([
    [0.95, 1, 3.841458820694124],
    [0.95, 9, 16.918977604620448],
    [0.5, 2, 2 * Math.log(2)],
  ])('chi-squared quantile of %d with %d df', (p, df, x) =>
    expect(apart(chiSquaredQuantile(p, df), x)).toBeLessThan(1e-12),
  )

  it.each([
    [0.975, 1, 12.706204736432095],
    [0.975, 10, 2.2281388519649385],
    [0.975, 1000, 1.9623390808264078],
    [0.025, 2, -4.302652729911275],
  ])('Student quantile of %d with %d df', (p, df, t) =>
    expect(apart(studentTQuantile(p, df), t)).toBeLessThan(1e-10),
  )

  it('beta quantile has its closed forms', () => {
    expect(apart(betaQuantile(0.3, 1, 5), 1 - 0.7 ** (1 / 5))).toBeLessThan(1e-12)
    expect(apart(betaQuantile(0.3, 5, 1), 0.3 ** (1 / 5))).toBeLessThan(1e-12)
    expect(apart(betaQuantile(1e-6, 2, 1), 1e-3)).toBeLessThan(1e-10)
    expect(apart(incompleteBeta(2, 3, 0.4), 0.5248)).toBeLessThan(1e-13)
  })

  it.each([
    [0.5, Math.log(Math.PI) / 2],
    [5, Math.log(24)],
    [21, Math.log(2432902008176640000)],
  ])('log gamma of %d', (x, value) => expect(apart(logGamma(x), value)).toBeLessThan(1e-14))
})

describe('sums', () => {
  it('carries the rounding error', () => {
    const sum = new CompensatedSum()
    for (const value of [1, 1e100, 1, -1e100]) sum.add(value)
    expect(sum.total).toBe(2)
  })

  it('summarises a numeric measure the same in any order', () => {
    const values = [5.1, 4.9, 6.2, 5.8, 0.1]
    const { mean, ...sums } = numericMeasure(values)
    expect(sums.n).toBe(5)
    expect(apart(sums.sum, 22.1)).toBeLessThan(1e-14)
    expect(apart(sums.sum_squares, 26.01 + 24.01 + 38.44 + 33.64 + 0.01)).toBeLessThan(1e-14)
    expect(apart(mean.value ?? NaN, 4.42)).toBeLessThan(1e-14)
    expect(apart((mean.high ?? NaN) - 4.42, 2.7764451051977987 * (mean.se ?? NaN))).toBeLessThan(
      1e-10,
    )
    expect(numericMeasure(values.toReversed())).toEqual(numericMeasure(values))
  })

  it('says why there is no mean or no interval', () => {
    expect(numericMeasure([]).mean).toMatchObject({ value: null, reason: 'no_rows' })
    expect(numericMeasure([3]).mean).toMatchObject({
      value: 3,
      interval_reason: 'fewer_than_two_rows',
    })
  })
})
