import { describe, expect, it } from 'vitest'
import { SPC_EXAMPLES } from './spc-options.js'
import { CHART_KINDS } from './chart-kinds.js'
import { csv, runChart } from './testing/run-chart.js'

const month = (i: number): string => `2025-${String((i % 12) + 1).padStart(2, '0')}`

/** A year of months with every column that a chart of periods may need. */
const YEAR = csv(
  Array.from({ length: 12 }, (_, i) => [
    month(i),
    `01/${month(i).slice(5)}/2025`,
    20 + (i % 3),
    4 + (i % 2),
    40,
    5 + (i % 4),
    200.5,
    3 + (i % 2),
  ]),
  'month,week,minutes,missed,films,falls,bed_days,incidents',
)
/** Forty cases of which every tenth has the event, and every fourth was expected to. */
const CASES = csv(
  Array.from({ length: 40 }, (_, i) => [
    `2025-01-${String((i % 28) + 1).padStart(2, '0')}`,
    0.25,
    i % 10 === 0 ? 1 : 0,
    i % 10 === 0 ? 1 : 0,
  ]),
  'admitted_on,risk,died,missed',
)
const EVENTS = csv(
  [3, 8, 1, 5, 13, 2, 9, 4, 6, 7, 2, 11].map((gap, i) => [month(i), gap, gap]),
  'found_on,cases_between,days_between',
)
const FILES = { 'figures.csv': YEAR, 'cases.csv': CASES, 'events.csv': EVENTS }

describe('every chart of spc', () => {
  it('has an example in the help, and each example runs in words, as JSON and as CSV', async () => {
    const kinds = SPC_EXAMPLES.map((line) => /--chart (\S+)/.exec(line)?.[1] ?? 'xmr')
    expect([...new Set(kinds)].toSorted()).toEqual(Object.keys(CHART_KINDS).toSorted())
    for (const line of SPC_EXAMPLES) {
      const [, name = ''] = /spc (\S+)/.exec(line) ?? []
      const content = FILES[name as keyof typeof FILES]
      const command = line.replace('wardround ', '').replace(name, '{file}')
      const told = await runChart(command, content)
      expect({ line, code: told.code }).toEqual({ line, code: 0 })
      expect(told.text, line).toContain('Method: ')
      expect(told.text).not.toMatch(/NaN|undefined|Infinity|\bsafe\b|compliant|approved/i)
      const { json } = await runChart(`${command} --json`, content)
      expect(json.method, line).toMatch(/^[a-z0-9-]+\/1$/)
      expect(json.rows).toBe(json.used)
      const { text } = await runChart(`${command} --csv`, content)
      expect(text.split('\r\n'), line).toHaveLength(json.points.length + 1)
    }
    expect((await runChart('spc --help', YEAR)).text).toContain('--chart vlad --expected risk')
  })

  it('draws a p chart by hand: 54 of 480 with binomial limits, and judges its target', async () => {
    const line = 'spc {file} --chart p --numerator missed --denominator films --date month'
    const { json } = await runChart(`${line} --direction decrease --target 40% --json`, YEAR)
    const spread = Math.sqrt((0.1125 * 0.8875) / 40)
    expect(json.points[0]).toMatchObject({ date: '2025-01', y: 0.1, numerator: 4, denominator: 40 })
    expect(json.points[0].mean).toBeCloseTo(0.1125, 12)
    expect(json.points[0].upl).toBeCloseTo(0.1125 + 3 * spread, 12)
    expect(json.points[0].lpl).toBe(0)
    expect(json).toMatchObject({ variation_icon: 'common_cause', assurance: 'consistent_pass' })
    expect(json.warnings).toEqual([expect.stringContaining('fewer than 13 values')])
    const { text } = await runChart(line, YEAR)
    expect(text).toContain('missed of films: 12 values from 2025-01 to 2025-12.')
    expect(text).toMatch(/^2025-01 +4 +40 +0.1 +0.1125 +0 +0.2624$/m)
  })

  it('EWMA and CUSUM take events in a denominator, and ask what they are', async () => {
    const line = 'spc {file} --chart ewma --numerator missed --denominator films --date month'
    const { text } = await runChart(`${line} --as share`, YEAR)
    expect(text).toContain('missed of films: 12 values from 2025-01 to 2025-12. Centre 0.1125')
    expect(text).toContain('(binomial, by its own number), so sizes may differ')
    expect((await runChart(line, YEAR)).text).toContain('Missing: --as.')
    expect((await runChart(`${line} --as mean`, YEAR)).text).toContain('--as is share, where')
    expect((await runChart(`${line} --as share --sd 1`, YEAR)).text).toContain('does not use --sd')
    const none = csv(
      Array.from({ length: 12 }, (_, i) => [month(i), 0, 40]),
      'month,missed,films',
    )
    expect((await runChart(`${line} --as share`, none)).text).toContain('no spread to judge by')
    const gap = await runChart(`${line} --as share --json`, `${none}\n2026-01,3,20.5\n2026-02,3,20`)
    expect(gap.json).toMatchObject({ rows: 14, used: 13 })
    expect(gap.json.points[12]).toMatchObject({
      value: null,
      reason: expect.stringContaining('--as rate takes'),
    })
  })

  it('keeps a period that cannot be used as a gap with its reason', async () => {
    const rows = [
      ['2025-01', 3, 20],
      ['2025-02', 21, 20],
      ['2025-03', 1.5, 20],
      ['2025-04', 1, 0],
      ['2025-05', 1, 20.5],
      ['2025-06', '', 20],
      ['2025-07', 2, 20],
    ]
    const line = '--numerator a --denominator b --date day --json'
    const shares = await runChart(`spc {file} --chart p ${line}`, csv(rows, 'day,a,b'))
    expect(shares.json).toMatchObject({ rows: 7, used: 2 })
    expect(shares.json.points.map(({ reason }: { reason?: string }) => reason ?? '')).toEqual([
      '',
      'There are more events than the denominator.',
      'Events are not a whole number from 0 up.',
      'The denominator is not above 0.',
      'The denominator is not a whole number; a u chart takes one that is not.',
      'The number of events is blank.',
      '',
    ])
    const rates = await runChart(`spc {file} --chart u ${line}`, csv(rows, 'day,a,b'))
    expect(rates.json).toMatchObject({ rows: 7, used: 4 })
    const counts = csv([
      [1, 4],
      [2, -1],
      [3, 2.5],
      [4, 6],
    ])
    const c = await runChart('spc {file} --chart c --value y --date day --json', counts)
    expect(c.json.excluded).toEqual({ 'The value is not a whole number from 0 up.': 2 })
    expect(c.json.points[0]).toMatchObject({ mean: 5, lpl: 0 })
    expect(c.json.points[0].upl).toBeCloseTo(5 + 3 * Math.sqrt(5), 12)
    const t = await runChart(
      'spc {file} --chart t --value y --json',
      csv([
        [1, 4],
        [1, 0],
        [1, 9],
        [1, 2],
      ]),
    )
    expect(t.json.excluded).toEqual({ 'The value is not above 0.': 1 })
  })

  it('says why a chart has no limits', async () => {
    const all = csv(
      Array.from({ length: 14 }, (_, i) => [i, 0, 20]),
      'day,a,b',
    )
    const line = 'spc {file} --chart p-prime --numerator a --denominator b --date day'
    const { json } = await runChart(`${line} --json`, all)
    expect(json).toMatchObject({ variation_icon: null, variation_reason: 'no_variance' })
    expect(json.points[0]).toMatchObject({ upl: null, reason: 'no_variance' })
    expect((await runChart(line, all)).text).toContain('Variation: not judged, since every value')
  })

  it('finds a lasting shift by EWMA and CUSUM and says which way it goes', async () => {
    const shifted = csv(Array.from({ length: 24 }, (_, i) => [i + 1, (i < 12 ? 20 : 24) + (i % 2)]))
    const at = 'spc {file} --value y --date day --fix 12'
    const ewma = await runChart(`${at} --chart ewma --direction decrease`, shifted)
    expect(ewma.text).toMatch(
      /Signal: the moving average is outside its limits at \d+ of 24 points, first 1\d \(above, a change for the worse\)/,
    )
    expect(ewma.text).toContain('At the latest point (24) it is outside')
    const cusum = await runChart(`${at} --chart cusum --json`, shifted)
    expect(cusum.json.baseline).toMatchObject({ centre: 20.5, points: 12 })
    expect(cusum.json.violations.lower).toEqual([])
    expect(cusum.json.violations.upper.at(-1)).toBe('24')
    const given = await runChart(`${at} --chart cusum --centre 22.5 --sd 10 --json`, shifted)
    expect(given.json).toMatchObject({ baseline: { centre: 22.5, sd: 10, points: null } })
    expect(given.json.violations).toEqual({ upper: [], lower: [] })
  })

  it('adds up a VLAD and finds more deaths than expected, in order of date', async () => {
    const cases = csv(
      Array.from({ length: 30 }, (_, i) => [
        `2025-03-${String(30 - i).padStart(2, '0')}`,
        0.1,
        i < 15 ? 1 : 0,
      ]),
      'day,risk,y',
    )
    const columns = '--expected risk --outcome y --date day'
    const vlad = await runChart(`spc {file} --chart vlad ${columns} --json`, cases)
    expect(vlad.json.final).toBeCloseTo(3 - 15, 12)
    expect(vlad.json.points[0]).toEqual({
      case: 1,
      row: 31,
      date: '2025-03-01',
      expected: 0.1,
      outcome: 0,
      y: 0.1,
    })
    expect(vlad.json.warnings).toHaveLength(1)
    const line = `spc {file} --chart risk-adjusted-cusum ${columns}`
    const { text } = await runChart(`${line} --limit 3`, cases)
    expect(text).toContain('30 cases, 3 events expected and 15 seen.')
    expect(text).toMatch(/the sum passed its limit \d times?, at case \d+ \(2025-03-\d+, row \d+\)/)
    expect(text).toContain('more events than expected')
  })

  it('draws one chart for each value of a column, and names it in the CSV', async () => {
    const rows = ['north', 'south'].flatMap((site) => [1, 2, 3].map((day) => [day, day * 2, site]))
    const { text } = await runChart(
      'spc {file} --chart runs --value y --date day --by site --csv',
      csv(rows, 'day,y,site'),
    )
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      'site,date,value,median,side',
      'north,1,2,4,below',
    ])
    expect(text).toContain('south,3,6,4,above')
  })

  it.each([
    ['another chart', '--chart pie', 'xmr, p, p-prime', YEAR],
    [
      'a column that is missing',
      '--chart p --numerator missed --date month',
      'Missing: --denominator.',
      YEAR,
    ],
    [
      'a column that is not there',
      '--chart c --value deaths --date month',
      'has no column “deaths”',
      YEAR,
    ],
    [
      'a column of the wrong kind',
      '--chart c --value month --date month',
      'Row 2: The cell is not a number.',
      YEAR,
    ],
    [
      'outcomes that are none',
      '--chart vlad --outcome risk --expected risk',
      'Row 2: The outcome is none of 0 or 1',
      CASES,
    ],
    [
      'risks that are none',
      '--chart vlad --outcome died --expected admitted_on',
      'Row 2: The cell is not a number.',
      CASES,
    ],
    [
      'an option it cannot use',
      '--chart vlad --outcome died --expected risk --target 3',
      'does not use --target',
      CASES,
    ],
    [
      'limits of no kind',
      '--chart risk-adjusted-cusum --outcome died --expected risk',
      'Give --run-length',
      CASES,
    ],
    ['a weight', '--chart ewma --value minutes --date month --weight 2', 'above 0, up to 1', YEAR],
    [
      'an odds ratio',
      '--chart bernoulli-cusum --outcome died --rate 0.1 --odds-ratio 1 --limit 3',
      'not 1',
      CASES,
    ],
    [
      'a short baseline',
      '--chart p --numerator missed --denominator films --date month --fix 3',
      '12 or more',
      YEAR,
    ],
    ['no spread', '--chart ewma --value films --date month', 'Give --centre and --sd', YEAR],
    ['two kinds of answer', '--value minutes --date month --csv --json', 'one of them', YEAR],
  ])('refuses %s with exit code 2', async (_, line, words, content) => {
    const { code, text } = await runChart(`spc {file} ${line}`, content)
    expect({ code, says: text.includes(words), text }).toMatchObject({ code: 2, says: true })
  })
})
