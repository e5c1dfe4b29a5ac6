import { expect, test } from 'vitest'
import { chanceOf, correctedChances, expectedFalseSignals } from './multiplicity.js'
import { pointOf } from '../testing/points.js'

const measure = { measure: 'auroc', threshold: '', direction: 'increase' as const, passMark: null }
const rules = { minimumEvents: 8, limitsAfter: 12, gateVersion: null, rebases: [] }
// Moving ranges of 0.01 throughout: the standard deviation is 0.01 / 1.128.
const steady = Array.from({ length: 12 }, (_, place) =>
  pointOf(place, { value: 0.85 + (place % 2) / 100 }),
)

test('the chance of the newest point is that of its distance from the mean', () => {
  const at = (value: number) => chanceOf([...steady, pointOf(12, { value })], measure, rules)
  expect(at(0.855)).toBeCloseTo(1, 10)
  // One moving range from the mean is 1.128 standard deviations.
  expect(at(0.865)).toBeCloseTo(0.2593, 3)
  expect(at(0.8)).toBeLessThan(0.001)
  expect(chanceOf(steady.slice(0, 5), measure, rules)).toBeNull()
})

test('a finding among many series is corrected; series that are not judged do not count', () => {
  const corrected = correctedChances([0.01, null, 0.5, 0.9, 0.6])
  for (const [place, value] of [0.04, null, 0.8, 0.9, 0.8].entries()) {
    if (value === null) expect(corrected[place]).toBeNull()
    else expect(corrected[place]).toBeCloseTo(value, 12)
  }
  expect(correctedChances([null])).toEqual([null])
  expect(expectedFalseSignals(100)).toBeCloseTo(1.6, 12)
})
