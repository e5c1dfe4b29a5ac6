import { describe, expect, it } from 'vitest'
import { xmrChart, type XmrChart, type XmrOptions } from './xmr-chart.js'

const FIRST_TWELVE = [50, 52, 48, 51, 49, 50, 52, 48, 51, 49, 50, 51]

function chart(ys: readonly (number | null)[], options: Partial<XmrOptions> = {}): XmrChart {
  const points = ys.map((y, i) => ({ date: `2026-01-${String(i + 1).padStart(2, '0')}`, y }))
  return xmrChart(points, { direction: 'increase', ...options })
}

const causes = (result: XmrChart, from: number): readonly (string | null)[] =>
  result.points.slice(from - 1).map((point) => point.special_cause_type)

describe('the vectors of field.md 10.1', () => {
  const t1 = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]

  it.each([
    [true, '-0.7156', '4.6044'],
    [false, '-3.0626', '6.9515'],
  ])('T1, screened %s', (screenOutliers, lpl, upl) => {
    const result = chart(t1, { screenOutliers })
    expect(result.segments[0]?.mean?.toFixed(4)).toBe('1.9444')
    expect(result.segments[0]?.lpl?.toFixed(4)).toBe(lpl)
    expect(result.segments[0]?.upl?.toFixed(4)).toBe(upl)
    expect(causes(result, 5)[0]).toBe('Above UCL')
  })

  it('T2: a fall, two in three and seven below', () => {
    const ys = [...FIRST_TWELVE, 47, 46, 47, 46, 47, 46, 47]
    const result = chart(ys, { fixAfter: 12, target: 45 })
    const [seven, two] = ['7 Points Below CL', '2 in 3 Below CL']
    expect(causes(result, 13)).toEqual([seven, two, seven, two, seven, two, seven])
    expect(result).toMatchObject({ variation_icon: 'concern_low', assurance: 'inconsistent' })
  })

  it('T3: an upward trend that is not wanted', () => {
    const ys = [...FIRST_TWELVE, 48, 49, 50, 51, 52, 53, 54]
    const result = chart(ys, { fixAfter: 12, direction: 'decrease', target: 60 })
    expect(new Set(causes(result, 13))).toEqual(new Set(['7 Point Trend (Increasing)']))
    expect(result).toMatchObject({ variation_icon: 'concern_high', assurance: 'consistent_pass' })
  })

  it('T4: two in three above', () => {
    const result = chart([...FIRST_TWELVE, 50, 55, 50.5, 55], { fixAfter: 12, target: 50 })
    expect(causes(result, 14)).toEqual(['2 in 3 Above CL', 'Common Cause', '2 in 3 Above CL'])
    expect(result).toMatchObject({ variation_icon: 'improvement_high', assurance: 'inconsistent' })
  })
})

describe('where the published tool goes wrong', () => {
  it.each([
    ['a constant series', Array<number>(20).fill(10), 'moving_range_zero'],
    ['one spike in a flat series', [...Array<number>(19).fill(10), 30], 'moving_range_zero'],
    ['rare events', [0, 0, 1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 1, 2], 'mostly_unchanged'],
  ])('%s gets no limits and no verdict', (_, ys, reason) => {
    const result = chart(ys, { target: 5, screenOutliers: reason === 'moving_range_zero' })
    expect(result.segments[0]).toMatchObject({ lpl: null, upl: null, reason })
    expect(new Set(causes(result, 1))).toEqual(new Set([null]))
    expect(result).toMatchObject({ variation_icon: null, assurance: null })
    expect(result.warnings.join()).toContain('no limits')
  })

  it('a missing month is a gap, not a signal', () => {
    const ys = [...FIRST_TWELVE, 47, 46, 47, null, 46, 47, 46]
    const result = chart(ys, { fixAfter: 12 })
    expect(causes(result, 16)[0]).toBe('Common Cause')
    expect(causes(result, 13)).not.toContain('7 Points Below CL')
  })
})

describe('segments', () => {
  it('judges each segment by its own limits and warns of short ones', () => {
    const points = [...FIRST_TWELVE, ...FIRST_TWELVE.map((y) => y + 100)].map((y, i) => ({
      date: `2026-02-${String(i + 1).padStart(2, '0')}`,
      y,
      rebase: i === 12,
    }))
    const result = xmrChart(points.toReversed(), { direction: 'neutral' })
    expect(result.segments.map((segment) => segment.n)).toEqual([12, 12])
    expect(new Set(causes(result, 1))).toEqual(new Set(['Common Cause']))
    expect(result.warnings.join()).toContain('fewer than 13 points')
    expect(result.assurance).toBeNull()
  })

  it.each([
    ['one value', [5], 5],
    ['two values with a gap between', [5, null, 7], 6],
    ['no value', [null], null],
    ['nothing at all', [], undefined],
  ])('has no limits on %s, and says so', (_, ys, mean) => {
    const result = chart(ys)
    expect(result.segments[0]?.mean).toBe(mean)
    expect(result.segments.every(({ reason }) => reason === 'too_few_values')).toBe(true)
    expect(result).toMatchObject({ variation_icon: null, assurance: null })
    expect(result.warnings.join()).not.toContain('rare events')
  })

  it('refuses limits fixed on fewer than 12 points', () => {
    expect(() => chart(FIRST_TWELVE, { fixAfter: 11 })).toThrow('12 points or more')
  })
})
