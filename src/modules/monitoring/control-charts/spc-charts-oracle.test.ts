import { describe, expect, it } from 'vitest'
import {
  dataRows,
  oracle,
  oraclesPresent,
  skippedWithout,
} from '../../../../tests/support/oracles.js'
import { csv, runChart } from './testing/run-chart.js'

// From the text of a file by the command to its JSON; src/statistics compares the figures themselves.

type Given = ReturnType<typeof JSON.parse>

const NAMES: Readonly<Record<string, string>> = { pp: 'p-prime', up: 'u-prime' }

const cases = (name: string): readonly Given[] => (oraclesPresent ? oracle(name).cases : [])

/** How far values of ours are from theirs, relative to theirs; those that are not there count as far. */
const farthest = (ours: readonly (number | null)[], theirs: readonly unknown[]): number => {
  expect(ours).toHaveLength(theirs.length)
  return theirs.reduce<number>((most, wanted, i) => {
    const value = Number(wanted)
    const off = Math.abs((ours[i] ?? Number.NaN) - value) / Math.max(1e-6, Math.abs(value))
    return Number.isNaN(off) ? Infinity : Math.max(most, off)
  }, 0)
}

const ofTrust = (code: string) =>
  dataRows('ae_type1_monthly').filter((row) => row['org_code'] === code)

/** The file and the columns that a case of spc_attribute_charts.json is drawn from. */
const attributeFile = (one: Given): { file: string; columns: string } | null => {
  const { dataset, org_code: code, numerator, denominator } = one.source
  if (one.input) {
    return { file: csv(one.input.map((y: number, i: number) => [i + 1, y])), columns: '--value y' }
  }
  if (dataset !== 'ae_type1_monthly') return null
  const rows = ofTrust(code)
  if (numerator) {
    const cells = rows.map((row) => [row['period'], row[numerator], row[denominator]].map(String))
    return { file: csv(cells, 'day,a,b'), columns: '--numerator a --denominator b' }
  }
  const cells = rows.map((row) => [row['period'], row['breaches']].map(String))
  return { file: csv(cells), columns: '--value y' }
}

describe.skipIf(!oraclesPresent)(`every chart of spc as its oracle (${skippedWithout})`, () => {
  const drawable = cases('spc_attribute_charts').filter((one) => attributeFile(one) !== null)

  it('compares every kind of attribute chart', () => {
    const kinds = new Set(drawable.map(({ chart }) => chart))
    expect(kinds).toEqual(new Set(['c', 'g', 'i', 'p', 'pp', 't', 'u', 'up']))
  })

  it.each(drawable)('$id', async (one) => {
    const { file, columns } = attributeFile(one) ?? { file: '', columns: '' }
    const fix = one.freeze ? ` --fix ${one.freeze}` : ''
    const chart = NAMES[one.chart] ?? one.chart
    const { code, json } = await runChart(
      `spc {file} --chart ${chart} ${columns} --date day${fix} --json`,
      file,
    )
    expect(code).toBe(0)
    const pairs = [
      ['y', 'y'],
      ['mean', 'cl'],
      ['lpl', 'lcl'],
      ['upl', 'ucl'],
      ['near_lpl', 'lcl.95'],
      ['near_upl', 'ucl.95'],
    ] as const
    for (const [ours, theirs] of pairs) {
      const values = json.points.map((point: Given) => point[ours])
      expect(farthest(values, one.values[theirs]), ours).toBeLessThanOrEqual(1e-9)
    }
    const outside = json.points.map((point: Given) => point.outside_limits)
    expect(outside).toEqual(one.values['sigma.signal'])
    expect(json.runs).toMatchObject({
      longest_run: one.values['longest.run'][0],
      n_crossings: one.values['n.crossings'][0],
      signal: one.values['runs.signal'][0],
    })
  })

  const ofCounts = drawable.filter(({ chart }) => chart === 'p' || chart === 'u')

  it.each(ofCounts)('$id: its standard deviations, as EWMA and CUSUM take them', async (one) => {
    const { file, columns } = attributeFile(one) ?? { file: '', columns: '' }
    const fix = one.freeze ? ` --fix ${one.freeze}` : ''
    const as = one.chart === 'p' ? 'share' : 'rate'
    const line = `${columns} --as ${as} --date day${fix} --json`
    const { json } = await runChart(`spc {file} --chart ewma ${line}`, file)
    const { centre, spread, sds } = json.baseline
    expect(farthest([centre], one.values.cl.slice(0, 1))).toBeLessThanOrEqual(1e-9)
    const limits = sds.map((sd: number) => centre + (3 * sd) / spread)
    expect(farthest(limits, one.values.ucl)).toBeLessThanOrEqual(1e-9)
    const [sum, width, y] = [{ pos: 0, neg: 0 }, { variance: 0 }, { average: centre }]
    const cusum = await runChart(`spc {file} --chart cusum ${line}`, file)
    json.points.forEach((point: Given, i: number) => {
      y.average += 0.2 * (point.value - y.average)
      width.variance = 0.04 * sds[i] ** 2 + 0.64 * width.variance
      expect(point.y).toBeCloseTo(y.average, 12)
      expect(point.ucl).toBeCloseTo(centre + 3 * Math.sqrt(width.variance), 12)
      const z = (point.value - centre) / sds[i]
      sum.pos = Math.max(0, sum.pos + z - 0.5)
      sum.neg = Math.min(0, sum.neg + z + 0.5)
      expect(cusum.json.points[i].pos).toBeCloseTo(sum.pos, 9)
      expect(cusum.json.points[i].neg).toBeCloseTo(sum.neg, 9)
    })
  })

  const ofKind = (kind: string) => cases('cusum').filter((one) => one.kind === kind)

  const siteFile = (site: string): string => {
    const rows = dataRows('diabetes_readmission').filter((row) => row['site'] === site)
    return csv(
      rows.map((row) => [row['score'] ?? '', row['outcome'] ?? '']),
      'risk,y',
    )
  }
  const numbers = (points: readonly Given[]): number[] => points.map(({ y }) => y)

  it.each(ofKind('ra_cusum'))('$id and its VLAD', async (one) => {
    const file = siteFile(one.source.site)
    const columns = '--expected risk --outcome y --json'
    const cusum = `spc {file} --chart risk-adjusted-cusum --odds-ratio ${one.odds_ratio} --limit ${one.limit}`
    const { json } = await runChart(`${cusum} ${columns}`, file)
    const { values, signal_index: signals } = one.cusum_reset_after_signal
    const off = numbers(json.points).map((y, i) => Math.abs(y - values[i]))
    expect(off).toHaveLength(one.n)
    expect(Math.max(...off)).toBeLessThanOrEqual(1e-9)
    expect(json.signals).toEqual([signals].flat())
    const vlad = await runChart(`spc {file} --chart vlad ${columns}`, file)
    expect(vlad.json.final).toBeCloseTo(one.vlad_final, 9)
    const hundreds = numbers(vlad.json.points).filter((_, i) => (i + 1) % 100 === 0)
    hundreds.forEach((y, i) => expect(y).toBeCloseTo(one.vlad_path_every_100[i], 9))
  })

  it.each(ofKind('bernoulli_cusum'))('$id', async (one) => {
    const line = `spc {file} --chart bernoulli-cusum --outcome y --rate ${one.p0} --odds-ratio ${one.odds_ratio} --limit ${one.limit} --json`
    const { json } = await runChart(line, siteFile(one.source.site))
    expect(json.signals).toEqual(one.signal_index)
  })

  it.each(ofKind('ra_cusum_limit'))('$id: the limit for a run length', async (one) => {
    const rows = Array.from({ length: 40 }, (_, i) => [one.risk_mix.p[i % 4], 0])
    const line = `spc {file} --chart risk-adjusted-cusum --expected risk --outcome y --run-length ${one.in_control_arl} --json`
    const { json } = await runChart(line, csv(rows, 'risk,y'))
    expect(Math.abs(json.limit - one.h)).toBeLessThan(0.002)
    expect(json.run_lengths.in_control / one.in_control_arl).toBeCloseTo(1, 2)
  })

  const breaches = (code: string): string =>
    csv(ofTrust(code).map((row) => [row['period'] ?? '', row['breaches'] ?? '']))

  // qcc divides the average moving range by 2/√π, qicharts2 and we by 1.128.
  const D2_OF_QCC = 2 / Math.sqrt(Math.PI)

  const drawFromGiven = async (chart: string, one: Given): Promise<Given> => {
    const file = breaches(one.source.org_code)
    const line = `spc {file} --chart ${chart} --value y --date day --json`
    const own = await runChart(`${line} --fix 18 --no-screen`, file)
    expect(own.json.baseline.centre).toBeCloseTo(one.center, 9)
    expect((own.json.baseline.sd * 1.128) / (one.sd * D2_OF_QCC)).toBeCloseTo(1, 9)
    return (await runChart(`${line} --centre ${one.center} --sd ${one.sd}`, file)).json
  }

  it.each(ofKind('tabular_cusum'))('$id', async (one) => {
    const json = await drawFromGiven('cusum', one)
    for (const side of ['pos', 'neg'] as const) {
      const off = json.points.map((point: Given, i: number) => Math.abs(point[side] - one[side][i]))
      expect(Math.max(...off)).toBeLessThanOrEqual(1e-9)
    }
    const dates: string[] = json.points.map(({ date }: Given) => date)
    for (const side of ['upper', 'lower'] as const) {
      const places = json.violations[side].map((date: string) => dates.indexOf(date) + 1)
      expect(places).toEqual(one.violations[side])
    }
  })

  it.each(ofKind('ewma'))('$id', async (one) => {
    const json = await drawFromGiven('ewma', one)
    for (const name of ['y', 'lcl', 'ucl'] as const) {
      const values = json.points.map((point: Given) => point[name])
      expect(farthest(values, one[name]), name).toBeLessThanOrEqual(1e-9)
    }
  })
})
