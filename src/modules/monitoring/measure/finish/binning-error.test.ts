import { describe, expect, it } from 'vitest'
import { binningError } from './binning-error.js'

const oneBin = {
  scores: Float64Array.of(0.1, 0.5, 0.9),
  events: Float64Array.of(0, 10, 10),
  nonEvents: Float64Array.of(30, 10, 0),
  eventTotal: 20,
  nonEventTotal: 40,
}

describe('binningError', () => {
  it('bounds by half the pairs of one bin, and expects what random order gives', () => {
    const expected = Math.sqrt((10 * 10 * 21) / 12) / 800
    expect(binningError(oneBin, 1)).toEqual({
      bound: 50 / 800,
      expected,
      in_standard_errors: expected,
    })
  })

  it('asks for --exact above 0.02 of a standard error', () => {
    const expected = Math.sqrt((10 * 10 * 21) / 12) / 800
    expect(binningError(oneBin, expected / 0.021)).toMatchObject({ needs_exact: true })
    expect(binningError(oneBin, expected / 0.019)).not.toHaveProperty('needs_exact')
  })

  it('is nothing without both classes', () => {
    expect(binningError({ ...oneBin, eventTotal: 0 }, null)).toBeNull()
  })
})
