import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { showCount, showFigure } from './suppression.js'

const rate = (numerator: number, denominator: number) => ({
  value: numerator / denominator,
  low: 0.101,
  high: 0.909,
  numerator,
  denominator,
})

describe('counts outside their owner', () => {
  it.each([
    [0, 0],
    [1, '*'],
    [7, '*'],
    [8, 10],
    [12, 10],
    [13, 15],
    [1002, 1000],
  ])('%d is shown as %s', (count, shown) => {
    expect(showCount(count, 'hes-2018')).toBe(shown)
    expect(showCount(count, 'own')).toBe(count)
  })

  it('are hidden, 0 or a multiple of 5', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (count) => {
        const shown = showCount(count, 'hes-2018')
        expect(shown === '*' ? count >= 1 && count <= 7 : shown % 5 === 0).toBe(true)
      }),
    )
  })
})

describe('figures outside their owner', () => {
  it.each([
    ['numerator 1–7', rate(7, 100), true],
    ['numerator 0', rate(0, 100), false],
    ['numerator 8', rate(8, 100), false],
    ['complement 1–7', rate(98, 100), true],
    ['complement 0', rate(100, 100), false],
    ['denominator 1–7', rate(0, 7), true],
    ['AUROC with 8 and 8', { value: 0.8, low: 0.7, high: 0.9, events: 8, non_events: 8 }, false],
    ['AUROC with 7 events', { value: 0.8, low: 0.7, high: 0.9, events: 7, non_events: 90 }, true],
    [
      'AUROC with no non-events',
      { value: null, low: null, high: null, events: 90, non_events: 0 },
      true,
    ],
    ['a mean of 7', { value: 4, low: 3, high: 5, n: 7 }, true],
    ['a mean of 8', { value: 4, low: 3, high: 5, n: 8 }, false],
    ['a figure of unknown size', { value: 4, low: 3, high: 5 }, true],
  ])('%s', (_, figure, suppressed) => {
    const shown = showFigure(figure, 'hes-2018')
    expect(shown.suppressed).toBe(suppressed)
    expect(shown.value === null).toBe(suppressed)
    expect(showFigure(figure, 'own')).toMatchObject({ value: figure.value, suppressed: false })
  })

  it('have two decimals and rounded counts', () => {
    expect(showFigure(rate(123, 456), 'hes-2018')).toEqual({
      value: 0.27,
      low: 0.1,
      high: 0.91,
      numerator: 125,
      denominator: 455,
      n: null,
      suppressed: false,
    })
  })
})
