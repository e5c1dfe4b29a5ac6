import { beforeAll, describe, expect, it } from 'vitest'
import {
  oracle,
  oraclesPresent,
  sharedPath,
  skippedWithout,
} from '../../../../tests/support/oracles.js'
import { summariseFiles, type SummariseInput } from './summarise-command.js'
import { FIGURE_NAMES, type SealedSummary, type SummaryCell } from './summary-format.js'
import { parseSummary } from './summary-schema.js'

interface OracleCase {
  readonly id: string
  readonly n_rows: number
  readonly n_used: number
  readonly discrimination: Readonly<Record<string, number>>
  readonly threshold_metrics: readonly Readonly<Record<string, number>>[]
  readonly calibration: Readonly<Record<string, number | null>>
}

const TOLERANCE = 1e-8

const near = (ours: number | null | undefined, theirs: number | null | undefined): boolean =>
  typeof theirs !== 'number'
    ? ours === null || ours === undefined
    : typeof ours === 'number' &&
      Math.abs(ours - theirs) <= TOLERANCE * Math.max(1, Math.abs(theirs))

/** What of a cell differs from its oracle case, in words. */
function differences(cell: SummaryCell | undefined, wanted: OracleCase): readonly string[] {
  if (!cell?.figures) return ['no figures']
  const all = { ...wanted.calibration, ...wanted.discrimination }
  const figures = FIGURE_NAMES.filter((name) => !near(cell.figures?.[name].value, all[name]))
  const counts = cell.rows === wanted.n_rows && cell.used === wanted.n_used ? [] : ['counts']
  const tables = wanted.threshold_metrics.flatMap((expected) => {
    const ours = cell.thresholds.find(({ value }) => value === expected['threshold'])
    const exact = (['tp', 'fp', 'tn', 'fn'] as const).filter(
      (name) => ours?.[name] !== expected[name],
    )
    const rates = (['sensitivity', 'specificity', 'ppv', 'npv', 'flag_rate'] as const).filter(
      (name) => !near(ours?.figures[name].value, expected[name]),
    )
    return [...exact, ...rates].map((name) => `${name} at ${expected['threshold']}`)
  })
  return [...counts, ...figures, ...tables]
}

const thresholds = (values: readonly number[]): SummariseInput['thresholds'] =>
  values.map((value) => ({ name: `t${value}`, value }))

describe.skipIf(!oraclesPresent)(`real prediction logs (${skippedWithout})`, () => {
  const cases: readonly OracleCase[] = oraclesPresent ? oracle('classification').cases : []
  const caseOf = (id: string): OracleCase => {
    const found = cases.find((one) => one.id === id)
    if (!found) throw new Error(`no oracle case ${id}`)
    return found
  }
  let heart: SealedSummary
  let diabetes: SealedSummary

  beforeAll(async () => {
    const common = {
      first: '2026-01-05',
      today: '2026-11-29',
      every: 'week',
      generator: { name: 'test', version: '1' },
    } as const
    const heartResult = await summariseFiles({
      ...common,
      files: [sharedPath('data/statistics/heart_disease_4sites.csv')],
      columns: { score: 'score', outcome: 'outcome', site: 'site', by: ['sex', 'age_band'] },
      thresholds: thresholds([0.3, 0.5, 0.7]),
    })
    heart = heartResult.summary
    const diabetesResult = await summariseFiles({
      ...common,
      files: [sharedPath('data/statistics/diabetes_readmission.csv')],
      columns: {
        score: 'score',
        outcome: 'outcome',
        period: 'period',
        by: ['site', 'sex', 'race', 'age_band', 'admission_type'],
      },
      thresholds: thresholds([0.05, 0.1, 0.15, 0.2, 0.3, 0.5]),
    })
    diabetes = diabetesResult.summary
  })

  it.each([
    ['cleveland', '0.88'],
    ['hungarian', '0.88'],
    ['switzerland', '0.73'],
    ['va', '0.73'],
  ])('heart disease, %s: AUROC %s and every figure of the oracle', (site, area) => {
    const cell = heart.cells.find((one) => one.site === site && one.group === null)
    expect(cell?.figures?.auroc.value?.toFixed(2)).toBe(area)
    expect(differences(cell, caseOf(`heart_disease_4sites.score.site=${site}`))).toEqual([])
  })

  it('only one hospital lies wholly below 0.85', () => {
    const below = heart.cells.filter(
      ({ group, figures }) => group === null && (figures?.auroc.high ?? 1) < 0.85,
    )
    expect(below.map((cell) => cell.site)).toEqual(['va'])
  })

  it('heart disease, women in Switzerland', () => {
    const cell = heart.cells.find(
      (one) => one.site === 'switzerland' && one.group?.value === 'female',
    )
    expect(differences(cell, caseOf('heart_disease_4sites.score.switzerland_female'))).toEqual([])
    expect(heart.dropped_groups.groups).toBeGreaterThan(0)
  })

  it('diabetes: 52 periods are 52 consecutive weeks from Monday', () => {
    const weeks = diabetes.cells.filter((cell) => cell.group === null).map((cell) => cell.window)
    expect(weeks).toHaveLength(52)
    expect(weeks.every(({ from }, i) => i === 0 || from === weeks[i - 1]?.to)).toBe(true)
    expect([weeks[0]?.from, weeks[51]?.to]).toEqual(['2026-01-05', '2027-01-04'])
    expect(diabetes.dated).toMatchObject({ by_sender: true })
    expect(diabetes).toMatchObject({ rows: 49670, used: 49670 })
  })

  it.each([0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48])('diabetes, period %d', (period) => {
    const whole = diabetes.cells.filter((cell) => cell.group === null)
    expect(
      differences(whole[period], caseOf(`diabetes_readmission.score.period=${period}`)),
    ).toEqual([])
  })

  it('both are accepted by the hub, and binning moved no AUROC by much', () => {
    for (const summary of [heart, diabetes]) {
      expect(parseSummary(JSON.parse(JSON.stringify(summary)))).toEqual({ summary })
      const errors = summary.cells
        .filter((cell) => cell.group === null)
        .map((cell) => Math.abs(cell.histogram?.auroc_error ?? 0))
      expect(Math.max(...errors)).toBeLessThan(0.03)
    }
  })
})
