import { describe, expect, it } from 'vitest'
import { makeXlsx } from '../read-table/testing/make-xlsx.js'
import { csv, runChart } from './testing/run-chart.js'

const YS = [50, 52, 48, 51, 49, 50, 52, 48, 51, 49, 50, 51, 47, 46, 47, 46, 47, 46, 47]
const day = (i: number): string => `2026-01-${String(i + 1).padStart(2, '0')}`
const t2 = csv(YS.map((y, i) => [day(i), y]))
const SPC = 'spc {file} --value y --date day'

describe('spc', () => {
  it('answers field.md vector T2: mean, limits, causes, icon and assurance', async () => {
    const { code, json } = await runChart(`${SPC} --fix 12 --target 45 --json`, t2)
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

  it('draws every series of a column in one call, each as it would be drawn alone', async () => {
    const rows = ['north', 'south'].flatMap((site, shift) =>
      YS.map((y, i) => [day(i), y + 10 * shift, site]),
    )
    const both = csv(rows, 'day,y,site')
    const line = `${SPC} --fix 12 --target 45 --json`
    const { code, json } = await runChart(`${line} --by site`, both)
    expect(code).toBe(0)
    expect(json.series.map(({ by }: { by: object }) => by)).toEqual([
      { site: 'north' },
      { site: 'south' },
    ])
    const alone = await runChart(`${line} --where site=south`, both)
    const { notes, ...chart } = alone.json
    expect(json).toMatchObject({ series: [{}, chart], notes })
    const words = await runChart(`${SPC} --by site`, both)
    expect(words.text).toContain('given.csv, site north, y: 19 values')
    expect((await runChart(`${SPC} --by ward`, both)).code).toBe(2)
  })

  it('says variation and assurance in words before the table', async () => {
    const { text } = await runChart(`${SPC} --fix 12 --target 45`, t2)
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
      await runChart(`${SPC} --json`, spike),
      await runChart(`${SPC} --no-screen --json`, spike),
    ]
    expect(screened.json.segments[0].upl.toFixed(4)).toBe('4.6044')
    expect(all.json.segments[0].upl.toFixed(4)).toBe('6.9515')
    const rebased = await runChart(`${SPC} --direction decrease --rebase 13/01/2026 --json`, t2)
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
    const { json } = await runChart(`${SPC} --json`, periods)
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
    const { json } = await runChart(`${SPC} --target 90% --json`, shares)
    expect(json).toMatchObject({ assurance: 'consistent_fail' })
    expect(json.points[0].y).toBe(0.5)
    const refused = await runChart(`${SPC} --target 90`, shares)
    expect(refused).toMatchObject({
      code: 2,
      text: 'The values are percentages. Write --target 90%.',
    })
    const bare = await runChart(`${SPC} --target 90%`, csv(YS.map((y, i) => [day(i), y])))
    expect(bare.text).toContain('have no percent sign and go up to')
    expect(bare.text).toContain('Write --target 90 if they are percent')
    const based = `${SPC} --chart ewma --sd 2`
    expect((await runChart(`${based} --centre 50`, shares)).text).toContain('Write --centre 50%.')
    expect((await runChart(`${based}% --centre 50%`, shares)).code).toBe(0)
    const mixed = await runChart(`${SPC} --json`, `${shares}\n2026-02-01,0.5`)
    expect(mixed.json.excluded).toEqual({ 'The number has no % sign while others have one.': 1 })
  })

  it('reads spreadsheet dates, also where they have become numbers', async () => {
    const cells = YS.map((y, i) => [{ value: 46082 + i, style: 1 as const }, y])
    const book = await runChart(`${SPC} --json`, makeXlsx([['day', 'y'], ...cells]))
    const serial = await runChart(`${SPC} --json`, csv(YS.map((y, i) => [46082 + i, y])))
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
      const { code, json } = await runChart(`${SPC} --no-screen --target 3 --json`, content)
      expect(code).toBe(0)
      expect(json).toMatchObject({ variation_icon: null, variation_reason: reason })
      expect(json).toMatchObject({ assurance: null, assurance_reason: 'no_limits' })
      expect(json.segments[0]).toMatchObject({ lpl: null, upl: null, reason })
      expect(json.points[0]).toMatchObject({ lpl: null, special_cause_type: null, reason })
      expect((await runChart(SPC, content)).text).toContain('Variation: not judged')
    },
  )

  it.each([2, 5, 6])(
    'says of %d values what can be said, in words and beside the icon',
    async (n) => {
      const content = csv(YS.slice(0, n).map((y, i) => [day(i), y]))
      const { json } = await runChart(`${SPC} --target 40 --json`, content)
      const { text } = await runChart(`${SPC} --target 40`, content)
      expect(json.variation_icon).toBe('common_cause')
      expect(json.variation_reason).toBe(n < 6 ? 'too_few_to_say' : undefined)
      expect(text.includes('Variation: common cause')).toBe(n >= 6)
      expect(text.includes('Variation: nothing can be said yet.')).toBe(n < 6)
      expect(text.includes('Assurance: nothing can be said yet.')).toBe(n < 6)
      expect(text.includes(`Nothing can be said yet: ${n} values stand`)).toBe(n < 6)
      expect(text).toContain('trial limits')
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
    const { code, text } = await runChart(line, content)
    expect({ code, says: text.includes(words), text }).toMatchObject({ code: 2, says: true })
  })
})
