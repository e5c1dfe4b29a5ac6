import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clopperPearsonInterval } from './clopper-pearson-interval.js'
import { confusionAt } from './confusion.js'
import { countScores } from './count-scores.js'
import { likelihoodRatios } from './likelihood-ratios.js'
import { netBenefit } from './net-benefit.js'
import { proportionDifference } from './newcombe-difference.js'
import { thresholdRates } from './threshold-rates.js'
import { thresholdScores } from './threshold-scores.js'
import { wilsonInterval } from './wilson-interval.js'

describe('confusion counts', () => {
  it('calls a score on the threshold positive', () => {
    const counts = countScores([0.4, 0.5, 0.6, 0.5], [0, 0, 1, 1])
    expect(confusionAt(counts, 0.5)).toEqual({ tp: 2, fp: 1, tn: 1, fn: 0 })
    expect(confusionAt(counts, 0.51)).toEqual({ tp: 1, fp: 0, tn: 2, fn: 1 })
  })
})

describe('rates and scores of a table', () => {
  const table = { tp: 20, fp: 180, tn: 1820, fn: 10 }

  it.each([
    ['sensitivity', 20 / 30],
    ['specificity', 0.91],
    ['ppv', 0.1],
    ['npv', 1820 / 1830],
    ['flag_rate', 200 / 2030],
    ['accuracy', 1840 / 2030],
    ['fpr', 0.09],
    ['fnr', 10 / 30],
  ] as const)('%s', (name, value) => {
    expect(thresholdRates(table)[name].value).toBeCloseTo(value, 14)
  })

  it('scores by hand', () => {
    const scores = thresholdScores({ tp: 6, fp: 1, tn: 3, fn: 2 })
    expect(scores.f1.value).toBeCloseTo(12 / 15, 14)
    expect(scores.mcc.value).toBeCloseTo(16 / Math.sqrt(7 * 8 * 4 * 5), 14)
    expect(scores.balanced_accuracy.value).toBe(0.75)
    expect(scores.dor.value).toBe(9)
    expect(scores.nne.value).toBeCloseTo(7 / 6, 14)
    expect(netBenefit({ tp: 6, fp: 1, tn: 3, fn: 2 }, 0.5).value).toBeCloseTo(5 / 12, 14)
  })

  it('leaves undefined what has no denominator', () => {
    const nobodyFlagged = { tp: 0, fp: 0, tn: 8, fn: 2 }
    expect(thresholdRates(nobodyFlagged).ppv).toMatchObject({
      value: null,
      reason: 'empty_denominator',
      numerator: 0,
      denominator: 0,
    })
    expect(thresholdScores(nobodyFlagged).mcc).toMatchObject({ value: null, reason: 'zero_margin' })
    expect(likelihoodRatios(nobodyFlagged).lr_pos).toMatchObject({
      value: null,
      reason: 'empty_cell',
    })
    expect(thresholdScores({ tp: 1, fp: 0, tn: 0, fn: 1 }).balanced_accuracy.reason).toBe(
      'one_class',
    )
    expect(netBenefit(nobodyFlagged, 0).reason).toBe('not_probability')
  })
})

describe('intervals of proportions', () => {
  it('Wilson: Newcombe 1998a, table I, 81 of 263 and 15 of 148', () => {
    const [low = 0, high = 0] = wilsonInterval(81, 263) ?? []
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.2553', '0.3662'])
    const [low2 = 0, high2 = 0] = wilsonInterval(15, 148) ?? []
    expect([low2.toFixed(4), high2.toFixed(4)]).toEqual(['0.0624', '0.1605'])
  })

  it('Clopper-Pearson: Newcombe 1998a, table I, 81 of 263; 0 of 20', () => {
    const [low = 0, high = 0] = clopperPearsonInterval(81, 263) ?? []
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.2527', '0.3676'])
    expect(clopperPearsonInterval(0, 20)?.[1]).toBeCloseTo(1 - 0.025 ** (1 / 20), 13)
    expect(clopperPearsonInterval(0, 0)).toBeNull()
  })

  it('Newcombe 1998b, table II, 56/70 - 48/80', () => {
    const { low, high } = proportionDifference([56, 70], [48, 80])
    expect([low?.toFixed(4), high?.toFixed(4)]).toEqual(['0.0524', '0.3339'])
  })

  it('hold the proportion, stay within 0 and 1, and mirror', () => {
    const table = fc
      .integer({ min: 1, max: 5000 })
      .chain((total) => fc.integer({ min: 0, max: total }).map((k) => [k, total] as const))
    fc.assert(
      fc.property(table, ([k, total]) => {
        const [low, high] = wilsonInterval(k, total) ?? [NaN, NaN]
        expect(low).toBeGreaterThanOrEqual(0)
        expect(low).toBeLessThanOrEqual(k / total)
        expect(high).toBeGreaterThanOrEqual(k / total)
        expect(high).toBeLessThanOrEqual(1)
        expect(wilsonInterval(total - k, total)?.[0]).toBeCloseTo(1 - high, 12)
      }),
    )
  })
})
