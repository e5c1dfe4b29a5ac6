import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CREW_WORKER } from './crew/crew.js'
import type { Metrics } from './finish/metric.js'
import { measureFiles, type MeasureResult } from './measure-files.js'
import { isCoarse } from './finish/refine-grid.js'
import { nextUp } from './tally/next-up.js'
import { ScoreGrid } from './tally/score-grid.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'measure-'))
})
afterAll(() => rm(folder, { recursive: true }))

const ROWS = 6000

/** Spread over 0 to 1, a different number for each row and purpose. */
const spread = (row: number, purpose: number): number =>
  (Math.imul(row * 2 + 1, 0x9e3779b1) ^ Math.imul(purpose + 1, 0x85ebca6b)) >>> 0

const share = (row: number, purpose: number): number =>
  (Math.imul(spread(row, purpose) ^ (spread(row, purpose) >>> 15), 0x2c1b3c6d) >>> 0) / 2 ** 32

/** A log of two wards: a score by row, and an event more often where `u`, its rank, is high. */
const logOf = (score: (u: number, row: number) => number | string, rate = 0.3): string => {
  const lines = Array.from({ length: ROWS }, (_, row) => {
    const u = share(row, 1)
    const event = share(row, 2) < rate * (0.4 + 1.2 * u) ? 1 : 0
    return `${'AB'[row % 2]},${score(u, row)},${event}`
  })
  return `ward,score,outcome\n${lines.join('\n')}\n`
}

async function measured(text: string, exact: boolean): Promise<MeasureResult> {
  const path = join(folder, 'log.csv')
  await writeFile(path, text)
  const request = {
    score: 'score',
    outcome: 'outcome',
    thresholds: [],
    breakdowns: [['ward']],
    drop: [],
    exact,
    today: '2026-07-01',
  }
  return measureFiles({ files: [path], request, readers: 1, worker: CREW_WORKER })
}

const all = ({ overall, groups }: MeasureResult): readonly Metrics[] => [
  overall,
  ...groups.map(({ metrics }) => metrics),
]

const areaOf = ({ auroc }: Metrics): number =>
  typeof auroc === 'object' && auroc !== null && 'value' in auroc ? (auroc.value ?? NaN) : NaN

/** How far bins moved the AUROC of each group, in standard errors. */
const movedBy = (binned: MeasureResult, exact: MeasureResult): readonly number[] =>
  all(exact).map((metrics, i) => {
    const se = Number(metrics['delong_se'])
    const moved = Math.abs(areaOf(all(binned)[i] ?? {}) - areaOf(metrics))
    return se === 0 ? moved : moved / se
  })

describe('the AUROC from bins is within 0.02 of its standard error', () => {
  it.each<[string, string, RegExp]>([
    ['spread scores', logOf((u) => u), /^logit-0.01\/1$/],
    ['scores close together', logOf((u) => 0.5 + u / 500), /refined/],
    ['scores near 0', logOf((u) => 1e-12 * 10 ** (3 * u)), /refined/],
    ['scores near 1', logOf((u) => 1 - 1e-9 * (1.1 - u)), /refined/],
    ['mostly low scores', logOf((u) => 0.002 * u ** 6 + 1e-5), /logit/],
    ['one score for many rows', logOf((u, row) => (row % 5 < 2 ? 0.05 : 0.04 + u / 40)), /refined/],
    ['exact 0 and 1 for many', logOf((u, row) => (row % 3 < 2 ? row % 3 : u)), /^logit-0.01\/1$/],
    ['scores of three decimals', logOf((u) => (u ** 2).toFixed(3)), /logit/],
    ['rare events', logOf((u) => 0.2 * u ** 3 + 1e-4, 0.004), /logit/],
    ['one score far from all others', logOf((u, row) => (row === 7 ? 1e6 : u)), /linear-.*refined/],
  ])('%s', async (_, text, held) => {
    const binned = await measured(text, false)
    const exact = await measured(text, true)
    expect(binned.held).toMatch(held)
    expect(all(binned)[0]?.['auroc']).toHaveProperty('binning_error')
    expect(all(binned).filter(isCoarse)).toEqual([])
    expect(Math.max(...movedBy(binned, exact))).toBeLessThan(0.02)
  })

  it.each<[string, string]>([
    ['two decimals', logOf((u) => u.toFixed(2))],
    ['one score', logOf(() => 0.5)],
  ])('and exact for %s', async (_, text) => {
    const binned = await measured(text, false)
    expect(movedBy(binned, await measured(text, true))).toEqual([0, 0, 0])
    expect(binned.overall['auroc']).not.toHaveProperty('binning_error')
  })
})

describe('a finer grid', () => {
  it('finds the bin of a score among many close edges', () => {
    const finer = Array.from({ length: 2000 }, (_, i) => 0.3 + i * 1e-7)
    const grid = new ScoreGrid({ kind: 'logit', step: 0.01, thresholds: [], finer })
    for (const score of [0.3, 0.30001234, 0.3001999, 0.299, 0.7, 0, 1, 1e-9]) {
      const bin = grid.binOf(score)
      expect(grid.edges[bin]).toBeLessThanOrEqual(score)
      expect(grid.edges[bin + 1] ?? Infinity).toBeGreaterThan(score)
    }
  })

  it('knows a bin of one number', () => {
    const finer = [0.05, nextUp(0.05)]
    const grid = new ScoreGrid({ kind: 'logit', step: 0.01, thresholds: [], finer })
    expect([0.05, 0, 1, 0.5].map((score) => grid.isSingle(grid.binOf(score)))).toEqual([
      true,
      true,
      true,
      false,
    ])
    expect([nextUp(0), nextUp(1), nextUp(-1)]).toEqual([
      Number.MIN_VALUE,
      1 + 2 ** -52,
      -1 + 2 ** -53,
    ])
  })
})
