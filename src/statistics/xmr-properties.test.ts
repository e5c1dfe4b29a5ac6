import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { xmrChart, type XmrChart, type XmrInput } from './xmr-chart.js'

const series = fc.array(fc.option(fc.integer({ min: -500, max: 500 }), { freq: 9 }), {
  minLength: 1,
  maxLength: 40,
})

const inputs = (ys: readonly (number | null)[]): readonly XmrInput[] =>
  ys.map((y, i) => ({ date: String(i).padStart(3, '0'), y }))

const chart = (ys: readonly (number | null)[]): XmrChart =>
  xmrChart(inputs(ys), { direction: 'increase', target: 0 })

const causes = ({ points }: XmrChart): readonly (string | null)[] =>
  points.map((point) => point.special_cause_type)

describe('an XmR chart', () => {
  it('does not depend on the order in which points are given', () => {
    fc.assert(
      fc.property(series, (ys) => {
        const back = xmrChart(inputs(ys).toReversed(), { direction: 'increase', target: 0 })
        expect(back).toEqual(chart(ys))
      }),
    )
  })

  it('flags the same points when all values are doubled', () => {
    fc.assert(
      fc.property(series, (ys) => {
        expect(causes(chart(ys.map((y) => y && y * 2)))).toEqual(causes(chart(ys)))
      }),
    )
  })

  it('turned over, has the mirrored icon and the limits with the other sign', () => {
    fc.assert(
      fc.property(series, (ys) => {
        const [up, down] = [chart(ys), chart(ys.map((y) => y && 0 - y))]
        const [upper, lower] = [up.segments[0]?.upl ?? null, down.segments[0]?.lpl ?? null]
        expect(lower === null).toBe(upper === null)
        if (upper !== null) expect(lower).toBeCloseTo(-upper, 6)
        expect(up.variation_icon?.endsWith('high')).toBe(down.variation_icon?.endsWith('low'))
      }),
    )
  })

  it('has limits around the mean, or none and the reason; never NaN', () => {
    fc.assert(
      fc.property(series, (ys) => {
        for (const { mean, lpl, upl, reason } of chart(ys).segments) {
          expect((lpl === null) === (reason !== undefined)).toBe(true)
          if (lpl === null || upl === null || mean === null) continue
          expect(lpl < mean && mean < upl).toBe(true)
        }
      }),
    )
  })

  it('takes NaN as missing', () => {
    expect(chart([5, 7, NaN, 6, 8])).toEqual(chart([5, 7, null, 6, 8]))
  })
})
