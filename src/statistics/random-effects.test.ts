import { describe, expect, test } from 'vitest'
import { poolEstimates } from './pool-estimates.js'
import { randomEffects } from './random-effects.js'

/** Log risk ratios of the 13 trials of BCG vaccine (Colditz 1994), with their standard errors. */
const BCG = [
  [-0.889311, 0.5706],
  [-1.585389, 0.441114],
  [-1.348073, 0.64449],
  [-1.441551, 0.141457],
  [-0.217547, 0.226297],
  [-0.786116, 0.0831],
  [-1.620898, 0.472247],
  [0.011952, 0.062941],
  [-0.469418, 0.237559],
  [-1.371345, 0.270231],
  [-0.339359, 0.11141],
  [0.445913, 0.72973],
  [-0.017314, 0.267217],
].map(([value = 0, se = 0]) => ({ value, se }))

describe('the mean of what differs', () => {
  // As metafor's rma(method = "DL", test = "knha") has it, and computed once more with NumPy and SciPy.
  test('trials of BCG vaccine', () => {
    const found = randomEffects(BCG)
    expect(found.tau2).toBeCloseTo(0.3088, 4)
    expect(found.value).toBeCloseTo(-0.71412, 4)
    expect(found.se).toBeCloseTo(0.1807, 4)
    expect(found.low).toBeCloseTo(-1.1078, 4)
    expect(found.high).toBeCloseTo(-0.3204, 4)
  })

  test('alike estimates have the mean of fixed weights, and no narrower interval', () => {
    const alike = [0.84, 0.85, 0.86].map((value) => ({ value, se: 0.03 }))
    const [random, fixed] = [randomEffects(alike), poolEstimates(alike)]
    expect(random.tau2).toBe(0)
    expect(random.value).toBeCloseTo(fixed.value ?? NaN, 12)
    expect(random.se).toBeCloseTo(fixed.se ?? NaN, 12)
    // Student's t of two degrees of freedom
    expect(random.high).toBeCloseTo(0.85 + (4.302653 * 0.03) / Math.sqrt(3), 6)
  })

  test('one estimate has no spread to tell', () => {
    expect(randomEffects([{ value: 1, se: 0.1 }])).toMatchObject({
      value: null,
      reason: 'fewer_than_two_rows',
      tau2: null,
    })
  })
})
