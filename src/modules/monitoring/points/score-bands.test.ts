import { describe, expect, test } from 'vitest'
import { confusionAt } from '#statistics/confusion.js'
import { countScoresByClass } from '#statistics/count-scores.js'
import { netBenefit } from '#statistics/net-benefit.js'
import { benefitRows, curveRows, scoreBands } from './score-bands.js'
import { summarise } from '../summary/summarise.js'
import { present } from '../testing/monitored.js'

/** Every hundredth from 0.005 on, twenty cases each, of which about that share has the outcome. */
const rows = Array.from({ length: 2000 }, (_, place) => {
  const score = (Math.floor(place / 20) + 0.5) / 100
  return { score, outcome: place % 20 < Math.round(score * 20) ? (1 as const) : (0 as const) }
})
const bins = present(
  summarise(rows, {
    windows: { kind: 'whole', window: { from: '2026-10-05', to: '2026-10-12' } },
    thresholds: [{ name: 'half', value: 0.5 }],
    generator: { name: 'test', version: '1' },
  }).cells[0]?.histogram,
).bins

describe('the histogram of a summary', () => {
  test('comes to ten bands of about equal size, in which calibrated scores agree with outcomes', () => {
    const bands = scoreBands(bins)
    expect(bands).toHaveLength(10)
    expect(bands.reduce((sum, { n }) => sum + n, 0)).toBe(2000)
    for (const { predicted, observed, low, high, n } of bands) {
      expect(n).toBeGreaterThan(150)
      expect(Math.abs(predicted - observed)).toBeLessThan(0.03)
      expect(low <= observed && observed <= high).toBe(true)
    }
  })

  test('one bin is one band, and no bin none', () => {
    const one = { low: null, high: null, events: 3, non_events: 9 }
    expect(scoreBands([one])).toMatchObject([{ predicted: 0.5, observed: 0.25, n: 12 }])
    expect([scoreBands([]), benefitRows([]), benefitRows([one])]).toEqual([[], [], []])
  })

  test('gives net benefit at its edges as the scores themselves do', () => {
    const scores = (outcome: 0 | 1) =>
      rows.filter((row) => row.outcome === outcome).map(({ score }) => score)
    const counts = countScoresByClass(scores(1), scores(0))
    const benefits = benefitRows(bins)
    expect(benefits.length).toBeGreaterThan(10)
    expect(benefits.map(({ threshold }) => threshold)).toContain(0.5)
    for (const { threshold, score, flagged } of benefits) {
      const confusion = confusionAt(counts, threshold)
      expect(flagged).toBe(confusion.tp + confusion.fp)
      expect(score).toBeCloseTo(netBenefit(confusion, threshold).value ?? Number.NaN, 12)
    }
  })

  test('gives both curves at its edges as the scores themselves do, up to flagging everybody', () => {
    const scores = (outcome: 0 | 1) =>
      rows.filter((row) => row.outcome === outcome).map(({ score }) => score)
    const counts = countScoresByClass(scores(1), scores(0))
    const curve = curveRows(bins)
    expect(curve.at(-1)).toMatchObject({ sensitivity: 1, falsePositiveRate: 1, flagRate: 1 })
    for (const { threshold, sensitivity, precision } of curve.slice(0, -1)) {
      const { tp, fp, fn } = confusionAt(counts, threshold)
      expect(sensitivity).toBeCloseTo(tp / (tp + fn), 12)
      expect(precision).toBeCloseTo(tp / (tp + fp), 12)
    }
  })
})
