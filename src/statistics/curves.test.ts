import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auroc, aurocValue } from './auroc.js'
import { averagePrecision } from './average-precision.js'
import { bootstrapThresholdScores } from './bootstrap-threshold-scores.js'
import { calibrationErrorByChance } from './calibration-error-by-chance.js'
import { countScores } from './count-scores.js'
import { decisionCurve } from './decision-curve.js'
import { estimatePerformance } from './estimated-performance.js'
import { expectedCalibrationError } from './expected-calibration-error.js'
import { calibrated, isotonicRegression } from './isotonic-regression.js'
import { pairedAurocDifference } from './paired-auroc-difference.js'
import { rocPrCurves } from './roc-pr-curves.js'
import { seededRandom } from './seeded-random.js'

const rows = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 10 }), fc.nat(1)), { minLength: 1, maxLength: 60 })
  .map((pairs) => ({
    scores: Float64Array.from(pairs, ([score]) => score / 10),
    outcomes: Uint8Array.from(pairs, ([, outcome]) => outcome),
  }))

describe('curves at every distinct threshold', () => {
  it('hold the areas: trapezoids of ROC are the AUROC, steps of PR the average precision', () => {
    fc.assert(
      fc.property(rows, ({ scores, outcomes }) => {
        const counts = countScores(scores, outcomes)
        const curve = rocPrCurves(counts)
        const wanted = aurocValue(counts)
        if (wanted === null) return
        let [area, precision, x, y] = [0, 0, 0, 0]
        for (const point of curve) {
          const fpr = point.falsePositiveRate ?? 0
          const tpr = point.sensitivity ?? 0
          area += ((fpr - x) * (tpr + y)) / 2
          precision += (tpr - y) * point.precision
          ;[x, y] = [fpr, tpr]
        }
        expect(area).toBeCloseTo(wanted, 10)
        expect(precision).toBeCloseTo(averagePrecision(counts).value ?? -1, 10)
      }),
    )
  })

  it('are null where there is no denominator', () => {
    expect(rocPrCurves(countScores([0.5], [1]))).toEqual([
      { threshold: 0.5, sensitivity: 1, falsePositiveRate: null, precision: 1, flagRate: 1 },
    ])
  })

  it('net benefit of flagging everybody at the prevalence is nothing', () => {
    const counts = countScores([0.1, 0.2, 0.3, 0.9], [0, 0, 0, 1])
    const [at, outside] = decisionCurve(counts, [0.25, 1])
    expect(at?.everybody).toBeCloseTo(0, 12)
    expect(at?.model).toBeCloseTo(0.25 - 0.25 / 3, 12)
    expect(outside?.model).toBeNull()
  })
})

describe('two scores of the same rows', () => {
  it('differ by nothing when they order the rows alike', () => {
    fc.assert(
      fc.property(rows, ({ scores, outcomes }) => {
        const other = scores.map((score) => score * 2 + 1)
        const { value } = pairedAurocDifference(scores, other, outcomes)
        if (value !== null) expect(value).toBeCloseTo(0, 12)
      }),
    )
  })

  it('vary less than two scores of different rows when they agree', () => {
    const random = seededRandom(3)
    const outcomes = Uint8Array.from({ length: 400 }, () => Number(random() < 0.4))
    const first = Float64Array.from(outcomes, (one) => one + 2 * random())
    const second = first.map((score) => score + random() / 5)
    const paired = pairedAurocDifference(first, second, outcomes)
    const [a, b] = [auroc(countScores(first, outcomes)), auroc(countScores(second, outcomes))]
    expect(paired.value).toBeCloseTo((a.value ?? 0) - (b.value ?? 0), 12)
    expect(paired.se ?? 1).toBeLessThan(Math.hypot(a.se ?? 0, b.se ?? 0) / 2)
  })

  it('are refused when a row lacks one', () => {
    const two = Float64Array.of(1, 2)
    expect(() => pairedAurocDifference(two, Float64Array.of(1), Uint8Array.of(0, 1))).toThrow(
      RangeError,
    )
  })
})

describe('intervals by resampling', () => {
  const confusion = { tp: 60, fn: 20, fp: 30, tn: 190 }
  it('hold the score, are the same for the same seed and narrow with more rows', () => {
    const one = bootstrapThresholdScores(confusion, seededRandom(5))
    expect(bootstrapThresholdScores(confusion, seededRandom(5))).toEqual(one)
    const many = bootstrapThresholdScores(
      { tp: 6000, fn: 2000, fp: 3000, tn: 19000 },
      seededRandom(5),
    )
    for (const name of ['f1', 'mcc', 'balanced_accuracy'] as const) {
      const { value, low, high, method } = one[name]
      expect(low ?? 1).toBeLessThan(value ?? 0)
      expect(high ?? 0).toBeGreaterThan(value ?? 1)
      expect(method).toContain('bootstrap')
      expect((many[name].high ?? 0) - (many[name].low ?? 0)).toBeLessThan(
        ((high ?? 0) - (low ?? 0)) / 5,
      )
    }
  })

  it('are none where a resampled table has no score', () => {
    const { mcc } = bootstrapThresholdScores({ tp: 1, fn: 0, fp: 0, tn: 1 }, seededRandom(1))
    expect(mcc).toMatchObject({ value: 1 })
    const none = bootstrapThresholdScores({ tp: 0, fn: 2, fp: 0, tn: 3 }, seededRandom(1))
    expect(none.mcc).toMatchObject({ value: null, reason: 'zero_margin' })
  })
})

describe('calibration', () => {
  /** Outcomes drawn from the scores many times: what the error by chance is by its definition. */
  const drawn = (scores: Float64Array, draws: number): number => {
    const random = seededRandom(11)
    let sum = 0
    for (let draw = 0; draw < draws; draw += 1) {
      const outcomes = Uint8Array.from(scores, (score) => Number(random() < score))
      sum += expectedCalibrationError(countScores(scores, outcomes), 10).value ?? NaN
    }
    return sum / draws
  }
  const byChance = (scores: ArrayLike<number>): number | null =>
    calibrationErrorByChance(
      countScores(
        scores,
        Uint8Array.from(scores, () => 0),
      ),
    )

  it('error by chance is exact where the scores of a bin are equal', () => {
    // One row of 0.3 is off by 0.3 seven times in ten and by 0.7 three times in ten.
    expect(byChance([0.3])).toBeCloseTo(0.7 * 0.3 + 0.3 * 0.7, 12)
    // Of two rows of 0.5, none, one or both are events: off by 1 of 2 every other time.
    expect(byChance([0.5, 0.5])).toBeCloseTo(0.25, 12)
    expect(byChance([0.5, 0.5, 0.3])).toBeCloseTo((2 * 0.25 + 0.42) / 3, 12)
    expect(byChance([0, 1, 1])).toBe(0)
    expect(byChance([])).toBeNull()
    expect(byChance([1.2])).toBeNull()
  })

  it.each([
    ['even', (u: number) => u],
    ['mostly low', (u: number) => u ** 4 / 2],
    ['near 0 and 1', (u: number) => (u < 0.5 ? u / 10 : 1 - u / 20)],
  ])('error by chance is what outcomes drawn from %s scores show on average', (_, shape) => {
    for (const [n, draws] of [
      [50, 8000],
      [500, 1500],
      [5000, 300],
    ] as const) {
      const scores = Float64Array.from({ length: n }, seededRandom(n)).map(shape)
      const found = byChance(scores) ?? NaN
      expect(Math.abs(found / drawn(scores, draws) - 1)).toBeLessThan(0.03)
    }
  })

  it('error by chance falls with the root of the rows', () => {
    const some = Float64Array.from({ length: 2000 }, seededRandom(3))
    const many = Float64Array.from({ length: 200_000 }, (_, i) => some[i % 2000] ?? 0)
    expect((byChance(some) ?? 0) / (byChance(many) ?? 0)).toBeCloseTo(10, 1)
  })

  it('an isotonic line never falls, and its weighted mean is the prevalence', () => {
    fc.assert(
      fc.property(rows, ({ scores, outcomes }) => {
        const line = isotonicRegression(scores, outcomes)
        line.y.forEach((y, i) => expect(y).toBeGreaterThanOrEqual((line.y[i - 1] ?? 0) - 1e-12))
        const mean = scores.reduce((sum, score) => sum + calibrated(line, score), 0)
        const events = outcomes.reduce((sum, one) => sum + one, 0)
        expect(mean).toBeCloseTo(events, 9)
      }),
    )
  })
})

describe('performance without outcomes', () => {
  it('is always an estimate with its assumption, counts add up, and nothing is made up of no rows', () => {
    const estimate = estimatePerformance(Float64Array.of(0.2, 0.9, 0.4), 0.5, null)
    expect(estimate).toMatchObject({ kind: 'estimate', n: 3 })
    expect(estimate.note).toContain('assumes unchanged calibration')
    expect(estimate.tp + estimate.fp + estimate.tn + estimate.fn).toBeCloseTo(3, 12)
    expect(estimate.tp + estimate.fn).toBeCloseTo(1.5, 12)
    const none = estimatePerformance(new Float64Array(), 0.5, null)
    expect(none).toMatchObject({ auroc: null, recall: null, accuracy: null })
  })
})
