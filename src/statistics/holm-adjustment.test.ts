import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holmAdjustment } from './holm-adjustment.js'

// The worked example of R's p.adjust documentation style: 4 × 0.01, 3 × 0.02, then never less.
test('each p is multiplied by the comparisons still open, and never falls below an earlier one', () => {
  const adjusted = holmAdjustment([0.01, 0.04, 0.03, 0.02])
  for (const [place, value] of [0.04, 0.06, 0.06, 0.06].entries())
    expect(adjusted[place]).toBeCloseTo(value, 12)
  expect(holmAdjustment([0.6, 0.9])).toEqual([1, 1])
  expect(holmAdjustment([])).toEqual([])
})

test('an adjusted p is never smaller than the p, nor larger than Bonferroni’s, and keeps the order', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.array(share, { minLength: 1, maxLength: 20 }), (ps) => {
      for (const [place, adjusted] of holmAdjustment(ps).entries()) {
        const p = ps[place] ?? 0
        expect(adjusted).toBeGreaterThanOrEqual(p)
        expect(adjusted).toBeLessThanOrEqual(Math.min(1, p * ps.length) + 1e-12)
      }
    }),
  )
})
