import { describe, expect, it } from 'vitest'
import { csv, runChart } from './testing/run-chart.js'

// A chart begun anew is two charts: each part is held against the chart of a file that is that part alone.

const dayOf = (i: number): string => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10)
const rows = Array.from({ length: 30 }, (_, i) => {
  const events = (i < 15 ? 8 : 16) + ((i * 7) % 5)
  return [dayOf(i), events, 90 + ((i * 11) % 40), 1 + ((i * 5) % 9) + (i < 15 ? 0 : 6)]
})
const header = 'day,a,b,y'
const AT = 15
const LINES = {
  p: '--numerator a --denominator b',
  'p-prime': '--numerator a --denominator b',
  u: '--numerator a --denominator b',
  'u-prime': '--numerator a --denominator b',
  c: '--value a',
  g: '--value y',
  t: '--value y',
  i: '--value y',
  runs: '--value y',
}
const KEYS = ['date', 'y', 'mean', 'median', 'side', 'lpl', 'upl', 'near_lpl', 'near_upl']
const RULES = ['special_cause_type', 'point_type']
type Point = Readonly<Record<string, unknown>>
const picked = (points: readonly Point[]) =>
  points.map((point) => Object.fromEntries([...KEYS, ...RULES].map((key) => [key, point[key]])))

describe('spc --rebase', () => {
  it.each(Object.entries(LINES))(
    '%s: each part has the limits of its own',
    async (kind, columns) => {
      const line = `spc {file} --chart ${kind} ${columns} --date day --json`
      const whole = await runChart(`${line} --rebase ${dayOf(AT)}`, csv(rows, header))
      expect(whole.code).toBe(0)
      const first = await runChart(line, csv(rows.slice(0, AT), header))
      const second = await runChart(line, csv(rows.slice(AT), header))
      expect(picked(whole.json.points)).toEqual(
        picked([...first.json.points, ...second.json.points]),
      )
      expect(whole.json.points.map((point: Point) => point['rebase_group'])).toEqual(
        rows.map((_, i) => (i < AT ? 0 : 1)),
      )
      expect(whole.json.segments.map(({ n }: { n: number }) => n)).toEqual([AT, 15])
      expect(whole.json.segments[0].runs).toEqual(first.json.runs)
      expect(whole.json.runs).toEqual(second.json.runs)
      expect(whole.json.variation_icon).toBe(second.json.variation_icon)
    },
  )

  it('fixes limits on the first points of each part, says the runs of each, and refuses other dates', async () => {
    const line = 'spc {file} --chart c --value a --date day'
    const fixed = await runChart(`${line} --fix 12 --rebase ${dayOf(AT)} --json`, csv(rows, header))
    const mean = (from: number) =>
      rows.slice(from, from + 12).reduce((sum, row) => sum + Number(row[1]), 0) / 12
    expect(fixed.json.segments[0].mean).toBeCloseTo(mean(0), 12)
    expect(fixed.json.segments[1].mean).toBeCloseTo(mean(AT), 12)
    const words = await runChart(`${line} --rebase ${dayOf(AT)}`, csv(rows, header))
    expect(words.text).toMatch(/From 2026-01-01: Runs: .*\nFrom 2026-01-16: Runs: /)
    const wrong = await runChart(`${line} --rebase 2027-01-01`, csv(rows, header))
    expect(wrong).toMatchObject({ code: 2 })
    expect(wrong.text).toContain('no point has this date')
    const ewma = await runChart(
      `spc {file} --chart ewma --value a --date day --rebase ${dayOf(AT)}`,
      csv(rows, header),
    )
    expect(ewma.text).toContain('does not use --rebase')
  })
})
