import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  oracle,
  oraclesPresent,
  sharedPath,
  skippedWithout,
} from '../../../../tests/support/oracles.js'
import type { DriftFigures, Metric } from './finish/metric.js'
import type { MeasureResult } from './measure-files.js'
import { measureJson, runMeasureCommand } from './testing/run-measure-command.js'

type Found = Readonly<Record<string, DriftFigures[keyof DriftFigures]>>
type Values = Readonly<Record<string, number | readonly number[] | null>>
interface DriftCase {
  readonly id: string
  readonly kind: string
  readonly dataset: string
  readonly current: { readonly period?: number | { readonly gte: number }; readonly site?: string }
  readonly values: Values
}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'measure-'))
})
afterAll(() => rm(folder, { recursive: true }))

const driftIn = (drift: Metric | undefined): Found => {
  if (typeof drift !== 'object' || drift === null || !('n_ref' in drift))
    throw new Error('no drift')
  return drift
}

/** What stands in a case and is not ours: other packages' variants, and plain moments. */
const NOT_OURS = /^(nannyml_|evidently_|mean_|sd_)/

const differs = (name: string, ours: unknown, wanted: unknown): boolean => {
  if (Array.isArray(wanted) && Array.isArray(ours))
    return wanted.length !== ours.length || wanted.some((one, i) => differs(name, ours[i], one))
  if (typeof ours !== 'number' || typeof wanted !== 'number') return ours !== wanted
  return Math.abs(ours - wanted) > (name.startsWith('ks_p_') ? 1e-6 * wanted : 1e-10)
}

describe.skipIf(!oraclesPresent)(`measure --reference (${skippedWithout})`, () => {
  const all: readonly DriftCase[] = oraclesPresent ? oracle('drift').cases : []
  const cases = all.filter(
    ({ kind, dataset }) => kind === 'score' && dataset === 'diabetes_readmission',
  )
  const columns = ['--score=score', '--outcome=outcome', '--time=period', '--period=each']
  const words = [...columns, '--by=@period', '--by=site', '--reference=0..11']
  const log = sharedPath('data/statistics/diabetes_readmission.csv')
  let exact: MeasureResult
  let binned: MeasureResult
  let later: MeasureResult

  beforeAll(async () => {
    exact = await measureJson([log, ...words, '--exact'])
    binned = await measureJson([log, ...words])
    const [header = '', ...rows] = (await readFile(log, 'utf8')).split('\n')
    const kept = rows.filter((row) => {
      const period = Number(row.split(',')[1])
      return period <= 11 || period >= 26
    })
    const path = join(folder, 'later.csv')
    await writeFile(path, [header, ...kept].join('\n'))
    later = await measureJson([path, ...words, '--exact'])
  })

  const found = ({ current }: DriftCase, result: MeasureResult): Found => {
    if (typeof current.period === 'object') return driftIn(later.overall['drift'])
    const label = String(current.period ?? current.site)
    const column = current.period === undefined ? 'site' : '@period'
    return driftIn(result.groups.find(({ by }) => by[column] === label)?.metrics['drift'])
  }

  it.each(cases)('$id', (wanted) => {
    const ours = found(wanted, exact)
    // Beyond two million pairs only the asymptotic chance is given.
    const counted = Number(wanted.values['n_ref']) * Number(wanted.values['n_cur']) <= 2_000_000
    if (!counted)
      expect(ours).toMatchObject({ ks_p_exact: null, ks_p_exact_reason: 'too_many_rows' })
    const names = Object.keys(wanted.values).filter(
      (name) => !NOT_OURS.test(name) && (counted || name !== 'ks_p_exact'),
    )
    const wrong = names.filter((name) => differs(name, ours[name] ?? null, wanted.values[name]))
    expect(names.length).toBeGreaterThan(15)
    expect(wrong.map((name) => [name, ours[name], wanted.values[name]])).toEqual([])
  })

  it.each(cases)('$id from bins', (wanted) => {
    const ours = found(wanted, binned)
    const near = (name: string, within: number): void =>
      expect(Math.abs(Number(ours[name]) - Number(wanted.values[name]))).toBeLessThan(within)
    near('n_cur', 0.5)
    near('psi_width20_floor1e-4', 1e-10)
    near('hellinger_width20', 1e-10)
    near('psi_decile_floor1e-4', 0.006)
    near('ks_stat', 0.006)
    near('wasserstein', 1e-4)
  })
})

describe('a reference window', () => {
  const log = async (name: string, rows: readonly string[]): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, ['at,p,y', ...rows, ''].join('\n'))
    return path
  }
  const words = ['--score=p', '--outcome=y', '--time=at']

  it('takes whole weeks, and rows whose outcome is not known yet', async () => {
    const path = await log('weeks.csv', [
      '2026-01-05,0.1,0',
      '2026-01-11,0.2,1',
      '2026-01-12,0.3,pending',
      '2026-01-20,0.3,',
      '2026-01-21,x,1',
    ])
    const result = await measureJson([path, ...words, '--reference=2026-01-07..2026-01-08'])
    expect(result).toMatchObject({ rows: 5, used: 2 })
    expect(driftIn(result.overall['drift'])).toMatchObject({
      n_ref: 2,
      n_cur: 2,
      ks_stat: 1,
      decile_counts_cur: expect.arrayContaining([2]),
      ks_p_exact: null,
      ks_p_exact_reason: 'needs_exact',
    })
  })

  it('says why there is nothing to compare', async () => {
    const path = await log('one.csv', ['2026-01-05,7,0', '2026-01-12,9,1'])
    const of = async (window: string): Promise<Found> =>
      driftIn((await measureJson([path, ...words, window])).overall['drift'])
    expect(await of('--reference=2025-01-05..2025-02-05')).toMatchObject({
      n_ref: 0,
      ks_stat: null,
      ks_stat_reason: 'no_reference_rows',
    })
    expect(await of('--reference=2026-01-05..2026-01-18')).toMatchObject({
      n_cur: 0,
      wasserstein_reason: 'no_rows',
    })
    expect(await of('--reference=2026-01-05..2026-01-06')).toMatchObject({
      wasserstein: 2,
      hellinger_width20: null,
      hellinger_width20_reason: 'not_probability',
    })
  })

  it.each([
    [['--reference=0..11'], '--reference is the first and last period or date'],
    [['--reference=2026-02-30'], '--reference is the first and last period or date'],
    [['--reference=2026-03-01..2026-02-01'], '--reference ends before it begins'],
  ])('refuses %s', async (given, sentence) => {
    const path = await log('none.csv', ['2026-01-05,0.1,0'])
    const { code, error } = await runMeasureCommand([path, ...words, ...given])
    expect(code).toBe(2)
    expect(error).toContain(sentence)
  })
})
