import { describe, expect, it } from 'vitest'
import { csv, runChart } from './testing/run-chart.js'

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
    const { code, json } = await runChart(`${FUNNEL} --json`, five)
    expect(code).toBe(0)
    expect(json.target).toBeCloseTo(191 / 1500, 12)
    expect(json.phi).toBeCloseTo(1.918910660896, 10)
    const { text } = await runChart(FUNNEL, five)
    expect(text).toContain('wider than chance alone makes them on average (phi 1.919')
    expect(text).toContain('In few groups that may be chance too.')
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
    const { json } = await runChart(`${FUNNEL} --target 10% --json`, few)
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
    const { text } = await runChart(FUNNEL, few)
    expect(text).toContain('fewer than five groups')
    expect(text).toContain('not a ranking')
    expect(text).toMatch(/^A +10 +100 +10.0% +5.5%–17.4% /m)
  })

  it('refuses one group around its own share, and holds it against a target or expected number', async () => {
    const one = csv([['A', 10, 100]], 'site,e,n')
    const refused = await runChart(FUNNEL, one)
    expect(refused.code).toBe(2)
    expect(refused.text).toContain('one group only in “site”, “A”')
    expect(refused.text).toContain('two groups or more')
    const besides = csv(
      [
        ['A', 10, 100],
        ['B', 20, 10],
      ],
      'site,e,n',
    )
    const withUnused = await runChart(FUNNEL, besides)
    expect(withUnused.text).toContain('1 of 2 rows were not used:\n  1: There are more events')
    const against = await runChart(`${FUNNEL} --target 20% --json`, one)
    expect(against).toMatchObject({ code: 0, json: { target: 0.2 } })
    const ratio = 'funnel {file} --events e --expected n --group site'
    expect((await runChart(ratio, one)).code).toBe(0)
    expect((await runChart(FUNNEL, `${one.trimEnd()}\r\nB,9,100`)).text).toContain(
      'fewer than five groups',
    )
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
    const { json } = await runChart(line, csv(rows, 'site,e,n'))
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
    const { json } = await runChart(`${FUNNEL} --json`, `${five}\n${csv(rows, '').trim()}`)
    expect(json).toMatchObject({ rows: 14, used: 6 })
    const excluded: readonly number[] = Object.values(json.excluded)
    expect(excluded.reduce((sum, count) => sum + count, 0)).toBe(8)
    expect(json.problems[1]).toEqual({ row: 9, reason: 'There are more events than the total.' })
    const { text } = await runChart(FUNNEL, `${five}\n${csv(rows, '').trim()}`)
    expect(text).toContain('8 of 14 rows were not used:')
  })

  it.each([
    ['neither total nor expected', 'funnel {file} --events e --group site', 'Give --total'],
    ['both', `${FUNNEL} --expected n`, 'Give --total'],
    ['a target above 1', `${FUNNEL} --target 2`, '--target is a share'],
    ['a missing column', `${FUNNEL}s`, 'has no column “sites”'],
  ])('refuses %s with exit code 2', async (_, line, words) => {
    const { code, text } = await runChart(line, five)
    expect({ code, says: text.includes(words), text }).toMatchObject({ code: 2, says: true })
  })

  it('refuses a file without a usable row', async () => {
    const { code, text } = await runChart(FUNNEL, 'site,e,n\nA,5,4')
    expect(code).toBe(2)
    expect(text).toContain('Row 2: There are more events than the total.')
  })
})
