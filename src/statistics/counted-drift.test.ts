import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countedBetween,
  countedDecileEdges,
  countedDistance,
  type CountedSample,
} from './counted-drift.js'
import { countsBetween, decileEdges } from './drift-bins.js'
import { ksDistance } from './kolmogorov-smirnov.js'
import { wassersteinDistance } from './wasserstein-distance.js'

const counted = (rows: Float64Array): CountedSample => {
  const values = Float64Array.from(new Set(rows))
  const counts = values.map((value) => rows.filter((row) => row === value).length)
  return { values, counts, total: rows.length }
}

const sample = fc
  .array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 60 })
  .map((rows) => Float64Array.from(rows, (row) => row / 30).sort())

describe('drift of counted samples', () => {
  it('equals that of all their values', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const [x, y] = [counted(a), counted(b)]
        const edges = decileEdges(a)
        expect(countedDecileEdges(x)).toEqual(edges)
        expect(countedBetween(y, edges)).toEqual(countsBetween(b, edges))
        const distance = countedDistance(x, y)
        expect(distance?.largest).toBe(ksDistance(a, b))
        expect(distance?.area).toBeCloseTo(wassersteinDistance(a, b)?.distance ?? -1, 13)
      }),
    )
  })

  it('is nothing where a sample is empty', () => {
    const empty = { values: new Float64Array(0), counts: new Float64Array(0), total: 0 }
    expect(countedDistance(empty, counted(Float64Array.of(1)))).toBeNull()
  })
})
