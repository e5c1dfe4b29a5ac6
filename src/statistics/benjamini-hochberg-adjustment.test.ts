import fc from 'fast-check'
import { expect, test } from 'vitest'
import { benjaminiHochbergAdjustment } from './benjamini-hochberg-adjustment.js'
import { holmAdjustment } from './holm-adjustment.js'

// The fifteen p-values of Benjamini & Hochberg 1995, section 4.1: at 5% the first four are findings,
// where Bonferroni and Holm find three.
const PUBLISHED = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
  0.6528, 0.759, 1,
]

test('the published example finds four, where Holm finds three', () => {
  const found = (adjusted: readonly number[]) => adjusted.filter((q) => q <= 0.05).length
  expect(found(benjaminiHochbergAdjustment(PUBLISHED))).toBe(4)
  expect(found(holmAdjustment(PUBLISHED))).toBe(3)
  expect(benjaminiHochbergAdjustment(PUBLISHED)[3]).toBeCloseTo((0.0095 * 15) / 4, 12)
  expect(benjaminiHochbergAdjustment([])).toEqual([])
})

test('it lies between the p and Holm’s, whatever the order', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.array(share, { minLength: 1, maxLength: 20 }), (ps) => {
      const holm = holmAdjustment(ps)
      for (const [place, q] of benjaminiHochbergAdjustment(ps).entries()) {
        expect(q).toBeGreaterThanOrEqual((ps[place] ?? 0) - 1e-12)
        expect(q).toBeLessThanOrEqual((holm[place] ?? 1) + 1e-12)
      }
    }),
  )
})
