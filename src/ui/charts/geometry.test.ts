import { describe, expect, it } from 'vitest'
import { spreadLabels, thinnedLabels, valueAxis } from './geometry.js'

describe('valueAxis', () => {
  it('shows every value and never goes beyond its bounds', () => {
    const { scale } = valueAxis([0.02, 0.99], [200, 0], [0, 1])
    expect(scale.domain()).toEqual([0, 1])
  })

  it('keeps close to the values rather than starting at nought', () => {
    const [low = 0, high = 0] = valueAxis([0.83, 0.9], [200, 0], [0, 1]).scale.domain()
    expect(low).toBeGreaterThan(0.7)
    expect(high).toBeLessThanOrEqual(1)
  })

  it.each([
    ['no values', []],
    ['one value', [5]],
    ['equal values', [0, 0]],
  ])('has room for %s', (_, values) => {
    const { scale, ticks } = valueAxis(values, [200, 0])
    const [low = 0, high = 0] = scale.domain()
    expect(high).toBeGreaterThan(low)
    expect(ticks.length).toBeGreaterThan(1)
  })
})

describe('thinnedLabels', () => {
  it.each([
    ['few', 5, [0, 1, 2, 3, 4]],
    ['one', 1, [0]],
    ['none', 0, []],
  ])('writes all of %s', (_, count, expected) => {
    expect(
      thinnedLabels(
        Array.from({ length: count }, () => 'week'),
        500,
      ),
    ).toEqual(expected)
  })

  it('keeps the first and the last of many, in order and apart', () => {
    const picked = thinnedLabels(
      Array.from({ length: 156 }, (_, week) => `week ${week}`),
      530,
    )
    expect(picked[0]).toBe(0)
    expect(picked.at(-1)).toBe(155)
    const gaps = picked.slice(1).map((index, at) => index - (picked[at] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThan(10)
  })
})

it('spreadLabels moves only those that would overlap', () => {
  const labels = [{ y: 52 }, { y: 10 }, { y: 50 }]
  expect(spreadLabels(labels, 13).map(({ y }) => y)).toEqual([10, 50, 63])
})
