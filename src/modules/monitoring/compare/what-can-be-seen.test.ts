import { describe, expect, test } from 'vitest'
import { smallestFallSeen } from '#statistics/sample-size.js'
import { canBeSeen } from './what-can-be-seen.js'

const of = (value: number, denominator: number | null) => ({
  value,
  numerator: denominator === null ? null : Math.round(value * denominator),
  denominator,
})

describe('what a period can show', () => {
  test('a fall of what should be high, a rise of what should be low', () => {
    const fall = canBeSeen({ measure: 'sensitivity', direction: 'increase' }, of(0.9, 23))
    expect(fall).toEqual({ of: 23, rate: 0.9, change: smallestFallSeen(0.9, 23) })
    expect(fall?.change).toBeGreaterThan(0.15)
    const rise = canBeSeen({ measure: 'flag_rate', direction: 'decrease' }, of(0.1, 23))
    expect(rise?.change).toBeCloseTo(fall?.change ?? 0, 12)
    const more = canBeSeen({ measure: 'sensitivity', direction: 'increase' }, of(0.9, 2300))
    expect(more?.change).toBeLessThan(0.03)
  })

  test.each([
    ['no share', { measure: 'oe', direction: 'neutral' }, of(1, 20)],
    ['no counts', { measure: 'sensitivity', direction: 'increase' }, of(0.9, null)],
    ['no figure', { measure: 'sensitivity', direction: 'increase' }, null],
  ] as const)('nothing is said of %s', (_, measure, latest) => {
    expect(canBeSeen(measure, latest)).toBeUndefined()
  })

  test('three cases are too few to be sure of any fall', () => {
    expect(
      canBeSeen({ measure: 'sensitivity', direction: 'increase' }, of(0.5, 3))?.change,
    ).toBeNull()
  })
})
