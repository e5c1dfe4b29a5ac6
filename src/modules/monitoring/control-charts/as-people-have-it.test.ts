import { describe, expect, it } from 'vitest'
import { makeXlsx } from '../read-table/testing/make-xlsx.js'
import { csv, runChart } from './testing/run-chart.js'

const MONTHS = Array.from({ length: 12 }, (_, i): [string, number] => [
  `2025-${String(i + 1).padStart(2, '0')}`,
  0.5 + (i % 3) / 100,
])
const SPC = 'spc {file} --value y --date day'
const pointsOf = async (content: string | Uint8Array): Promise<unknown> => {
  const { json } = await runChart(`${SPC} --json`, content)
  return json.points.map(({ y }: { y: number | null }) => y)
}

describe('tables as people have them', () => {
  const semicolons = csv(MONTHS, 'day,y').replaceAll(',', ';').replaceAll('.', ',')
  const titled = [['Minutes'], [], ['day', 'y'], ...MONTHS]

  it('spc reads decimal commas, `sep=` and titles as the plain table, and says so', async () => {
    const points = MONTHS.map(([, y]) => y)
    for (const [content, said] of [
      [semicolons, '0,85 was read as 0.85'],
      [`sep=;\n${semicolons}`, '0,85 was read as 0.85'],
      [`Minutes\n\n${csv(MONTHS)}`, 'found in row 3'],
      [makeXlsx(titled), 'found in row 3'],
    ] as const) {
      const { code, text } = await runChart(SPC, content)
      expect({ code, text }).toMatchObject({ code: 0, text: expect.stringContaining(said) })
    }
    expect(await pointsOf(csv(MONTHS))).toEqual(points)
    expect(await pointsOf(`sep=,\n${csv(MONTHS)}`)).toEqual(points)
  })

  it('a comma is a decimal comma throughout where one number can be nothing else', async () => {
    const { text } = await runChart(`${SPC} --csv`, 'day;y\n1;0,85\n2;1,234\n3;2,5\n')
    expect(text).toContain('1.234')
    const { text: thousands } = await runChart(`${SPC} --csv`, 'day;y\n1;1,234\n2;2,500\n3;3,000\n')
    expect(thousands).toContain('1234')
  })

  it('funnel reads them too', async () => {
    const rows = 'site;e;n\nA;5;50,5\nB;9;60,25\nC;7;70,1\nD;8;75,5\nE;6;66,0\n'
    const line = 'funnel {file} --events e --expected n --group site'
    const { code, text } = await runChart(line, `sep=;\nBy site\n${rows}`)
    expect(code).toBe(0)
    expect(text).toContain('found in row 3')
    expect(text).toContain('0,85 was read as 0.85')
    const { json } = await runChart(`${line} --json`, `sep=;\nBy site\n${rows}`)
    expect(json.notes).toEqual([
      expect.stringContaining('found in row 3'),
      expect.stringContaining('0,85 was read as 0.85'),
    ])
    const high = await runChart(`${line} --target 100`, rows)
    expect(high).toMatchObject({ code: 2, text: expect.stringContaining('such as 100%') })
    expect((await runChart(`${line} --target 100%`, rows)).code).toBe(0)
  })

  it('expected risks are percent by their sign or where it is said, and else refused', async () => {
    const risks = ['0.4', '3', '12.5', '40']
    const cases = (risk: (text: string) => string): string =>
      csv(
        risks.map((text, i) => [risk(text), i % 2]),
        'risk,y',
      )
    const line = 'spc {file} --chart vlad --expected risk --outcome y'
    const signed = await runChart(
      `${line} --json`,
      cases((text) => `${text}%`),
    )
    expect(signed.json.points.map(({ expected }: { expected: number }) => expected)).toEqual([
      0.004, 0.03, 0.125, 0.4,
    ])
    expect(signed.json.warnings).toEqual([expect.stringContaining('4 cells have a percent sign')])
    const bare = cases((text) => text)
    const told = await runChart(`${line} --scale percent --json`, bare)
    expect(told.json.points).toEqual(signed.json.points)
    const refused = await runChart(line, bare)
    expect(refused).toMatchObject({ code: 2, text: expect.stringContaining('--scale percent') })
    const left = await runChart(`${line} --scale probability --json`, bare)
    expect(left.json).toMatchObject({
      used: 1,
      excluded: { 'The expected risk is not from 0 to 1.': 3 },
    })
    const other = await runChart(`${line} --scale score`, bare)
    expect(other.text).toBe('--scale is probability or percent, not “score”.')
  })

  it('charts of cases take outcomes in words or the event by name, and say so', async () => {
    const cases = (yes: string, no: string): string =>
      csv(
        Array.from({ length: 20 }, (_, i) => [i % 5 === 0 ? yes : no]),
        'y',
      )
    const line = 'spc {file} --chart bernoulli-cusum --outcome y --rate 10% --limit 3'
    const plain = await runChart(`${line} --json`, cases('1', '0'))
    const words = await runChart(`${line} --json`, cases('Yes', 'no'))
    const named = await runChart(`${line} --event died --json`, cases('died', 'alive'))
    expect(words.json.points).toEqual(plain.json.points)
    expect(named.json.points).toEqual(plain.json.points)
    expect(words.json.warnings).toEqual([expect.stringContaining('“yes” as 1, “no” as 0')])
    expect(named.json.warnings).toEqual([
      expect.stringContaining('“died” is the event'),
      expect.stringContaining('count as no event: “alive” (16 rows).'),
    ])
    expect((await runChart(line, cases('died', 'alive'))).text).toContain('Say which value')
  })
})
