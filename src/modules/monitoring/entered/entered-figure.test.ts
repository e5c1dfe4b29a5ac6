import { describe, expect, test } from 'vitest'
import { enteredFigure, type EnteredParts } from './entered-figure.js'
import { measureKind } from '../measures.js'
import { present } from '../testing/monitored.js'

const nothing: EnteredParts = {
  value: null,
  numerator: null,
  denominator: null,
  n: null,
  sd: null,
  low: null,
  high: null,
}
const enter = (measure: string, parts: Partial<EnteredParts>) =>
  enteredFigure(present(measureKind(measure)), { ...nothing, ...parts })

describe('a figure from what was given', () => {
  // Wilson: Newcombe 1998, table I (81 of 263). Poisson: Garwood 1936 (0 and 10 events).
  test.each([
    ['typed-share', { numerator: 81, denominator: 263 }, 0.308, 0.2553, 0.3662],
    ['uptime', { numerator: 0, denominator: 20 }, 0, 0, 0.1611],
    ['typed-rate', { numerator: 10, denominator: 2000 }, 5, 2.3977, 9.1952],
    ['concerns-per-thousand', { numerator: 0, denominator: 1000 }, 0, 0, 3.6889],
    ['typed-count', { value: 10 }, 10, 4.7954, 18.3904],
    ['typed-mean', { value: 3.5, n: 16, sd: 2 }, 3.5, 2.4343, 4.5657],
    // One gap (SciPy 1.10.1; gaps-between-events.test.ts).
    ['typed-days', { value: 3 }, 3, 0.8133, 118.4937],
    ['typed-cases', { value: 12 }, 12, 2.7786, 512.9727],
    ['time-to-report', { value: 3.5, n: 16, sd: 0 }, 3.5, 3.5, 3.5],
  ])('%s of %o has the interval of its kind', (measure, parts, value, low, high) => {
    const done = enter(measure, parts)
    const { figure } = present('figure' in done ? done : null)
    expect(figure.value).toBeCloseTo(value, 4)
    expect(figure.low).toBeCloseTo(low, 3)
    expect(figure.high).toBeCloseTo(high, 3)
  })

  test.each([
    ['typed', { value: 31.5, n: 120 }, { value: 31.5, low: null, n: 120 }],
    ['minutes-saved', { value: 4, n: 9, low: 3, high: 5 }, { value: 4, low: 3, high: 5, n: 9 }],
  ])('%s of %o is kept as it is', (measure, parts, figure) => {
    expect(enter(measure, parts)).toMatchObject({ figure })
  })

  test.each([
    ['typed-share', {}, 'numerator'],
    ['typed-share', { numerator: 3 }, 'denominator'],
    ['typed-share', { numerator: 3, denominator: 2 }, 'numerator'],
    ['typed-share', { numerator: 1.5, denominator: 2 }, 'numerator'],
    ['typed-rate', { numerator: 3, denominator: 0 }, 'denominator'],
    ['typed-count', { value: 1.5 }, 'value'],
    ['typed-mean', { value: 2, n: 1, sd: 1 }, 'n'],
    ['typed-mean', { value: 2, n: 5, sd: -1 }, 'sd'],
    ['typed-mean', { n: 5 }, 'value'],
    ['typed-days', { value: 0 }, 'value'],
    ['typed-cases', { value: 1.5 }, 'value'],
    ['typed', { value: 1 }, 'n'],
    ['auroc', { value: 1.7, n: 100 }, 'value'],
    ['auroc', { value: 71, n: 100 }, 'value'],
    ['sensitivity', { value: -0.1, n: 100 }, 'value'],
    ['oe', { value: -1, n: 100 }, 'value'],
    ['auroc', { value: 0.9, n: 100, low: 0.8, high: 1.2 }, 'high'],
    ['typed', { value: 1, n: 5, low: 2 }, 'low'],
  ])('%s of %o says which part to mend', (measure, parts, field) => {
    expect(enter(measure, parts)).toMatchObject({ problem: { field } })
  })
})
