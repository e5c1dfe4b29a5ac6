import { describe, expect, it } from 'vitest'
import { shortened, spreadLabels, thinnedLabels, valueAxis } from './geometry.js'

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

it('spreadLabels moves up what would stand below the last place, and down what is above the first', () => {
  const labels = [{ y: 95 }, { y: 98 }, { y: 99 }, { y: -5 }]
  expect(spreadLabels(labels, 13, [4, 100]).map(({ y }) => y)).toEqual([4, 74, 87, 100])
})

it('shortened cuts a long text and leaves a short one', () => {
  expect(shortened('version 2.3', 200)).toBe('version 2.3')
  expect(shortened('version 2.3 with a long name', 100)).toBe('version 2.3 wi…')
})
