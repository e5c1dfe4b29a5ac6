import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oracle, oraclesPresent, skippedWithout } from '../../tests/support/oracles.js'
import { detectableChange } from './detectable-change.js'
import { sampleForAurocAboveChance, sampleForAurocWidth } from './sample-for-auroc.js'
import { sampleForAccuracy, sampleForPrecision } from './sample-for-precision.js'
import { sampleForArcsineEffect, sampleForTwoProportions } from './sample-for-two-proportions.js'
import {
  errorForRatioWidth,
  sampleForConcordance,
  sampleForObservedExpected,
  sampleForSlope,
} from './sample-for-validation.js'

type Case = Readonly<Record<string, number>> & {
  readonly id: string
  readonly results: { readonly Samp_size: readonly number[] }
}

const logit = (p: number): number => Math.log(p / (1 - p))
const apart = (ours: number, theirs: number): number => Math.abs(ours / theirs - 1)

function computed(one: Case): readonly (readonly [ours: number, theirs: number, within: number])[] {
  const value = (name: string): number => Number(one[name])
  const kind = one.id.replace(/[.0-9].*/, '')
  if (kind === 'two_prop') {
    const n = sampleForTwoProportions(value('p1'), value('p2'), { power: value('power') })
    // R solves for n by root finding, to about four digits after the point.
    return [
      [n, value('n_per_group'), 1e-6],
      [Math.ceil(n), value('n_per_group_ceiling'), 0],
    ]
  }
  if (kind === 'precision') {
    const { wald, wilson } = sampleForPrecision(value('p'), value('half_width'))
    return [
      [wald, value('n_wald'), 0],
      [wilson, value('n_wilson'), 0],
    ]
  }
  if (kind === 'auc_vs_null') {
    const needed = sampleForAurocAboveChance(value('auc'), value('kappa'), {
      power: value('power'),
    })
    return [
      [needed.events, value('n_cases'), 1e-9],
      [needed.nonEvents, value('n_controls'), 1e-9],
    ]
  }
  if (kind === 'auc_ci_width') {
    const n = sampleForAurocWidth(value('auc'), value('prevalence'), value('width'))
    return [[n, value('n'), 0]]
  }
  if (kind === 'buderer') {
    const needed = sampleForAccuracy({
      sensitivity: value('sens'),
      specificity: value('spec'),
      prevalence: value('prevalence'),
      halfWidth: value('d'),
    })
    return [
      [needed.sensitivity, value('n_for_sens'), 0],
      [needed.specificity, value('n_for_spec'), 0],
    ]
  }
  if (kind === 'pwr') return [[sampleForArcsineEffect(value('h')), value('n'), 1e-5]]
  const prevalence = value('prevalence')
  const [ratio = 0, slope = 0, concordance = 0] = one.results.Samp_size
  // pmvalsampsize searches the error in steps of 0.001 and simulates the slope's information.
  return [
    [sampleForObservedExpected(prevalence, 0.051), ratio, 0],
    [sampleForSlope({ mean: logit(prevalence), sd: 1 }, 0.051), slope, 0.005],
    [sampleForConcordance(value('cstatistic'), prevalence, 0.1), concordance, 0.005],
  ]
}

describe.skipIf(!oraclesPresent)(`sample_size.json (${skippedWithout})`, () => {
  const cases: readonly Case[] = oraclesPresent ? oracle('sample_size').cases : []
  it.each(cases)('$id', (one) => {
    const pairs = computed(one)
    expect(pairs.length).toBeGreaterThan(0)
    expect(pairs.filter(([ours, theirs, within]) => !(apart(ours, theirs) <= within))).toEqual([])
  })
})

describe('sample sizes by hand', () => {
  it('finds 385 rows for ± 5 points around one half', () => {
    expect(sampleForPrecision(0.5, 0.05).wald).toBe(385)
  })

  it('finds 388 a group for 50% against 60% with 80% power', () => {
    expect(Math.ceil(sampleForTwoProportions(0.5, 0.6))).toBe(388)
  })

  it('finds 3,461 rows for O/E at prevalence 0.1 (Riley 2021)', () => {
    expect(sampleForObservedExpected(0.1, 0.051)).toBe(3461)
    // The search of the paper stops at 0.051.
    expect(errorForRatioWidth(0.2)).toBeCloseTo(0.050937, 6)
  })

  it.each([0, 1, -0.1, NaN])('refuses the proportion %d', (p) => {
    expect(() => sampleForTwoProportions(p, 0.5)).toThrow(RangeError)
    expect(() => sampleForPrecision(p, 0.1)).toThrow(RangeError)
    expect(() => sampleForAurocAboveChance(p, 1)).toThrow(RangeError)
    expect(() => sampleForAurocWidth(p, 0.1, 0.1)).toThrow(RangeError)
  })

  it('needs no end of rows to tell equal proportions apart', () => {
    expect(sampleForTwoProportions(0.3, 0.3)).toBe(Infinity)
  })
})

describe('the change a period would show', () => {
  it('undoes the sample size for two proportions', () => {
    const share = fc.double({ min: 0.05, max: 0.95, noNaN: true })
    fc.assert(
      fc.property(share, share, (p, q) => {
        fc.pre(Math.abs(p - q) > 0.03)
        const rows = sampleForTwoProportions(p, q)
        fc.pre(rows >= 1)
        const direction = q < p ? 'fall' : 'rise'
        const found = detectableChange(direction, { proportion: p, rows }, rows)
        expect(found.proportion).toBeCloseTo(q, 6)
      }),
    )
  })

  it('shows smaller falls with more rows', () => {
    const reference = { proportion: 0.8, rows: 5_000 }
    const falls = [23, 50, 200, 1_000].map(
      (rows) => detectableChange('fall', reference, rows).change,
    )
    expect(falls.every((fall) => fall !== null)).toBe(true)
    expect(falls).toEqual(falls.toSorted((a, b) => Number(b) - Number(a)))
    // 23 events: about 1.96 × 0.083 + 0.84 × 0.1 below 0.8.
    expect(falls[0]).toBeCloseTo(0.25, 1)
  })

  it('says so when no fall would show', () => {
    const found = detectableChange('fall', { proportion: 0.05, rows: 1_000 }, 10)
    expect(found).toEqual({ proportion: null, change: null })
  })
})
