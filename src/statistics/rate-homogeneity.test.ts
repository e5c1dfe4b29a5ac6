import { describe, expect, test } from 'vitest'
import { rateHomogeneity } from './rate-homogeneity.js'

const over = (exposure: number) => (events: number) => ({ events, exposure })

describe('whether counts share one rate', () => {
  // Worked by hand: 10, 20 and 30 events over 100 each are 20 expected; (100 + 0 + 100) / 20 = 10,
  // and of two degrees of freedom p is exp(-10 / 2).
  test('three counts over the same exposure', () => {
    const found = rateHomogeneity([10, 20, 30].map(over(100)))
    expect(found?.statistic).toBeCloseTo(10, 12)
    expect(found?.p).toBeCloseTo(Math.exp(-5), 12)
  })

  test('equal rates over different exposures differ by nothing', () => {
    const equal = [over(100)(5), over(300)(15), over(0)(0)]
    expect(rateHomogeneity(equal)).toEqual({ statistic: 0, df: 1, p: 1 })
  })

  test('nothing is said of one count, or where nothing happened', () => {
    expect(rateHomogeneity([over(100)(3)])).toBeNull()
    expect(rateHomogeneity([0, 0].map(over(100)))).toBeNull()
  })
})
