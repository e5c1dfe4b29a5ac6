import { describe, expect, it } from 'vitest'
import { dataRows, oracle, oraclesPresent, skippedWithout } from '../../tests/support/oracles.js'
import { xmrChart, type XmrInput } from './xmr-chart.js'
import type { ImprovementDirection } from './xmr-icons.js'

type Cell<T> = readonly (T | 'NA' | 'NaN')[]

interface XmrCase {
  readonly id: string
  readonly source: {
    readonly dataset: string
    readonly org_code: string
    readonly value: string
  } | null
  readonly input?: { readonly date: readonly string[]; readonly y: Cell<number> }
  readonly params: {
    readonly improvement_direction: ImprovementDirection
    readonly target: number | null
    readonly rebase: string | readonly string[] | null
    readonly fix_after_n_points: number | null
    readonly screen_outliers: boolean
  }
  readonly points: {
    readonly date: readonly string[]
    readonly y: Cell<number>
    readonly mean: Cell<number>
    readonly lpl: Cell<number>
    readonly upl: Cell<number>
    readonly rebase_group: readonly number[]
    readonly outside_limits: Cell<boolean>
    readonly relative_to_mean: Cell<number>
    readonly close_to_limits: Cell<boolean>
    readonly special_cause_type: readonly string[]
    readonly point_type: readonly string[]
    readonly short_group_warning: readonly boolean[]
  }
  readonly variation_icon: string
  readonly assurance: string
  readonly error?: string
}

const value = (cell: number | 'NA' | 'NaN' | undefined): number | null =>
  typeof cell === 'number' ? cell : null

function seriesValue(row: Record<string, string>, name: string): number {
  return name === '1 - breaches/attendances'
    ? 1 - Number(row['breaches']) / Number(row['attendances'])
    : Number(row[name])
}

function inputsOf({ source, input, params }: XmrCase): readonly XmrInput[] {
  const rebased = new Set([params.rebase ?? []].flat())
  const rows = source
    ? dataRows(source.dataset)
        .filter((row) => row['org_code'] === source.org_code)
        .map((row) => ({ date: row['period'] ?? '', y: seriesValue(row, source.value) }))
    : (input?.date.map((date, i) => ({ date, y: value(input.y[i]) })) ?? [])
  return rows.map((row) => ({ ...row, rebase: rebased.has(row.date) }))
}

const close = (ours: number | null, theirs: number | 'NA' | 'NaN' | undefined): boolean => {
  if (typeof theirs !== 'number') return ours === null
  return ours !== null && Math.abs(ours - theirs) <= 1e-9 * Math.max(1e-9, Math.abs(theirs))
}

const known = <T>(cells: Cell<T>): readonly (T | null)[] =>
  cells.map((cell) => (cell === 'NA' || cell === 'NaN' ? null : cell))

function chartOf(wanted: XmrCase, guard: boolean): ReturnType<typeof xmrChart> {
  const {
    improvement_direction: direction,
    target,
    fix_after_n_points,
    screen_outliers,
  } = wanted.params
  return xmrChart(inputsOf(wanted), {
    direction,
    target,
    fixAfter: fix_after_n_points,
    screenOutliers: screen_outliers,
    guard,
  })
}

describe.skipIf(!oraclesPresent)(`spc_xmr.json (${skippedWithout})`, () => {
  const all: readonly XmrCase[] = oraclesPresent ? oracle('spc_xmr').cases : []
  const cases = all.filter((one) => one.error === undefined)

  it.each(cases)('$id', (wanted) => {
    const chart = chartOf(wanted, false)
    const { points } = wanted
    expect(chart.points.map((point) => point.date)).toEqual(points.date)
    expect(chart.points.map((point) => point.special_cause_type)).toEqual(points.special_cause_type)
    expect(chart.points.map((point) => point.point_type)).toEqual(points.point_type)
    expect(chart.points.map((point) => point.relative_to_mean)).toEqual(
      known(points.relative_to_mean),
    )
    expect(chart.points.map((point) => point.rebase_group)).toEqual(points.rebase_group)
    const far = chart.points.flatMap((point, i) =>
      (['mean', 'lpl', 'upl'] as const)
        .filter((name) => !close(point[name], points[name][i]))
        .map((name) => `${name} of ${point.date}`),
    )
    expect(far).toEqual([])
    const [outside, near] = [known(points.outside_limits), known(points.close_to_limits)]
    const drawn = chart.points.map((point) => point.lpl !== null)
    expect(chart.points.map((point, i) => (drawn[i] ? point.outside_limits : null))).toEqual(
      outside.map((value, i) => (drawn[i] ? value : null)),
    )
    expect(chart.points.map((point, i) => (drawn[i] ? point.close_to_limits : null))).toEqual(
      near.map((value, i) => (drawn[i] ? value : null)),
    )
    expect(chart.variation_icon).toBe(wanted.variation_icon)
    const noLimits = chart.segments.at(-1)?.lpl === null
    // The package calls a target within limits that do not exist "inconsistent".
    expect(chart.assurance ?? (noLimits ? wanted.assurance : 'NA')).toBe(wanted.assurance)
    expect(chart.points.map((point) => point.short_group_warning)).toEqual(
      points.short_group_warning,
    )
  })

  it.each(cases)('$id is the same with the guard, or has no limits and no verdict', (wanted) => {
    const plain = chartOf(wanted, false)
    const guarded = chartOf(wanted, true)
    const drawn = guarded.segments.every((segment) => segment.lpl !== null)
    expect(drawn ? guarded : guarded.warnings.length > 0).toEqual(drawn ? plain : true)
  })

  it.each(all.filter((one) => one.error !== undefined))('$id is refused', (wanted) => {
    expect(() => chartOf(wanted, true)).toThrow('two points have the date 2024-03-01')
  })
})
