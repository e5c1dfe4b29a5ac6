import { expect, test } from 'vitest'
import { chiSquaredTestOfRows } from './chi-squared-test.js'
import { ratePerThousand } from './count-rate.js'
import { effectiveShare } from './effective-counts.js'
import { rateHomogeneity } from './rate-homogeneity.js'
import { wilsonInterval } from './wilson-interval.js'

// Both computed once more with SciPy 1.10.1 (chi2_contingency, norm, t and chi2).
test('shares of periods that differ rest on fewer cases', () => {
  const differ = chiSquaredTestOfRows([
    [90, 10],
    [80, 20],
    [60, 40],
  ])
  const share = differ ? effectiveShare(differ) : NaN
  expect(share).toBeCloseTo(0.015908534450154464, 10)
  const [low, high] = wilsonInterval(230 * share, 300 * share) ?? []
  expect(low).toBeCloseTo(0.3412842574854984, 10)
  expect(high).toBeCloseTo(0.9542067863588211, 10)
})

test('rates of periods that differ rest on fewer events', () => {
  const differ = rateHomogeneity([4, 6, 30].map((events) => ({ events, exposure: 1000 })))
  const share = differ ? effectiveShare(differ) : NaN
  expect(share).toBeCloseTo(0.013216727596362058, 10)
  const rate = ratePerThousand(40, 3000, share)
  expect(rate.value).toBeCloseTo(40 / 3, 12)
  expect(rate.low).toBeCloseTo(0.018773848385477007, 8)
  expect(rate.high).toBeCloseTo(119.23160597207173, 6)
})

test('what differs no more than chance rests on all of it', () => {
  expect(effectiveShare({ statistic: 1.9, df: 2 })).toBe(1)
  expect(effectiveShare({ statistic: 0, df: 0 })).toBe(1)
})
