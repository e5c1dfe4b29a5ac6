import { describe, expect, it } from 'vitest'
import { oracle, oraclesPresent, skippedWithout } from '../../tests/support/oracles.js'
import * as size from './sample-size.js'
import { validationSampleSize } from './validation-sample-size.js'

interface Case {
  readonly id: string
  readonly [name: string]: ReturnType<typeof JSON.parse>
}

describe.skipIf(!oraclesPresent)(`sample_size.json (${skippedWithout})`, () => {
  const cases: readonly Case[] = oraclesPresent ? oracle('sample_size').cases : []
  const of = (start: string): readonly Case[] => cases.filter(({ id }) => id.startsWith(start))

  it('every kind of case is compared below', () => {
    const starts = ['two_prop', 'precision', 'auc_vs_null', 'auc_ci', 'pmval', 'buderer', 'pwr']
    expect(cases.filter(({ id }) => !starts.some((start) => id.startsWith(start)))).toEqual([])
  })

  it.each(of('two_prop'))('$id', (one) => {
    const n = size.sizeForTwoProportions(one['p1'], one['p2'], one['power'], one['alpha'])
    expect(Math.ceil(n)).toBe(one['n_per_group_ceiling'])
    expect(n / one['n_per_group']).toBeCloseTo(1, 5)
  })
  it.each(of('precision'))('$id', (one) => {
    expect(size.sizeForPrecision(one['p'], one['half_width'])).toEqual({
      wald: one['n_wald'],
      wilson: one['n_wilson'],
    })
  })
  it.each(of('auc_vs_null'))('$id', (one) => {
    const cases = size.casesForAuroc(one['auc'], one['kappa'], one['power'])
    expect(cases / one['n_cases']).toBeCloseTo(1, 9)
  })
  it.each(of('auc_ci'))('$id', (one) => {
    const n = size.sizeForAurocWidth(one['auc'], one['prevalence'], one['width'])
    expect(n).toBe(one['n'])
  })
  it.each(of('buderer'))('$id', (one) => {
    const given = {
      sensitivity: one['sens'],
      specificity: one['spec'],
      prevalence: one['prevalence'],
    }
    expect(size.sizeForSensitivity(given, one['d'])).toEqual({
      forSensitivity: one['n_for_sens'],
      forSpecificity: one['n_for_spec'],
    })
  })
  it.each(of('pwr'))('$id', (one) => {
    expect(size.sizeForEffect(one['h'])).toBeCloseTo(one['n'], 3)
  })
  it.each(of('pmval'))(
    '$id, whose errors are rounded to 0.001 and whose slope is simulated',
    (one) => {
      const [oe, slope, c] = one['results']['Samp_size'] as readonly number[]
      const ours = validationSampleSize(one['prevalence'], one['cstatistic'])
      expect(Math.abs(ours.observedOverExpected / (oe ?? 1) - 1)).toBeLessThan(0.005)
      expect(Math.abs(ours.slope / (slope ?? 1) - 1)).toBeLessThan(0.005)
      expect(Math.abs(ours.cStatistic / (c ?? 1) - 1)).toBeLessThan(0.005)
    },
  )
})
