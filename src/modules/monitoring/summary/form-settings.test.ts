import { describe, expect, it } from 'vitest'
import { formSettings, thresholdsOf } from './form-settings.js'

const settings = (fields: Readonly<Record<string, string>>) =>
  formSettings((name) => fields[name] ?? '', '1.2', '2026-11-29')

describe('settings of a form', () => {
  it('name columns, thresholds and windows', () => {
    const { columns, options } = settings({
      score: ' risk ',
      outcome: 'died',
      period: 'week',
      by: 'sex, age_band,',
      thresholds: '0.5, watch = 0.2',
      first: '2026-01-05',
      every: 'month',
    })
    expect(columns).toEqual({
      score: 'risk',
      outcome: 'died',
      period: 'week',
      by: ['sex', 'age_band'],
      drop: [],
    })
    expect(options).toEqual({
      windows: { kind: 'periods', first: '2026-01-05', every: 'month' },
      thresholds: [
        { name: '0.5', value: 0.5 },
        { name: 'watch', value: 0.2 },
      ],
      scale: 'probability',
      generator: { name: 'wardround', version: '1.2' },
    })
  })

  it.each([
    ['', false],
    ['probability', true],
    ['percent', true],
    ['score', false],
  ])('“%s” under “Scores are” leaves scores outside 0 to 1 out: %s', (scale, leavesOut) => {
    const { meanings } = settings({ time: 'at', score: 'risk', scale })
    expect(meanings.onlyProbabilities).toBe(leavesOut)
  })

  it.each([
    [
      { predicted: 'guess', observed: 'stay' },
      { measure: 'forecast', named: 'stay' },
    ],
    [{ value: 'minutes' }, { measure: 'numeric', named: 'minutes' }],
    [{ category: 'fate' }, { measure: 'categorical', named: 'fate' }],
    [
      { value: 'ratio', category: 'fate', named: 'edits' },
      { measure: 'assistive', named: 'edits' },
    ],
  ])('%o is a log of values or categories', (fields, expected) => {
    expect(settings({ time: 'at', ...fields }).options).toMatchObject(expected)
    expect(settings({ time: 'at', score: 'risk', ...fields }).options).not.toHaveProperty('named')
  })

  it.each([
    [{ time: 'at' }, { kind: 'every', every: 'week', until: '2026-11-29' }],
    [
      { time: 'at', every: 'day' },
      { kind: 'every', every: 'day', until: '2026-11-29' },
    ],
    [{ first: '2026-01-05' }, { kind: 'whole', window: { from: '2026-01-05', to: '2026-01-12' } }],
    [
      { first: '2026-01-01', every: 'month' },
      { kind: 'whole', window: { from: '2026-01-01', to: '2026-02-01' } },
    ],
  ])('choose windows: %j', (fields, windows) => {
    expect(settings({ score: 'p', outcome: 'y', ...fields }).options.windows).toEqual(windows)
  })

  it('are refused when nothing dates the rows or a threshold is no number', () => {
    expect(() => settings({ score: 'p', outcome: 'y' })).toThrow('Say when the rows are from')
    expect(() => thresholdsOf('high')).toThrow('Write thresholds as numbers')
    expect(() => thresholdsOf('high=')).toThrow('Write thresholds as numbers')
    expect(thresholdsOf('')).toEqual([])
  })
})
