import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from './at.js'
import { aurocValue } from './auroc.js'
import { averagePrecision } from './average-precision.js'
import { bootstrapThresholdScores } from './bootstrap-threshold-scores.js'
import { calibrationErrorByChance } from './calibration-error-by-chance.js'
import { countScores } from './count-scores.js'
import { decisionCurve } from './decision-curve.js'
import { thresholdCurve } from './threshold-curve.js'

/** Park and Miller's minimal generator: the same seed, the same draws. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

describe('curves over all thresholds', () => {
  it('by hand, with a tie', () => {
    const curve = thresholdCurve(countScores([0.9, 0.5, 0.5, 0.1], [1, 1, 0, 0]))
    expect([...curve.thresholds]).toEqual([Infinity, 0.9, 0.5, 0.1])
    expect([...curve.sensitivity]).toEqual([0, 0.5, 1, 1])
    expect([...curve.false_positive_rate]).toEqual([0, 0, 0.5, 1])
    expect([...curve.precision]).toEqual([NaN, 1, 2 / 3, 0.5])
    expect([...curve.flag_rate]).toEqual([0, 0.25, 0.75, 1])
  })

  it('leaves a rate without denominator undefined', () => {
    const curve = thresholdCurve(countScores([1, 2], [0, 0]))
    expect([...curve.sensitivity].every(Number.isNaN)).toBe(true)
  })

  it('holds the AUROC and the average precision as areas', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom(0, 1))
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 80 }), (rows) => {
        const counts = countScores(
          rows.map(([score]) => score),
          rows.map(([, outcome]) => outcome),
        )
        fc.pre(counts.eventTotal > 0 && counts.nonEventTotal > 0)
        const { sensitivity: y, false_positive_rate: x, precision } = thresholdCurve(counts)
        let area = 0
        let average = 0
        for (let i = 1; i < y.length; i += 1) {
          area += ((at(x, i) - at(x, i - 1)) * (at(y, i) + at(y, i - 1))) / 2
          average += (at(y, i) - at(y, i - 1)) * at(precision, i)
        }
        expect(area).toBeCloseTo(aurocValue(counts) ?? NaN, 12)
        expect(average).toBeCloseTo(averagePrecision(counts).value ?? NaN, 12)
      }),
    )
  })
})

describe('decision curve', () => {
  it('compares the model with treating all and none', () => {
    const counts = countScores([0.9, 0.8, 0.2, 0.1], [1, 0, 1, 0])
    const [half, one] = decisionCurve(counts, [0.5, 1])
    expect(half?.model.value).toBe(0)
    expect(half?.all.value).toBe(0)
    expect(one?.model.reason).toBe('not_probability')
    expect(decisionCurve(counts, [0.2])[0]?.all.value).toBeCloseTo(0.5 - 0.5 * 0.25, 14)
  })
})

describe('bootstrap of the count table', () => {
  const table = { tp: 60, fp: 90, tn: 810, fn: 40 }

  it('repeats itself for the same seed and holds the value inside', () => {
    const first = bootstrapThresholdScores(table, seeded(7), 400)
    expect(bootstrapThresholdScores(table, seeded(7), 400)).toEqual(first)
    for (const { value, low, high } of Object.values(first)) {
      expect(low).toBeLessThan(value ?? NaN)
      expect(high).toBeGreaterThan(value ?? NaN)
    }
  })

  it('is as wide as the closed form of balanced accuracy', () => {
    const { low, high } = bootstrapThresholdScores(table, seeded(11), 2_000).balanced_accuracy
    const se = Math.sqrt((0.6 * 0.4) / 100 + (0.9 * 0.1) / 900) / 2
    expect(((high ?? NaN) - (low ?? NaN)) / (2 * 1.96 * se)).toBeCloseTo(1, 0)
    expect(Math.abs(((high ?? NaN) - (low ?? NaN)) / (2 * 1.96 * se) - 1)).toBeLessThan(0.1)
  })

  it('gives no interval to what has no value', () => {
    const found = bootstrapThresholdScores({ tp: 0, fp: 0, tn: 5, fn: 0 }, seeded(1), 10)
    expect(found.f1).toMatchObject({ value: null, low: null, reason: 'empty_denominator' })
    expect(found.balanced_accuracy).toMatchObject({ value: null, reason: 'one_class' })
  })
})

describe('calibration error by chance', () => {
  it('is near the published size for a perfectly calibrated model of 500 rows', () => {
    const random = seeded(3)
    const scores = Array.from({ length: 500 }, () => random() ** 2)
    const counts = countScores(
      scores,
      scores.map((p) => (random() < p ? 1 : 0)),
    )
    const found = calibrationErrorByChance(counts, seeded(5), { draws: 100 })
    expect(found.value).toBeGreaterThan(0.02)
    expect(found.value).toBeLessThan(0.06)
    expect(found.high).toBeGreaterThan(found.value ?? NaN)
    expect(calibrationErrorByChance(counts, seeded(5), { draws: 100 })).toEqual(found)
  })

  it('is 0 where no outcome is in doubt, and refuses what is no probability', () => {
    const certain = countScores([0, 1], [0, 1])
    expect(calibrationErrorByChance(certain, seeded(1), { draws: 5 })).toMatchObject({ value: 0 })
    const wild = countScores([3, 1], [0, 1])
    expect(calibrationErrorByChance(wild, seeded(1)).reason).toBe('not_probability')
  })
})
