import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brier, scaledBrier } from './brier.js'
import { calibrationInTheLarge } from './calibration-in-the-large.js'
import { weakCalibration } from './calibration-slope.js'
import { countScores } from './count-scores.js'
import {
  expectedCalibrationError,
  expectedCalibrationErrorEqualMass,
  maximumCalibrationError,
} from './expected-calibration-error.js'
import { observedOverExpected } from './observed-expected.js'
import { certainScores } from './recalibration-rows.js'
import { reliabilityTable } from './reliability-table.js'
import { spiegelhalterZ } from './spiegelhalter-z.js'

/** Rows of which a share given by the score itself are events: perfectly calibrated. */
const calibrated = countScores(
  [...Array<number>(10).fill(0.2), ...Array<number>(10).fill(0.8)],
  [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0],
)

const odds = (p: number): number => p / (1 - p)

describe('calibration', () => {
  it('of perfectly calibrated rows is ideal throughout', () => {
    const { intercept, slope } = weakCalibration(calibrated)
    expect(intercept.value).toBeCloseTo(0, 12)
    expect(slope.value).toBeCloseTo(1, 12)
    expect(calibrationInTheLarge(calibrated).value).toBeCloseTo(0, 12)
    expect(observedOverExpected(calibrated).value).toBeCloseTo(1, 14)
    expect(expectedCalibrationError(calibrated).value).toBeCloseTo(0, 14)
    expect(brier(calibrated).value).toBeCloseTo(0.16, 14)
    expect(scaledBrier(calibrated).value).toBeCloseTo(0.36, 14)
    expect(spiegelhalterZ(calibrated).value).toBeCloseTo(0, 13)
  })

  it('in the large has the closed form of a constant score', () => {
    const counts = countScores([0.5, 0.5, 0.5, 0.5], [1, 1, 1, 0])
    const { value, se } = calibrationInTheLarge(counts)
    expect(value).toBeCloseTo(Math.log(3), 12)
    expect(se).toBeCloseTo(Math.sqrt(1 / 0.75), 12)
    expect(weakCalibration(counts).slope).toMatchObject({ value: null, reason: 'constant_score' })
  })

  it.each([
    ['scores outside 0 to 1', [0.5, 70], [0, 1], 'not_probability'],
    ['no rows', [], [], 'no_rows'],
  ])('is refused: %s', (_, scores, outcomes, reason) => {
    const counts = countScores(scores, outcomes)
    const figures = [
      brier(counts),
      scaledBrier(counts),
      observedOverExpected(counts),
      calibrationInTheLarge(counts),
      weakCalibration(counts).slope,
      expectedCalibrationError(counts),
      maximumCalibrationError(counts),
      expectedCalibrationErrorEqualMass(scores, outcomes),
      spiegelhalterZ(counts),
    ]
    for (const figure of figures) expect(figure).toMatchObject({ value: null, reason })
  })

  it.each([
    ['complete separation', [0.1, 0.2, 0.8], [0, 0, 1], 'separation'],
    ['separation that touches at one score', [0.1, 0.5, 0.5, 0.8], [0, 0, 1, 1], 'separation'],
    ['wrong way round', [0.1, 0.2, 0.8], [1, 1, 0], 'separation'],
    ['one class', [0.1, 0.2], [0, 0], 'one_class'],
    ['only certain scores', [0, 1, 1], [0, 1, 0], 'no_score_between_0_and_1'],
  ])('has no slope: %s', (_, scores, outcomes, reason) => {
    expect(weakCalibration(countScores(scores, outcomes)).slope).toMatchObject({
      value: null,
      reason,
    })
  })

  it('leaves certain scores out of the slope alone, and counts them', () => {
    const extra = countScores(
      [0, 1, 1, ...Array<number>(10).fill(0.2), ...Array<number>(10).fill(0.8)],
      [0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0],
    )
    expect(certainScores(extra)).toEqual({ n: 3, contradicted: 1 })
    expect(weakCalibration(extra)).toEqual(weakCalibration(calibrated))
    expect(brier(extra).value).not.toBe(brier(calibrated).value)
  })

  // Reference: Garwood's table has 3.689 for none observed; a mean of m gives none with chance exp(-m).
  it('has the exact Poisson interval for O/E when nothing was observed', () => {
    const figure = observedOverExpected(countScores([0.1, 0.2], [0, 0]))
    expect(figure).toMatchObject({ value: 0, low: 0, method: 'observed-expected-poisson-exact/1' })
    expect((figure.high ?? 0) * 0.3).toBeCloseTo(3.689, 3)
    expect(Math.exp(-(figure.high ?? 0) * (0.1 + 0.2))).toBeCloseTo(0.025, 14)
    expect(observedOverExpected(countScores([0, 0], [0, 1])).reason).toBe('no_expected_events')
  })

  // Reference: R, binom.test(20, 20)$conf.int: 0.8315665 to 1.
  it('has the exact binomial interval for O/E when every row has the event', () => {
    const figure = observedOverExpected(countScores(Array(20).fill(0.5), Array(20).fill(1)))
    expect(figure).toMatchObject({
      value: 2,
      high: 2,
      method: 'observed-expected-binomial-exact/1',
    })
    expect(figure.low).toBeCloseTo(2 * 0.8315665, 6)
  })

  // Reference: Newton's method at 60 decimal digits (Python, decimal), 9 rounds from (-3, 0).
  it('has a slope where one event lies among rows whose logits lie far out', () => {
    const chances = [0.94, 0.93, 0.91, 0.93, 0.92, 0.06, 0.06, 0.94, 0.93, 0.05]
    chances.push(0.93, 0.09, 0.91, 0.05, 0.08, 0.91, 0.05, 0.05, 0.94, 0.77)
    const scores = chances.map((p) => odds(p) ** 2 / (1 + odds(p) ** 2))
    const outcomes = chances.map((_, i) => (i === 15 ? 1 : 0))
    const { intercept, slope } = weakCalibration(countScores(scores, outcomes))
    expect(intercept.value).toBeCloseTo(-3.842565664768541, 12)
    expect(intercept.se).toBeCloseTo(2.49065202502368, 12)
    expect(slope.value).toBeCloseTo(0.284717257639806, 12)
    expect(slope.se).toBeCloseTo(0.492892869445435, 12)
  })

  it('slope halves when logits are doubled', () => {
    const chance = fc.integer({ min: 5, max: 95 }).map((percent) => percent / 100)
    // Of few events too, whose slopes start far out.
    const outcome = fc.oneof(fc.constantFrom(0, 1), { arbitrary: fc.constant(0), weight: 5 })
    const row = fc.record({ p: chance, outcome })
    fc.assert(
      fc.property(fc.array(row, { minLength: 20, maxLength: 80 }), (list) => {
        const outcomes = list.map(({ outcome }) => outcome)
        const scores = list.map(({ p }) => p)
        const doubled = scores.map((p) => odds(p) ** 2 / (1 + odds(p) ** 2))
        const one = weakCalibration(countScores(scores, outcomes)).slope
        const two = weakCalibration(countScores(doubled, outcomes)).slope
        const [first, second] = [one.value ?? 0, two.value ?? 0]
        expect(one.reason).toBe(two.reason)
        expect(Math.abs(second - first / 2)).toBeLessThan(1e-6 * (1 + Math.abs(first)))
      }),
    )
  })
})

describe('the reliability table', () => {
  it('keeps empty bins, puts edges in the bin above and 1 in the last', () => {
    const bins = reliabilityTable(countScores([0, 0.1, 0.3, 0.7, 1], [0, 0, 1, 1, 1]), 10)
    expect(bins.map((bin) => bin.n)).toEqual([1, 1, 0, 1, 0, 0, 0, 1, 0, 1])
    expect(bins[2]).toMatchObject({ mean_score: null, observed: null, wilson95: null })
  })

  it('equal-mass parts follow the stable order of ties', () => {
    const scores = Array<number>(20).fill(0.5)
    const alternating = scores.map((_, i) => i % 2)
    expect(expectedCalibrationErrorEqualMass(scores, alternating).value).toBeCloseTo(0, 14)
    const sorted = alternating.toSorted((a, b) => a - b)
    expect(expectedCalibrationErrorEqualMass(scores, sorted).value).toBeCloseTo(0.5, 14)
  })
})
