import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, sealSummary, summaryDigest } from './seal-summary.js'
import { summarise } from './summarise.js'
import type { Summary, SummaryCell } from './summary-format.js'
import type { SummaryOptions, SummaryRow } from './summary-row.js'
import { parseSummary } from './summary-schema.js'

const OPTIONS: SummaryOptions = {
  windows: { kind: 'every', every: 'week' },
  thresholds: [{ name: 'alert', value: 0.5 }],
  generator: { name: 'test', version: '1' },
}

const chance = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true })

const row = fc.record({
  score: fc.option(chance, { freq: 10 }),
  outcome: fc.option(fc.constantFrom(0 as const, 1 as const), { freq: 10 }),
  pending: fc.boolean(),
  decision: fc.option(fc.constantFrom(0 as const, 1 as const)),
  at: fc.constantFrom('2026-01-05', '2026-01-11T23:59', '2026-01-12T00:00', '2026-03-29T00:30Z'),
  version: fc.constantFrom('1.0', '1.1', null),
  site: fc.constantFrom('north', 'south'),
  groups: fc.record({ sex: fc.constantFrom('f', 'm', ''), age: fc.constantFrom('<45', '45+') }),
})

const manyRows = fc.uniqueArray(row, {
  selector: ({ score }) => score ?? {},
  minLength: 0,
  maxLength: 250,
})

function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(numbersIn)
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}

const flat = (n: number, outcome: 0 | 1, score: number): SummaryRow[] =>
  Array.from({ length: n }, (_, i) => ({ score: score + i / 1000, outcome, at: '2026-01-07' }))

const only = (summary: Summary): SummaryCell => {
  const [cell] = summary.cells
  if (!cell || summary.cells.length !== 1) throw new Error('one cell was expected')
  return cell
}

describe('a summary', () => {
  it('holds counts, figures and a histogram of a week', () => {
    const rows = [...flat(30, 1, 0.6), ...flat(70, 0, 0.45)]
    const cell = only(summarise(rows, OPTIONS))
    expect(cell).toMatchObject({
      window: { from: '2026-01-05', to: '2026-01-12' },
      version: null,
      site: null,
      rows: 100,
      used: 100,
      events: 30,
      non_events: 70,
      withheld: null,
    })
    expect(cell.figures?.auroc).toMatchObject({ value: 1, n: 100, interval_reason: 'no_variance' })
    expect(cell.thresholds[0]).toMatchObject({ name: 'alert', tp: 30, fp: 20, tn: 50, fn: 0 })
    expect(cell.thresholds[0]?.figures.ppv).toMatchObject({
      value: 0.6,
      numerator: 30,
      denominator: 50,
    })
    expect(cell.histogram?.bins.length).toBeGreaterThan(3)
  })

  it.each([
    ['nothing used', 0, 'no_used_rows'],
    ['nine used', 9, 'fewer_than_10_rows'],
    ['ten used', 10, null],
  ])('keeps only row counts below ten rows: %s', (_, used, withheld) => {
    const missing = { score: null, outcome: 1, at: '2026-01-07' } as const
    const cell = only(summarise([...flat(used, 1, 0.3), missing], OPTIONS))
    expect(cell).toMatchObject({ rows: used + 1, used, excluded: { missing_score: 1 }, withheld })
    expect(cell.figures === null).toBe(withheld !== null)
    expect(cell.histogram === null).toBe(withheld !== null)
    expect(cell.events === null).toBe(withheld !== null)
  })

  it('gives every row one reason', () => {
    const summary = summarise(
      [
        { score: null, outcome: null, at: '2026-01-07' },
        { score: 0.1, outcome: null, pending: true, at: '2026-01-07' },
        { score: 0.1, outcome: null, at: '2026-01-07' },
        { score: 0.1, outcome: 1, at: null },
        { score: Number.NaN, outcome: 1, at: '2026-01-07' },
      ],
      OPTIONS,
    )
    expect(summary).toMatchObject({ rows: 5, used: 0 })
    expect(summary.excluded).toEqual({
      missing_outcome: 1,
      missing_score: 1,
      missing_time: 1,
      outcome_not_known: 1,
      rejected: 1,
    })
  })

  it('drops and counts groups under ten used rows, and never crosses two groupings', () => {
    const rows = [...flat(30, 1, 0.6), ...flat(30, 0, 0.3)].map((one, i) => ({
      ...one,
      groups: { sex: i % 2 === 0 ? 'f' : 'm', age: i < 5 ? '<45' : '45+', blank: ' ' },
    }))
    const summary = summarise(rows, OPTIONS)
    expect(summary.cells.map((cell) => cell.group)).toEqual([
      null,
      { by: 'age', value: '45+' },
      { by: 'sex', value: 'f' },
      { by: 'sex', value: 'm' },
    ])
    expect(summary.dropped_groups).toEqual({ groups: 1, rows: 5 })
  })

  it('refuses calibration of scores that are declared not to be probabilities', () => {
    const rows = [...flat(20, 1, 0.6), ...flat(20, 0, 0.3)]
    const cell = only(summarise(rows, { ...OPTIONS, scale: 'score' }))
    expect(cell.figures?.brier).toMatchObject({ value: null, reason: 'not_probability' })
    expect(cell.figures?.auroc.value).toBe(1)
  })

  it('counts the logged decision beside the threshold', () => {
    const rows = flat(20, 1, 0.6).map((one, i) => ({ ...one, decision: i < 15 ? 1 : 0 }) as const)
    expect(only(summarise(rows, OPTIONS)).decision).toMatchObject({ tp: 15, fn: 5, fp: 0, tn: 0 })
    expect(
      only(summarise(rows.slice(0, 9).concat(rows.slice(15)), OPTIONS)).decision,
    ).not.toBeNull()
    expect(only(summarise(flat(20, 1, 0.6), OPTIONS)).decision).toBeNull()
  })

  it('says how many certain scores a recalibration left out', () => {
    const rows = [
      ...flat(20, 1, 0.4),
      ...flat(20, 0, 0.39),
      { score: 1, outcome: 0, at: '2026-01-07' } as const,
    ]
    const cell = only(summarise(rows, OPTIONS))
    expect(cell.certain_scores).toEqual({ n: 1, contradicted: 1 })
    expect(cell.figures?.cal_slope).toMatchObject({ n: 40, events: 20, non_events: 20 })
    expect(cell.figures?.brier.n).toBe(41)
  })
})

describe('other measures', () => {
  const at = '2026-01-07'

  it('a numeric one has its sums', () => {
    const rows = [...Array.from({ length: 12 }, (_, i) => ({ value: i, at })), { value: null, at }]
    const cell = only(summarise(rows, { ...OPTIONS, measure: 'numeric' }))
    expect(cell).toMatchObject({ rows: 13, used: 12, excluded: { missing_value: 1 } })
    expect(cell.numeric).toMatchObject({ n: 12, sum: 66, sum_squares: 506 })
    expect(cell.numeric?.mean).toMatchObject({ value: 5.5, n: 12, events: null })
    expect(cell.categories).toBeNull()
  })

  it('a forecast has the sums of its errors and the figures from them, whatever the order', () => {
    const forecast = (error: number, i: number) => ({ predicted: i + error, observed: i, at })
    const rows = [
      ...[0.5, -2, 0, 3, 0.25, 1, -1, 0.5, -0.5, 2].map(forecast),
      { predicted: null, observed: 1, at },
      { predicted: 4, observed: null, at },
      { predicted: 4, observed: null, pending: true, at },
    ]
    const options = { ...OPTIONS, measure: 'forecast' as const, named: 'days of stay' }
    const cell = only(summarise(rows, options))
    expect(cell).toMatchObject({
      used: 10,
      excluded: { missing_value: 1, missing_outcome: 1, outcome_not_known: 1 },
      errors: { n: 10, sum: 3.75, sum_absolute: 10.75, sum_squares: 19.8125 },
    })
    expect(cell.errors?.figures).toMatchObject({
      bias: { value: 0.375, n: 10 },
      mae: { value: 1.075 },
      rmse: { value: Math.sqrt(1.98125) },
    })
    expect(only(summarise(rows.toReversed(), options))).toEqual(cell)
    const whole = { ...summarise(rows, options), digest: null }
    expect(parseSummary(whole)).toHaveProperty('summary')
    const figures = { ...cell.errors?.figures, mae: { ...cell.errors?.figures.mae, value: 1 } }
    const changed = { ...whole, cells: [{ ...cell, errors: { ...cell.errors, figures } }] }
    expect(parseSummary(changed)).toMatchObject({
      problems: [expect.stringContaining('The mae does not agree with its sums.')],
    })
  })

  it('an assistive one has both sums and categories', () => {
    const rows = Array.from({ length: 30 }, (_, i) => ({
      category: ['accepted', 'edited', 'discarded'][i % 3] ?? null,
      value: i % 3 === 1 ? 4 : null,
      at,
    }))
    const cell = only(summarise(rows, { ...OPTIONS, measure: 'assistive' }))
    expect(cell.numeric).toMatchObject({ n: 10, sum: 40 })
    expect(cell.categories).toEqual([
      { category: 'accepted', count: 10 },
      { category: 'discarded', count: 10 },
      { category: 'edited', count: 10 },
    ])
  })

  it('refuses a category column that is free text', () => {
    const rows = Array.from({ length: 51 }, (_, i) => ({ category: `note ${i}`, at }))
    expect(() => summarise(rows, { ...OPTIONS, measure: 'categorical' })).toThrow('free text')
  })
})

describe('what leaves the machine', () => {
  it('holds no score and no time of any row, only labels and derived numbers', () => {
    fc.assert(
      fc.property(manyRows, (rows) => {
        const summary = summarise(rows, OPTIONS)
        const scores = new Set(rows.map(({ score }) => score).filter((score) => score !== null))
        expect(numbersIn(summary.cells).filter((value) => scores.has(value))).toEqual([])
        const labels = new Set([
          '1.0',
          '1.1',
          'north',
          'south',
          'sex',
          'age',
          'f',
          'm',
          '<45',
          '45+',
          'alert',
        ])
        const codes = /^(\d{4}-\d{2}-\d{2}|[a-z0-9-]+\/\d|[a-z0-9_]+)$/
        expect(
          textsIn(summary.cells).filter((text) => !labels.has(text) && !codes.test(text)),
        ).toEqual([])
        expect(JSON.stringify(summary)).not.toContain('23:59')
      }),
      { numRuns: 60 },
    )
  })

  it('has no histogram bin under ten rows, loses none, and states the error of its AUROC', () => {
    fc.assert(
      fc.property(manyRows, (rows) => {
        for (const cell of summarise(rows, OPTIONS).cells) {
          const bins = cell.histogram?.bins ?? []
          expect(bins.filter((bin) => bin.events + bin.non_events < 10)).toEqual([])
          const binned = bins.reduce((sum, bin) => sum + bin.events + bin.non_events, 0)
          expect(binned).toBe(cell.withheld === null ? cell.used : 0)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('is the same for the same rows in any order, to the byte', () => {
    fc.assert(
      fc.property(manyRows, fc.infiniteStream(fc.nat()), (rows, keys) => {
        const shuffled = rows
          .map((one) => ({ one, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one)
        expect(canonicalJson(summarise(shuffled, OPTIONS))).toBe(
          canonicalJson(summarise(rows, OPTIONS)),
        )
      }),
      { numRuns: 40 },
    )
  })

  it('is accepted by the schema of the hub, after a trip through JSON', async () => {
    await fc.assert(
      fc.asyncProperty(manyRows, async (rows) => {
        const sealed = await sealSummary(summarise(rows, OPTIONS), null)
        expect(parseSummary(JSON.parse(JSON.stringify(sealed)))).toEqual({ summary: sealed })
      }),
      { numRuns: 40 },
    )
  })

  it('has a digest that covers everything but itself', async () => {
    const summary = summarise(flat(20, 1, 0.6), OPTIONS)
    const sealed = await sealSummary(summary, (text) => `${text.length}`)
    expect(sealed.digest).toBe(await summaryDigest(sealed, (text) => `${text.length}`))
    const seen: string[] = []
    await summaryDigest(sealed, (text) => seen.push(text).toString())
    expect(seen[0]).not.toContain('digest')
    expect(seen[0]).toContain('"cells":[{"categories":null')
  })
})

const labelled = (label: string, n = 1): SummaryRow[] =>
  Array.from({ length: n }, (_, i) => ({
    score: 0.5,
    outcome: 1,
    at: '2026-01-07',
    groups: { band: n === 1 ? label : `${label}${i}` },
  }))

describe('labels', () => {
  it.each([
    ['an NHS number', '943 476 5919'],
    ['an e-mail address', 'a.person@example.nhs.uk'],
    ['a postcode', 'EC1A 1BB'],
  ])('that are %s are refused', (_, label) => {
    expect(() => summarise(labelled(label), OPTIONS)).toThrow(
      'The column “band” holds values that look like',
    )
  })

  it('of more than a hundred values are refused', () => {
    expect(() => summarise(labelled('value ', 101), OPTIONS)).toThrow(
      'more than 100 different values',
    )
    expect(summarise(labelled('value ', 100), OPTIONS).dropped_groups.groups).toBe(100)
  })

  it.each(['RJ1', '45-54', 'Emergency/Trauma', '9434765910', 'E84001'])(
    'such as %s are accepted',
    (label) => {
      expect(summarise(labelled(label), OPTIONS).rows).toBe(1)
    },
  )
})

describe('options', () => {
  it.each([
    [
      'two thresholds of one name',
      [
        { name: 'a', value: 0.1 },
        { name: 'a', value: 0.2 },
      ],
    ],
    ['a threshold that is no number', [{ name: 'a', value: Number.NaN }]],
  ])('refuses %s', (_, thresholds) => {
    expect(() => summarise([], { ...OPTIONS, thresholds })).toThrow('threshold')
  })
})
