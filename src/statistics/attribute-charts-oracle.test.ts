import { describe, expect, it } from 'vitest'
import { dataRows, oracle, oraclesPresent, skippedWithout } from '../../tests/support/oracles.js'
import { cChart } from './c-chart.js'
import { gChart } from './g-chart.js'
import { iChart } from './i-chart.js'
import { pChart, pPrimeChart } from './p-chart.js'
import type { RateInput } from './rate-chart.js'
import type { ShewhartChart, ShewhartOptions } from './shewhart-chart.js'
import { tChart } from './t-chart.js'
import { uChart, uPrimeChart } from './u-chart.js'

interface ChartCase {
  readonly id: string
  readonly chart: 'p' | 'pp' | 'u' | 'up' | 'c' | 'i' | 'g' | 't'
  readonly source: Readonly<Record<string, string>>
  readonly freeze?: number
  readonly values: Readonly<Record<string, readonly (number | boolean | 'NA')[]>>
}

const ofRates = { p: pChart, pp: pPrimeChart, u: uChart, up: uPrimeChart }
const ofValues = { c: cChart, i: iChart, g: gChart, t: tChart }

function ratesOf(source: ChartCase['source']): readonly RateInput[] {
  const [rows, by] = [dataRows(source['dataset'] ?? ''), source['by']]
  if (by === undefined) {
    return rows
      .filter((row) => row['org_code'] === source['org_code'])
      .map((row) => ({
        numerator: Number(row[source['numerator'] ?? '']),
        denominator: Number(row[source['denominator'] ?? '']),
      }))
  }
  const counts = new Map<number, { numerator: number; denominator: number }>()
  for (const row of rows) {
    if (row['outcome'] !== '1') continue
    const count = counts.get(Number(row[by])) ?? { numerator: 0, denominator: 0 }
    count.denominator += 1
    if (Number(row['score']) >= 0.15) count.numerator += 1
    counts.set(Number(row[by]), count)
  }
  return [...counts].toSorted(([a], [b]) => a - b).map(([, count]) => count)
}

function chartOf({ chart, source, values, ...given }: ChartCase): ShewhartChart {
  const options: ShewhartOptions = {
    freeze: given.freeze ?? null,
    // qicharts2 screens moving ranges by an option that it sets when it is loaded
    screenOutliers: true,
  }
  if (chart in ofRates) return ofRates[chart as keyof typeof ofRates](ratesOf(source), options)
  const ys = (values['y'] ?? []).map(Number)
  return ofValues[chart as keyof typeof ofValues](ys, options)
}

const PAIRS = [
  ['y', 'y'],
  ['cl', 'cl'],
  ['lcl', 'lcl'],
  ['ucl', 'ucl'],
  ['lcl95', 'lcl.95'],
  ['ucl95', 'ucl.95'],
] as const

describe.skipIf(!oraclesPresent)(`spc_attribute_charts.json (${skippedWithout})`, () => {
  const cases: readonly ChartCase[] = oraclesPresent ? oracle('spc_attribute_charts').cases : []

  it.each(cases)('$id', (wanted) => {
    const chart = chartOf(wanted)
    const { values } = wanted
    expect(chart.points).toHaveLength(values['y']?.length ?? 0)
    const far = chart.points.flatMap((point, i) =>
      PAIRS.filter(([ours, theirs]) => {
        const value = Number(values[theirs]?.[i])
        const distance = Math.abs((point[ours] ?? NaN) - value)
        return !(distance <= 1e-9 * Math.max(1e-6, Math.abs(value)))
      }).map(([ours, theirs]) => `${ours} ${i}: ${point[ours]} not ${values[theirs]?.[i]}`),
    )
    expect(far).toEqual([])
    expect(chart.points.map((point) => point.sigma_signal)).toEqual(values['sigma.signal'])
    expect(chart.runs).toEqual({
      n_useful: values['n.useful']?.[0],
      longest_run: values['longest.run']?.[0],
      longest_run_max: values['longest.run.max']?.[0],
      n_crossings: values['n.crossings']?.[0],
      n_crossings_min: values['n.crossings.min']?.[0],
      signal: values['runs.signal']?.[0],
    })
  })
})
