import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '#entrances/cli/cli.js'
import { makeXlsx } from '../read-table/testing/make-xlsx.js'
import { controlChartVerbs } from './verbs.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'charts-'))
})
afterAll(() => rm(folder, { recursive: true }))

interface Ran {
  readonly code: number
  readonly text: string
  readonly json: ReturnType<typeof JSON.parse>
}

/** Runs the command line on a file of this content; `{file}` stands for its path. */
async function run(line: string, content: string | Uint8Array): Promise<Ran> {
  const path = join(folder, 'given.csv')
  await writeFile(path, content)
  const words = line.split(' ').map((word) => word.replace('{file}', path))
  const lines: string[] = []
  const take = (text: string): void => {
    lines.push(text)
  }
  const code = await runCli(
    {
      verbs: controlChartVerbs,
      version: '1',
      openRegistry: () => Promise.reject(new Error('no registry is needed')),
      clock: { now: () => new Date(0) },
      newId: (prefix) => `${prefix}_1` as never,
      out: take,
      error: take,
    },
    words,
  )
  const text = lines.join('\n')
  return { code, text, json: line.includes('--json') ? JSON.parse(text) : null }
}

const YS = [50, 52, 48, 51, 49, 50, 52, 48, 51, 49, 50, 51, 47, 46, 47, 46, 47, 46, 47]
const day = (i: number): string => `2026-01-${String(i + 1).padStart(2, '0')}`
const csv = (rows: readonly (readonly (string | number)[])[], header = 'day,y'): string =>
  [header, ...rows.map((row) => row.join(','))].join('\n')
const t2 = csv(YS.map((y, i) => [day(i), y]))
const SPC = 'spc {file} --value y --date day'

describe('spc', () => {
  it('answers field.md vector T2: mean, limits, causes, icon and assurance', async () => {
    const { code, json } = await run(`${SPC} --fix 12 --target 45 --json`, t2)
    expect(code).toBe(0)
    expect(json).toMatchObject({ variation_icon: 'concern_low', assurance: 'inconsistent' })
    expect(json.segments[0].lpl).toBeCloseTo(44.0379, 4)
    expect(json.segments[0].upl).toBeCloseTo(56.1288, 4)
    expect(json.points[12]).toMatchObject({
      date: '2026-01-13',
      y: 47,
      special_cause_type: '7 Points Below CL',
    })
    expect(json).toMatchObject({ rows: 19, used: 19, excluded: {}, problems: [] })
  })

  it('says variation and assurance in words before the table', async () => {
    const { text } = await run(`${SPC} --fix 12 --target 45`, t2)
    const [first, variation, assurance] = text.split('\n')
    expect(first).toBe('given.csv, y: 19 values from 2026-01-01 to 2026-01-19.')
    expect(variation).toBe(
      'Variation: special cause, concern: the latest value, 47 (2026-01-19), is one of 7 or more points below the mean. Look for what changed.',
    )
    expect(assurance).toContain('the target of 45 will be met at some times and missed at others')
    expect(text).toMatch(/2026-01-01 +50 +50.08 +44.04 +56.13$/m)
    expect(text).not.toMatch(/\bsafe\b|compliant|approved/i)
  })

  it('reads --direction, --no-screen and --rebase', async () => {
    const spike = csv(
      [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1].map((y, i) => [day(i), y]),
    )
    const [screened, all] = [
      await run(`${SPC} --json`, spike),
      await run(`${SPC} --no-screen --json`, spike),
    ]
    expect(screened.json.segments[0].upl.toFixed(4)).toBe('4.6044')
    expect(all.json.segments[0].upl.toFixed(4)).toBe('6.9515')
    const rebased = await run(`${SPC} --direction decrease --rebase 13/01/2026 --json`, t2)
    expect(rebased.json.segments.map(({ n }: { n: number }) => n)).toEqual([12, 7])
  })

  it('sorts dates and whole periods, says so, and keeps a blank as a gap with its reason', async () => {
    const periods = csv([
      [10, 5],
      [9, ''],
      [8, 'x'],
      [7, 4],
      [6, 3],
    ])
    const { json } = await run(`${SPC} --json`, periods)
    expect(json.points.map(({ date }: { date: string }) => date)).toEqual([
      '6',
      '7',
      '8',
      '9',
      '10',
    ])
    expect(json.points[3]).toMatchObject({ y: null, reason: 'The value is blank.' })
    expect(json.excluded).toEqual({ 'The value is blank.': 1, 'The cell is not a number.': 1 })
    expect(json).toMatchObject({ rows: 5, used: 3 })
    expect(json.warnings.join()).toContain('sorted')
  })

  it('takes percentages with a target written as one', async () => {
    const shares = csv(YS.map((y, i) => [day(i), `${y}%`]))
    const { json } = await run(`${SPC} --target 90% --json`, shares)
    expect(json).toMatchObject({ assurance: 'consistent_fail' })
    expect(json.points[0].y).toBe(0.5)
    const refused = await run(`${SPC} --target 90`, shares)
    expect(refused).toMatchObject({
      code: 2,
      text: 'The values are percentages. Write the target as 90%.',
    })
    const mixed = await run(`${SPC} --json`, `${shares}\n2026-02-01,0.5`)
    expect(mixed.json.excluded).toEqual({ 'The number has no % sign while others have one.': 1 })
  })

  it('reads spreadsheet dates, also where they have become numbers', async () => {
    const cells = YS.map((y, i) => [{ value: 46082 + i, style: 1 as const }, y])
    const book = await run(`${SPC} --json`, makeXlsx([['day', 'y'], ...cells]))
    const serial = await run(`${SPC} --json`, csv(YS.map((y, i) => [46082 + i, y])))
    expect(book.json.points[0].date).toBe('2026-03-01')
    expect(serial.json.points).toEqual(book.json.points)
  })

  it.each([
    ['one point', [5], 'too_few_values'],
    ['a constant series', Array<number>(20).fill(5), 'moving_range_zero'],
    ['rare events', [0, 0, 1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0], 'mostly_unchanged'],
  ])(
    'gives %s no limits and no verdict, with the reason beside each null',
    async (_, ys, reason) => {
      const content = csv(ys.map((y, i) => [day(i), y]))
      const { code, json } = await run(`${SPC} --no-screen --target 3 --json`, content)
      expect(code).toBe(0)
      expect(json).toMatchObject({ variation_icon: null, variation_reason: reason })
      expect(json).toMatchObject({ assurance: null, assurance_reason: 'no_limits' })
      expect(json.segments[0]).toMatchObject({ lpl: null, upl: null, reason })
      expect(json.points[0]).toMatchObject({ lpl: null, special_cause_type: null, reason })
      expect((await run(SPC, content)).text).toContain('Variation: not judged')
    },
  )

  it.each([
    [
      'a missing column',
      'spc {file} --value z --date day',
      t2,
      'has no column “z”. Its columns are “day”, “y”.',
    ],
    ['a date that stands twice', SPC, `${t2}\n2026-01-02,9`, '2026-01-02 (rows 3 and 21)'],
    ['no value', SPC, 'day,y\n2026-01-01,x', 'Row 2: The cell is not a number.'],
    ['no date', SPC, 'day,y\nsoon,4', 'Row 2: The date cannot be read.'],
    ['a short baseline', `${SPC} --fix 11`, t2, '12 or more'],
    ['a direction', `${SPC} --direction up`, t2, 'increase, decrease or neutral'],
    ['a target', `${SPC} --target high`, t2, '--target is a number'],
    ['a rebase without a point', `${SPC} --rebase 2027-01-01`, t2, 'no point has this date'],
    ['a condition that holds nowhere', `${SPC} --where y=1`, t2, 'has no row where y=1'],
    ['a condition that is none', `${SPC} --where y`, t2, '--where is column=value'],
  ])('refuses %s with exit code 2', async (_, line, content, words) => {
    const { code, text } = await run(line, content)
    expect({ code, says: text.includes(words), text }).toMatchObject({ code: 2, says: true })
  })
})

const five = csv(
  [
    ['B', 22, 200],
    ['A', 5, 50],
    ['C', 28, 300],
    ['D', 41, 400],
    ['E', 90, 500],
    ['A', 5, 50],
  ],
  'site,e,n',
)
const FUNNEL = 'funnel {file} --events e --total n --group site'

describe('funnel', () => {
  it('adds up the rows of a group and answers limits under their names', async () => {
    const { code, json } = await run(`${FUNNEL} --json`, five)
    expect(code).toBe(0)
    expect(json.target).toBeCloseTo(191 / 1500, 12)
    expect(json.phi).toBeCloseTo(1.918910660896, 10)
    expect(json.groups.map(({ group }: { group: string }) => group)).toEqual([
      'A',
      'B',
      'C',
      'D',
      'E',
    ])
    expect(Object.keys(json.groups[0])).toEqual(
      expect.arrayContaining(
        'rr LCL95 UCL95 LCL99 UCL99 OD95LCL OD95UCL OD99LCL OD99UCL outlier'.split(' '),
      ),
    )
    expect(json.groups[0]).toMatchObject({ numerator: 10, denominator: 100, rr: 0.1 })
    expect(json).toMatchObject({ rows: 6, used: 6 })
  })

  it('with fewer than five groups says so, with a reason beside each null', async () => {
    const few = csv(
      [
        ['A', 10, 100],
        ['B', 22, 200],
      ],
      'site,e,n',
    )
    const { json } = await run(`${FUNNEL} --target 10% --json`, few)
    expect(json).toMatchObject({
      target: 0.1,
      phi: null,
      tau2: null,
      reason: 'fewer_than_five_groups',
    })
    expect(json.groups[0]).toMatchObject({
      OD95LCL: null,
      reason: 'fewer_than_five_groups',
      outlier: 0,
    })
    const { text } = await run(FUNNEL, few)
    expect(text).toContain('fewer than five groups')
    expect(text).toContain('not a ranking')
    expect(text).toMatch(/^A +10 +100 +10.0% +5.5%–17.4% /m)
  })

  it('takes expected numbers for a ratio, and gives one without events no score', async () => {
    const rows = [
      ['A', 0, 12.4],
      ['B', 9, 10.1],
      ['C', 11, 9.8],
      ['D', 10, 10],
      ['E', 12, 11],
      ['F', 8, 9],
    ]
    const line = 'funnel {file} --events e --expected n --group site --json'
    const { json } = await run(line, csv(rows, 'site,e,n'))
    expect(json).toMatchObject({ target: 1, kind: 'ratio' })
    expect(json.groups[0]).toMatchObject({
      Uzscore: null,
      od_z: null,
      reason: 'no_events',
      outlier: 1,
    })
  })

  it('keeps each row it cannot use with its reason, and the counts add up', async () => {
    const rows = [
      ['F', 'x', 5],
      ['G', 5, 4],
      ['H', 0, 0],
      ['', 1, 2],
      ['I', '*', 9],
      ['J', 1, 2.5],
      ['K', -1, 2],
      ['L', 1, ''],
    ]
    const { json } = await run(`${FUNNEL} --json`, `${five}\n${csv(rows, '').trim()}`)
    expect(json).toMatchObject({ rows: 14, used: 6 })
    const excluded: readonly number[] = Object.values(json.excluded)
    expect(excluded.reduce((sum, count) => sum + count, 0)).toBe(8)
    expect(json.problems[1]).toEqual({ row: 9, reason: 'There are more events than the total.' })
    const { text } = await run(FUNNEL, `${five}\n${csv(rows, '').trim()}`)
    expect(text).toContain('8 of 14 rows were not used:')
  })

  it.each([
    ['neither total nor expected', 'funnel {file} --events e --group site', 'Give --total'],
    ['both', `${FUNNEL} --expected n`, 'Give --total'],
    ['a target above 1', `${FUNNEL} --target 2`, '--target is a share'],
    ['a missing column', `${FUNNEL}s`, 'has no column “sites”'],
  ])('refuses %s with exit code 2', async (_, line, words) => {
    const { code, text } = await run(line, five)
    expect({ code, says: text.includes(words), text }).toMatchObject({ code: 2, says: true })
  })

  it('refuses a file without a usable row', async () => {
    const { code, text } = await run(FUNNEL, 'site,e,n\nA,5,4')
    expect(code).toBe(2)
    expect(text).toContain('Row 2: There are more events than the total.')
  })
})
