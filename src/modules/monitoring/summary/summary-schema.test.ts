import { calibrationErrorByChance } from '#statistics/calibration-error-by-chance.js'
import { countScores } from '#statistics/count-scores.js'
import { describe, expect, it } from 'vitest'
import { sealSummary } from './seal-summary.js'
import { summarise } from './summarise.js'
import { parseSummary } from './summary-schema.js'

const rows = Array.from({ length: 60 }, (_, i) => ({
  score: (i + 0.5) / 61,
  outcome: i % 3 === 0 || i > 40 ? (1 as const) : (0 as const),
  decision: i > 30 ? (1 as const) : (0 as const),
  at: '2026-01-07',
  groups: { sex: i % 2 === 0 ? 'f' : 'm' },
}))

const good = await sealSummary(
  summarise(rows, {
    windows: { kind: 'every', every: 'week' },
    thresholds: [{ name: 'alert', value: 0.5 }],
    generator: { name: 'test', version: '1' },
  }),
  null,
)

function put(value: unknown, [step, ...rest]: readonly string[], leaf: unknown): unknown {
  if (step === undefined) return leaf
  if (Array.isArray(value)) {
    return value.map((item, i) => (String(i) === step ? put(item, rest, leaf) : item))
  }
  const entries = Object.entries(value ?? {})
  const [, inner] = entries.find(([key]) => key === step) ?? []
  return Object.fromEntries([...entries, [step, put(inner, rest, leaf)]])
}

/** A copy with another value at a path. */
const changed = (path: string, value: unknown): unknown => put(good, path.split('.'), value)

const anyFigure = {
  value: 0.5,
  low: null,
  high: null,
  n: 60,
  events: 30,
  non_events: 30,
  method: 'any/1',
}

describe('the schema of a summary', () => {
  it('accepts what we make', () => {
    expect(parseSummary(JSON.parse(JSON.stringify(good)))).toEqual({ summary: good })
  })

  it.each([
    ['format', 'other', 'not a Wardround summary'],
    ['version', 2, 'made by a version that is not known here'],
    ['extra', 'a note', 'is not known here'],
    ['cells.0.score', 0.3, 'is not known here'],
    ['rows', 61, 'Rows used and rows left out must add up'],
    ['rows', -1, 'cannot be below 0'],
    ['cells.0.rows', 59.5, 'whole number'],
    ['cells.0.events', 3, 'Events and non-events must add up'],
    ['cells.0.thresholds.0.tp', 1, 'do not add up to events'],
    ['cells.0.thresholds.0.figures.ppv.value', 0.99, 'does not agree with its numerator'],
    ['cells.0.thresholds.0.figures.ppv.numerator', 3, 'does not agree with the counts beside it'],
    ['cells.0.figures.auroc.low', 0.999, 'outside its interval'],
    ['cells.0.figures.auroc', { ...anyFigure, value: 1.7 }, 'No auroc is 1.7: it is from 0 to 1.'],
    ['cells.0.figures.ece_width10', { ...anyFigure, value: -0.1 }, 'No ece_width10 is -0.1'],
    [
      'cells.0.figures.ece_width10',
      { ...anyFigure, expected: 1.2 },
      'No ece_width10 is expected by chance to be above 1',
    ],
    ['cells.0.figures.oe', { ...anyFigure, value: -2 }, 'No oe is -2: it is 0 or more.'],
    ['cells.0.figures.auroc.method', 'my own', 'name and a version'],
    ['cells.0.figures', null, 'has no figures and does not say why'],
    ['cells.0.used', 4, 'fewer than 10 used rows'],
    ['cells.0.histogram.bins.0.events', 0, 'fewer than 10 rows'],
    ['cells.0.histogram.auroc_error', 0.5, 'does not agree with the AUROC'],
    ['cells.0.window.to', '2026-01-01', 'must end after it begins'],
    ['cells.0.window.from', '5 January', 'Write a date'],
    ['cells.1.group.value', 'm', 'same window, version, site and group'],
    ['cells.0.thresholds.0.name', 'other', 'thresholds of the whole'],
    ['digest', 'abc', '64 hexadecimal digits'],
  ])('refuses %s = %j', (path, value, sentence) => {
    const result = parseSummary(changed(path, value))
    expect('problems' in result ? result.problems.join('\n') : 'accepted').toContain(sentence)
  })

  it('takes the calibration error with what chance makes of it, and without, as before it was kept', () => {
    const [cell] = good.cells
    expect(cell?.figures?.ece_width10.expected).toBeCloseTo(
      calibrationErrorByChance(
        countScores(
          rows.map(({ score }) => score),
          rows.map(({ outcome }) => outcome),
        ),
      ) ?? NaN,
      12,
    )
    expect(parseSummary(changed('cells.0.figures.ece_width10', anyFigure))).toHaveProperty(
      'summary',
    )
  })

  it.each([[null], ['text'], [[]], [{}]])('refuses %j without failing', (input) => {
    expect(parseSummary(input)).toHaveProperty('problems')
  })
})
