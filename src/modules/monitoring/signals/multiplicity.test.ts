import { expect, test } from 'vitest'
import { chanceOf, correctedChances, expectedFalseSignals, judgedSeries } from './multiplicity.js'
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
})

const watched = (id: string, changes: object = {}) => ({
  id,
  measure: id,
  threshold: '',
  direction: 'increase' as const,
  passMark: 0.8,
  target: null,
  unit: '',
  onSignal: '',
  ...changes,
})

test('false signals are expected of each rule of the plan, and of intervals only at a pass mark', () => {
  const measures = [
    watched('auroc'),
    watched('sensitivity', { passMark: null }),
    watched('ece_width10', { direction: 'decrease' }),
    watched('flagged', { direction: 'neutral' }),
  ]
  const all = { rules: ['special-cause', 'interval-beyond-pass-mark'] as const, measures }
  const judged = judgedSeries(all, () => 25)
  expect(judged).toEqual({ series: 100, specialCause: 100, interval: 25 })
  const expected = expectedFalseSignals(judged)
  expect(expected.specialCause).toBeCloseTo(1.6, 12)
  expect(expected.interval).toBeCloseTo(0.625, 12)
  expect(expected.total).toBeCloseTo(2.225, 12)
  expect(judgedSeries({ rules: ['missing-data'], measures }, () => 25)).toEqual({
    series: 100,
    specialCause: 0,
    interval: 0,
  })
})
