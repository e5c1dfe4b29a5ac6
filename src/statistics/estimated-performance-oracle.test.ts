import { describe, expect, it } from 'vitest'
import { dataRows, oracle, oraclesPresent, skippedWithout } from '../../tests/support/oracles.js'
import { aurocValue } from './auroc.js'
import { countScores } from './count-scores.js'
import { alertLimits, estimatePerformance } from './estimated-performance.js'
import { isotonicRegression } from './isotonic-regression.js'
import { samplingError } from './sampling-error.js'

interface Estimate {
  readonly value: number
  readonly sampling_error: number
  readonly lower_threshold: number
  readonly upper_threshold: number
}
interface Chunk {
  readonly key: string
  readonly start: number
  readonly end: number
  readonly [metric: string]: unknown
}
interface CbpeCase {
  readonly id: string
  readonly dataset: string
  readonly threshold: number
  readonly reference: Readonly<Record<string, unknown>>
  readonly analysis: Readonly<Record<string, unknown>>
  readonly chunk: string | number
  readonly n_reference: number
  readonly n_analysis: number
  readonly isotonic_x: readonly number[]
  readonly isotonic_y: readonly number[]
  readonly whole_analysis: Readonly<Record<string, number>>
  readonly chunks: readonly Chunk[]
}

type Row = Readonly<Record<string, string>>
const holds = (row: Row, filter: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(filter).every(([column, wanted]) => {
    if (typeof wanted !== 'object' || wanted === null) return row[column] === String(wanted)
    const { gte = -Infinity, lte = Infinity } = wanted as { gte?: number; lte?: number }
    return Number(row[column]) >= gte && Number(row[column]) <= lte
  })

const usable = (row: Row): boolean => row['score'] !== '' && row['outcome'] !== ''
const scores = (rows: readonly Row[]): Float64Array =>
  Float64Array.from(rows, (row) => Number(row['score']))
const outcomes = (rows: readonly Row[]): Uint8Array =>
  Uint8Array.from(rows, (row) => Number(row['outcome']))

/** NannyML's names and ours; its average precision is ordered by an unstable sort within ties. */
const NAMES = {
  roc_auc: 'auroc',
  f1: 'f1',
  precision: 'precision',
  recall: 'recall',
  specificity: 'specificity',
  accuracy: 'accuracy',
  true_positive: 'tp',
  true_negative: 'tn',
  false_positive: 'fp',
  false_negative: 'fn',
} as const

describe.skipIf(!oraclesPresent)(`cbpe.json (${skippedWithout})`, () => {
  const cases: readonly CbpeCase[] = oraclesPresent ? oracle('cbpe').cases : []

  it.each(cases)('$id', (one) => {
    const rows = dataRows(one.dataset).filter(usable)
    const reference = rows.filter((row) => holds(row, one.reference))
    const analysis = rows.filter((row) => holds(row, one.analysis))
    expect([reference.length, analysis.length]).toEqual([one.n_reference, one.n_analysis])
    const line = isotonicRegression(scores(reference), outcomes(reference))
    expect(line.x.length).toBe(one.isotonic_x.length)
    one.isotonic_x.forEach((x, i) => expect(line.x[i]).toBeCloseTo(x, 12))
    one.isotonic_y.forEach((y, i) => expect(line.y[i]).toBeCloseTo(y, 10))

    const whole = estimatePerformance(scores(analysis), one.threshold, line)
    const { expected_positives, tp, fp, tn, fn } = one.whole_analysis
    const wanted = [expected_positives, tp, fp, tn, fn]
    const ours = [whole.expectedEvents, whole.tp, whole.fp, whole.tn, whole.fn]
    ours.forEach((value, i) =>
      expect(Math.abs(value - (wanted[i] ?? 0))).toBeLessThan(1e-4 * Math.max(1, wanted[i] ?? 0)),
    )

    const flagged = reference.filter((row) => Number(row['score']) >= one.threshold)
    const events = reference.filter((row) => row['outcome'] === '1')
    const nonEvents = reference.filter((row) => row['outcome'] === '0')
    const right = (row: Row) =>
      Number(Number(row['score']) >= one.threshold === (row['outcome'] === '1'))
    const errors = {
      recall: events.map(right),
      precision: flagged.map(right),
      specificity: nonEvents.map(right),
      accuracy: reference.map(right),
    }
    for (const chunk of one.chunks) {
      const part = analysis.slice(chunk.start, chunk.end + 1)
      const estimate = estimatePerformance(scores(part), one.threshold, line)
      for (const [theirs, name] of Object.entries(NAMES)) {
        const expected = (chunk[theirs] as Estimate | undefined)?.value
        if (typeof expected !== 'number') continue
        const value = estimate[name]
        const bound = 1e-4 * Math.max(1, Math.abs(expected))
        expect(Math.abs((value ?? NaN) - expected), `${chunk.key} ${theirs}`).toBeLessThan(bound)
      }
      for (const [name, values] of Object.entries(errors)) {
        const share = values.length / reference.length
        const expected = (chunk[name] as Estimate).sampling_error
        expect(samplingError(values, share, part.length), `${chunk.key} ${name}`).toBeCloseTo(
          expected,
          6,
        )
      }
    }
  })

  it('alert limits of AUROC follow the realised figures of the reference periods', () => {
    const [one] = cases.filter(({ id }) => id === 'diabetes.ref0-25.weekly')
    const rows = dataRows('diabetes_readmission').filter(usable)
    const values = Array.from({ length: 26 }, (_, period) => {
      const part = rows.filter((row) => Number(row['period']) === period)
      return aurocValue(countScores(scores(part), outcomes(part))) ?? 0
    })
    const [lower, upper] = alertLimits(values)
    const wanted = one?.chunks[0]?.['roc_auc'] as Estimate
    expect(lower).toBeCloseTo(wanted.lower_threshold, 4)
    expect(upper).toBeCloseTo(wanted.upper_threshold, 4)
  })
})
