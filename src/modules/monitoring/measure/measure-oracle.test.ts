import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  oracle,
  oraclesPresent,
  sharedPath,
  skippedWithout,
} from '../../../../tests/support/oracles.js'
import type { Metrics } from './finish/metric.js'
import type { MeasuredGroup } from './finish/measured.js'
import type { MeasureResult } from './measure-files.js'
import { differences } from './testing/oracle-metrics.js'
import { measureJson, runMeasureCommand } from './testing/run-measure-command.js'

type Expected = Readonly<Record<string, unknown>>

interface Case {
  readonly id: string
  readonly dataset: string
  readonly filter: Readonly<Record<string, unknown>>
  readonly thresholds: readonly number[]
  readonly probability: boolean
  readonly n_rows: number
  readonly n_missing_score: number
  readonly n_missing_outcome: number
  readonly n_used: number
  readonly discrimination?: Expected
  readonly threshold_metrics: readonly Expected[]
  readonly calibration?: Expected
}

interface EdgeCase {
  readonly id: string
  readonly threshold: number
  readonly score?: readonly (number | null)[]
  readonly outcome?: readonly (number | null)[]
  readonly generator?: { readonly seed: number; readonly n: number; readonly grid: number }
  readonly expected: Omit<Case, 'threshold_metrics'> & { readonly threshold_metrics?: Expected }
}

const isEquality = (test: unknown): boolean => typeof test === 'string' || typeof test === 'number'

/** The parts of a case that `measure` answers, compared by name. */
function faults(
  wanted: Pick<Case, 'n_rows' | 'n_used' | 'discrimination' | 'calibration' | 'threshold_metrics'>,
  found: { rows: number; used: number; metrics: Metrics },
): { compared: number; wrong: readonly string[] } {
  const tables = (found.metrics['thresholds'] as readonly Metrics[] | undefined) ?? [found.metrics]
  const parts = [
    differences(
      { rows: found.rows, used: found.used },
      { rows: wanted.n_rows, used: wanted.n_used },
    ),
    differences(found.metrics, wanted.discrimination ?? { auroc: null, auprc_ap: null }),
    differences(found.metrics, wanted.calibration ?? {}),
    ...wanted.threshold_metrics.map((expected, i) => differences(tables[i] ?? {}, expected)),
  ]
  return {
    compared: parts.reduce((sum, { compared }) => sum + compared, 0),
    wrong: parts.flatMap(({ wrong }) => wrong),
  }
}

describe.skipIf(!oraclesPresent)(`measure --exact (${skippedWithout})`, () => {
  const cases: readonly Case[] = oraclesPresent ? oracle('classification').cases : []
  const edges: readonly EdgeCase[] = oraclesPresent ? oracle('edge_cases').binary : []
  const equalities = cases.filter(({ filter }) => Object.values(filter).every(isEquality))
  const results = new Map<string, MeasureResult>()
  let folder = ''

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'measure-'))
    for (const dataset of new Set(equalities.map((one) => one.dataset))) {
      const own = equalities.filter((one) => one.dataset === dataset)
      const by = new Set(own.map(({ filter }) => Object.keys(filter).join(',')))
      by.delete('')
      results.set(
        dataset,
        await measureJson([
          sharedPath(`data/statistics/${dataset}.csv`),
          '--exact',
          '--score=score',
          '--outcome=outcome',
          ...(own[0]?.thresholds ?? []).flatMap((cut) => ['--threshold', String(cut)]),
          ...[...by].flatMap((columns) => ['--by', columns]),
        ]),
      )
    }
  })
  afterAll(() => rm(folder, { recursive: true }))

  const groupOf = (wanted: Case): Pick<MeasuredGroup, 'rows' | 'used' | 'metrics' | 'excluded'> => {
    const result = results.get(wanted.dataset)
    if (!result) throw new Error('no result')
    const filter = Object.entries(wanted.filter)
    if (filter.length === 0) return { ...result, metrics: result.overall }
    const found = result.groups.find(
      ({ by }) =>
        Object.keys(by).length === filter.length &&
        filter.every(([column, value]) => by[column] === String(value)),
    )
    if (!found) throw new Error(`no group ${JSON.stringify(wanted.filter)}`)
    return found
  }

  it('covers every case but the one over a range of periods', () => {
    expect(cases.length - equalities.length).toBe(1)
  })

  it.each(equalities)('$id', (wanted) => {
    const found = groupOf(wanted)
    const { compared, wrong } = faults(wanted, found)
    expect(wrong).toEqual([])
    expect(compared).toBeGreaterThan(90)
    expect(found.excluded.missing_score ?? 0).toBe(wanted.n_missing_score)
    expect(found.excluded.missing_outcome ?? 0).toBe(wanted.n_missing_outcome)
  })

  // A log without a row is refused; that no figure comes of it is held where figures are computed.
  it('edge case empty is refused with words', async () => {
    const path = join(folder, 'empty.csv')
    await writeFile(path, 'p,y\n')
    const { code, error, out } = await runMeasureCommand([
      path,
      '--score=p',
      '--outcome=y',
      '--exact',
    ])
    expect([code, out, error]).toEqual([2, '', expect.stringContaining('a header and no rows')])
  })

  const small = edges.filter(
    ({ id, generator }) => id !== 'empty' && (generator?.n ?? 0) < 1_000_000,
  )

  it.each(small)('edge case $id', async (edge) => {
    const path = join(folder, `${edge.id}.csv`)
    await writeFile(path, csvOf(edge))
    const words = ['--score', 'p', '--outcome', 'y', '--threshold', String(edge.threshold)]
    const result = await measureJson([path, ...words, '--exact'])
    const { threshold_metrics: table, ...expected } = edge.expected
    const wanted = { ...expected, threshold_metrics: table ? [table] : [] }
    const { compared, wrong } = faults(wanted, { ...result, metrics: result.overall })
    expect(wrong).toEqual([])
    expect(compared).toBeGreaterThan(3)
    const left = Object.values(result.excluded).reduce((sum, count) => sum + count, 0)
    expect(result.used + left).toBe(result.rows)
  })
})

function csvOf({ score = [], outcome = [], generator }: EdgeCase): string {
  if (generator) return generated(generator)
  const text = (value: number | null | undefined): string =>
    value === null || value === undefined ? '' : Object.is(value, -0) ? '-0' : String(value)
  return ['p,y', ...score.map((p, i) => `${text(p)},${text(outcome[i])}`)].join('\n') + '\n'
}

function generated({ seed, n, grid }: NonNullable<EdgeCase['generator']>): string {
  let x = seed
  const next = (): number => {
    x = (Math.imul(1664525, x) + 1013904223) >>> 0
    return (x >>> 8) / 2 ** 24
  }
  const lines = Array.from({ length: n }, () => {
    const a = next()
    const b = next()
    const p = Math.floor(a * a * grid) / grid
    return `${p},${b < p * 0.8 + 0.02 ? 1 : 0}`
  })
  return `p,y\n${lines.join('\n')}\n`
}
