import { describe, expect, it } from 'vitest'
import { dataRows, oracle, oraclesPresent, skippedWithout } from '../../tests/support/oracles.js'
import { categoryDrift, type CategoryCounts } from './category-drift.js'
import { chiSquaredTest } from './chi-squared-test.js'
import { distributionDistance } from './distribution-distance.js'
import { countsBetween, decileEdges, equalEdges } from './drift-bins.js'
import { ksAsymptoticTail, ksDistance, ksExactTail } from './kolmogorov-smirnov.js'
import { populationStability, stabilityByChance } from './population-stability.js'
import { wassersteinDistance } from './wasserstein-distance.js'

type Filter = Readonly<Record<string, unknown>>
interface DriftCase {
  readonly id: string
  readonly kind: 'score' | 'category'
  readonly dataset: string
  readonly column: string
  readonly reference: Filter
  readonly current: Filter
  readonly values: Readonly<Record<string, never>>
}

const holds = (row: Readonly<Record<string, string>>, filter: Filter): boolean =>
  Object.entries(filter).every(([column, wanted]) => {
    const value = row[column] ?? ''
    if (Array.isArray(wanted)) return wanted.map(String).includes(value)
    if (typeof wanted !== 'object' || wanted === null) return value === String(wanted)
    const { gte = -Infinity, lte = Infinity } = wanted as { gte?: number; lte?: number }
    return Number(value) >= gte && Number(value) <= lte
  })

const read = new Map<string, ReturnType<typeof dataRows>>()
const rowsOf = (dataset: string): ReturnType<typeof dataRows> => {
  const rows = read.get(dataset) ?? dataRows(dataset)
  read.set(dataset, rows)
  return rows
}

const columnOf = (one: DriftCase, filter: Filter): string[] =>
  rowsOf(one.dataset)
    .filter((row) => holds(row, filter))
    .map((row) => row[one.column] ?? '')

const scoresOf = (one: DriftCase, filter: Filter): Float64Array =>
  Float64Array.from(
    columnOf(one, filter)
      .filter((value) => value !== '')
      .map(Number),
  ).sort()

const categoriesOf = (one: DriftCase, filter: Filter): CategoryCounts => {
  const counts = new Map<string, number>()
  const values = columnOf(one, filter)
  for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  return { counts, missing: values.filter((value) => value === '').length }
}

/** Names in the file, ours and how close they must be; a relative bound for p values. */
type Comparison = readonly [ours: unknown, wanted: unknown, bound: number, relative?: true]

const far = ([ours, wanted, bound, relative]: Comparison): boolean => {
  if (Array.isArray(wanted) && Array.isArray(ours))
    return wanted.length !== ours.length || wanted.some((value, i) => far([ours[i], value, bound]))
  if (typeof wanted !== 'number' || typeof ours !== 'number') return wanted !== (ours ?? null)
  return Math.abs(ours - wanted) > bound * (relative ? Math.abs(wanted) : 1)
}

/** What stands in a case and is not ours: NannyML's and evidently's own variants, and plain moments. */
const NOT_OURS = /^(nannyml_|evidently_|mean_|sd_)/

const mismatches = (one: DriftCase, table: Readonly<Record<string, Comparison>>): string[] => {
  const wanted = Object.keys(one.values).filter((name) => !NOT_OURS.test(name))
  const unknown = wanted.filter((name) => !(name in table))
  const wrong = wanted.filter((name) => table[name] && far(table[name]))
  return [
    ...unknown.map((name) => `${name} is not computed`),
    ...wrong.map((name) => `${name}: ${JSON.stringify(table[name])}`),
  ]
}

describe.skipIf(!oraclesPresent)(`drift.json (${skippedWithout})`, () => {
  const cases: readonly DriftCase[] = oraclesPresent ? oracle('drift').cases : []

  it.each(cases.filter((one) => one.kind === 'score'))('$id', (one) => {
    const v = one.values
    const a = scoresOf(one, one.reference)
    const b = scoresOf(one, one.current)
    const edges = decileEdges(a)
    const [ra, ca] = [countsBetween(a, edges), countsBetween(b, edges)]
    const [r20, c20] = [countsBetween(a, equalEdges(20)), countsBetween(b, equalEdges(20))]
    const deciles = distributionDistance(ra, ca)
    const equal = distributionDistance(r20, c20)
    const d = ksDistance(a, b)
    const found = mismatches(one, {
      n_ref: [a.length, v['n_ref'], 0],
      n_cur: [b.length, v['n_cur'], 0],
      decile_edges: [edges, v['decile_edges'], 1e-15],
      decile_counts_ref: [ra, v['decile_counts_ref'], 0],
      decile_counts_cur: [ca, v['decile_counts_cur'], 0],
      'psi_decile_floor1e-4': [populationStability(ra, ca), v['psi_decile_floor1e-4'], 1e-10],
      psi_decile_half_smooth: [
        populationStability(ra, ca, 'half-added'),
        v['psi_decile_half_smooth'],
        1e-10,
      ],
      psi_decile_chi2_ref_95: [
        stabilityByChance(a.length, b.length, ra.length),
        v['psi_decile_chi2_ref_95'],
        1e-10,
      ],
      width20_counts_ref: [r20, v['width20_counts_ref'], 0],
      width20_counts_cur: [c20, v['width20_counts_cur'], 0],
      'psi_width20_floor1e-4': [populationStability(r20, c20), v['psi_width20_floor1e-4'], 1e-10],
      js_distance_base2_width20: [
        equal.jensenShannonDistance,
        v['js_distance_base2_width20'],
        1e-10,
      ],
      js_divergence_base2_width20: [
        equal.jensenShannonDivergence,
        v['js_divergence_base2_width20'],
        1e-10,
      ],
      hellinger_width20: [equal.hellinger, v['hellinger_width20'], 1e-10],
      js_distance_base2_decile: [
        deciles.jensenShannonDistance,
        v['js_distance_base2_decile'],
        1e-10,
      ],
      ks_stat: [d, v['ks_stat'], 1e-10],
      ks_p_asymp: [ksAsymptoticTail(a.length, b.length, d), v['ks_p_asymp'], 1e-6, true],
      ks_p_exact: [
        typeof v['ks_p_exact'] === 'number' ? ksExactTail(a.length, b.length, d) : null,
        v['ks_p_exact'],
        1e-6,
        true,
      ],
      wasserstein: [wassersteinDistance(a, b)?.distance, v['wasserstein'], 1e-10],
    })
    expect(found).toEqual([])
  })

  it.each(cases.filter((one) => one.kind === 'category'))('$id', (one) => {
    const v = one.values
    const reference = categoriesOf(one, one.reference)
    const current = categoriesOf(one, one.current)
    const drift = categoryDrift(reference, current)
    const of = (side: CategoryCounts): number[] =>
      drift.categories.map((name) => side.counts.get(name) ?? 0)
    const found = mismatches(one, {
      categories: [drift.categories.join('|'), [v['categories']].flat().join('|'), 0],
      counts_ref: [of(reference), v['counts_ref'], 0],
      counts_cur: [of(current), v['counts_cur'], 0],
      chi2: [drift.test?.statistic, v['chi2'], 1e-10],
      chi2_df: [drift.test?.df, v['chi2_df'], 0],
      chi2_p: [drift.test?.p, v['chi2_p'], 1e-6, true],
      cramers_v: [drift.test?.cramersV, v['cramers_v'], 1e-10],
      min_expected: [drift.test?.smallestExpected, v['min_expected'], 1e-9],
      'psi_floor1e-4': [drift.stability, v['psi_floor1e-4'], 1e-10],
      js_distance_base2: [drift.distance.jensenShannonDistance, v['js_distance_base2'], 1e-10],
      l_infinity: [drift.distance.lInfinity, v['l_infinity'], 1e-10],
    })
    expect(found).toEqual([])
  })
})

interface TwoSamples {
  readonly id: string
  readonly a: readonly number[]
  readonly b: readonly number[]
  readonly ks: number
  readonly p_exact: number
  readonly p_asymp: number | 'NaN'
  readonly wasserstein: number
}
interface Histograms {
  readonly ref: readonly number[]
  readonly cur: readonly number[]
  readonly psi_floor1e4: number
  readonly psi_half_smooth: number
  readonly js_distance_base2: number
  readonly chi2: number
  readonly chi2_p: number
  readonly df: number
}

describe.skipIf(!oraclesPresent)(`edge_cases.json, drift (${skippedWithout})`, () => {
  const edges: { two_samples: readonly TwoSamples[]; histograms: readonly Histograms[] } =
    oraclesPresent ? oracle('edge_cases') : { two_samples: [], histograms: [] }

  it.each(edges.two_samples)('two samples: $id', (one) => {
    const [a, b] = [Float64Array.from(one.a).sort(), Float64Array.from(one.b).sort()]
    const d = ksDistance(a, b)
    expect(d).toBeCloseTo(one.ks, 12)
    expect(far([ksExactTail(a.length, b.length, d), one.p_exact, 1e-6, true])).toBe(false)
    // SciPy has no asymptotic value where the effective size rounds to 0
    if (one.p_asymp !== 'NaN')
      expect(far([ksAsymptoticTail(a.length, b.length, d), one.p_asymp, 1e-6, true])).toBe(false)
    expect(wassersteinDistance(a, b)?.distance).toBeCloseTo(one.wasserstein, 12)
  })

  it.each(edges.histograms)('counts $ref and $cur', ({ ref, cur, ...wanted }) => {
    const test = chiSquaredTest(ref, cur)
    expect(populationStability(ref, cur)).toBeCloseTo(wanted.psi_floor1e4, 12)
    expect(populationStability(ref, cur, 'half-added')).toBeCloseTo(wanted.psi_half_smooth, 12)
    expect(distributionDistance(ref, cur).jensenShannonDistance).toBeCloseTo(
      wanted.js_distance_base2,
      9,
    )
    expect(test?.statistic).toBeCloseTo(wanted.chi2, 10)
    expect(test?.df).toBe(wanted.df)
    expect(far([test?.p, wanted.chi2_p, 1e-6, true])).toBe(false)
  })
})
