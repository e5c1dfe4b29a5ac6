import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textWidth } from './geometry.js'
import { layOutXmr } from './xmr-layout.js'
import type { XmrData } from './xmr-data.js'

const shares = (upper: number, mean: number, lower: number, target: number): XmrData => ({
  points: Array.from({ length: 20 }, (_, i) => ({ label: `week ${i}`, value: 0.9 })),
  segments: [{ from: 0, to: 19, mean, lower, upper }],
  target: { value: target, label: 'pass mark' },
  bounds: [0, 1],
})

const namesOf = (data: XmrData): string[] => layOutXmr(data).lineLabels.map(({ label }) => label)

describe('the names of the lines', () => {
  it('say where a limit lies beyond what is possible, and stand at the bound', () => {
    expect(namesOf(shares(1.04, 0.95, 0.86, 0.8))).toEqual([
      'upper limit over 1',
      'mean',
      'lower limit',
      'pass mark',
    ])
    expect(namesOf(shares(0.3, 0.1, -0.1, 0.2)).at(-1)).toBe('lower limit under 0')
    const layout = layOutXmr(shares(1.04, 0.95, 0.86, 0.8))
    expect(layout.lineLabels[0]?.y).toBe(layout.top + 4)
  })

  it('never overlap and never stick out, whatever the limits', () => {
    const value = fc.double({ min: -0.5, max: 1.5, noNaN: true })
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(value, share, value, share, (upper, mean, lower, target) => {
        const layout = layOutXmr(shares(upper, mean, lower, target))
        const places = layout.lineLabels
        for (const [i, { y, label }] of places.entries()) {
          expect(y).toBeGreaterThanOrEqual(layout.top)
          expect(y).toBeLessThanOrEqual(layout.bottom + 4)
          expect(layout.right + 6 + textWidth(label)).toBeLessThanOrEqual(layout.width)
          const next = places[i + 1]
          if (next) expect(next.y - y).toBeGreaterThanOrEqual(13 - 1e-9)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('have room however large the values and however long the name of a version', () => {
    const layout = layOutXmr({
      points: Array.from({ length: 9 }, (_, i) => ({ label: `${i}`, value: 1_200_000 + i * 9000 })),
      segments: [],
      markers: [1, 5, 8].map((at) => ({
        at,
        label: `version 2.3 ${'of the winter build '.repeat(8)}`,
      })),
    })
    for (const { label } of layout.axis.ticks)
      expect(textWidth(label)).toBeLessThan(layout.left - 6)
    for (const { x, label, anchor } of layout.markers) {
      const [start, end] =
        anchor === 'start' ? [x, x + textWidth(label)] : [x - textWidth(label), x]
      expect(start).toBeGreaterThanOrEqual(0)
      expect(end).toBeLessThanOrEqual(layout.width)
    }
  })
})
