import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HAZARD_KINDS } from '#modules/concerns/index.js'
import { PUBLISHED, STARTERS, type Level, type RiskMatrix } from './clinical-safety-data.js'
import type { Acceptance, Hazard } from './model.js'
import {
  milderCells,
  problemsOfCriteria,
  PUBLISHED_CRITERIA,
  riskOf,
  severityOf,
  standingOf,
} from './rules.js'
import { oraclesPresent, sharedPath, skippedWithout } from '../../../tests/support/oracles.js'

const level = fc.constantFrom<Level>(1, 2, 3, 4, 5)

describe('risk', () => {
  test.each([
    [1, 1, 1],
    [1, 5, 3],
    [2, 4, 3],
    [2, 5, 4],
    [3, 3, 3],
    [3, 2, 2],
    [4, 1, 2],
    [4, 5, 5],
    [5, 1, 3],
    [5, 3, 4],
    [5, 5, 5],
  ] as const)('likelihood %i with severity %i is risk %i', (likelihood, severity, risk) => {
    expect(riskOf({ likelihood, severity }, PUBLISHED.matrix)).toBe(risk)
  })

  test('not scored has no risk', () => {
    expect(riskOf(null, PUBLISHED.matrix)).toBeNull()
  })

  test('a risk never falls as likelihood or severity rises', () => {
    fc.assert(
      fc.property(level, level, level, level, (a, b, c, d) => {
        const low = riskOf(
          { likelihood: Math.min(a, c) as Level, severity: Math.min(b, d) as Level },
          PUBLISHED.matrix,
        )
        const high = riskOf(
          { likelihood: Math.max(a, c) as Level, severity: Math.max(b, d) as Level },
          PUBLISHED.matrix,
        )
        expect(high).toBeGreaterThanOrEqual(low ?? 0)
      }),
    )
  })

  test.runIf(oraclesPresent)(
    `the matrix is the published one, cell by cell (${skippedWithout})`,
    () => {
      const text = readFileSync(sharedPath('data/clinical-safety/nhs-risk-matrix.json'), 'utf8')
      const rows = (
        JSON.parse(text) as { matrix_rows_likelihood_cols_consequence: Record<string, number[]> }
      ).matrix_rows_likelihood_cols_consequence
      expect(PUBLISHED.matrix).toEqual(
        ['Very Low', 'Low', 'Medium', 'High', 'Very High'].map((name) => rows[name]),
      )
    },
  )
})

describe('severity from two plain questions', () => {
  test.each([
    ['death', 'one', 4],
    ['death', 'many', 5],
    ['life-changing', 'many', 5],
    ['severe-recovers', 'one', 3],
    ['severe-distress', 'many', 4],
    ['minor-lasting', 'one', 2],
    ['significant-distress', 'many', 3],
    ['minor-recovers', 'one', 1],
    ['upset', 'many', 2],
    ['negligible', 'one', 1],
    ['no such harm', 'one', null],
  ] as const)('%s to %s is severity %s', (harm, people, severity) => {
    expect(severityOf({ harm, people })).toBe(severity)
  })
})

describe('starter hazards', () => {
  test('are the kinds a concern can have, so that the two can be linked', () => {
    expect([...STARTERS.map((one) => one.id), 'other']).toEqual([...HAZARD_KINDS])
  })
})

const hazard = (change: Partial<Hazard>) => ({
  residualRisk: 3 as Level | null,
  reviewSince: null,
  toleratedBecause: 'Nothing further is practical.',
  entry: 'logged' as const,
  ...change,
})
const by = (role: Acceptance['role'], personId: string, risk: Level = 3) => ({
  role,
  personId,
  onBehalfOf: null as Acceptance['onBehalfOf'],
  risk,
})
const officer = by('clinical-safety-officer', 'acc_1')
const sponsor = by('executive-sponsor', 'acc_2')

describe('where a hazard stands', () => {
  test.each([
    ['risk 1 is recorded', { residualRisk: 1 }, [], 'recorded'],
    ['risk 2 waits for the safety officer', { residualRisk: 2 }, [sponsor], 'acceptance-wanted'],
    ['risk 2 is accepted by the safety officer', { residualRisk: 2 }, [officer], 'accepted'],
    ['risk 2 needs no reason', { residualRisk: 2, toleratedBecause: '' }, [officer], 'accepted'],
    ['risk 3 waits for both', {}, [], 'acceptance-wanted'],
    ['risk 3 waits for the sponsor', {}, [officer], 'acceptance-wanted'],
    ['risk 3 is accepted by both', {}, [officer, sponsor], 'accepted'],
    [
      'one person in two roles is one',
      {},
      [officer, by('executive-sponsor', 'acc_1')],
      'acceptance-wanted',
    ],
    [
      'a deputy and whom they stand in for are one',
      {},
      [
        { ...officer, onBehalfOf: { personId: 'acc_2', personName: 'Two' } },
        by('executive-sponsor', 'acc_2'),
      ],
      'acceptance-wanted',
    ],
    [
      'a deputy of somebody else is another',
      {},
      [{ ...officer, onBehalfOf: { personId: 'acc_3', personName: 'Three' } }, sponsor],
      'accepted',
    ],
    ['risk 3 needs its reason', { toleratedBecause: '' }, [officer, sponsor], 'acceptance-wanted'],
    [
      'an acceptance of a lower risk does not count',
      {},
      [by('clinical-safety-officer', 'acc_1', 2), sponsor],
      'acceptance-wanted',
    ],
    ['risk 4 is too high whoever accepts it', { residualRisk: 4 }, [officer, sponsor], 'too-high'],
    ['risk 5 is not acceptable', { residualRisk: 5 }, [officer, sponsor], 'not-acceptable'],
    ['not scored is a state of its own', { residualRisk: null }, [], 'not-scored'],
    [
      'a review comes before acceptances',
      { reviewSince: 'version 2.3' },
      [officer, sponsor],
      'under-review',
    ],
    [
      'a risk of 1 is reviewed too',
      { residualRisk: 1, reviewSince: 'version 2.3' },
      [],
      'under-review',
    ],
    [
      'a review does not hide a 5',
      { residualRisk: 5, reviewSince: 'version 2.3' },
      [],
      'not-acceptable',
    ],
    [
      'what awaits triage is not accepted',
      { entry: 'awaiting-triage' },
      [officer, sponsor],
      'under-review',
    ],
  ] as const)('%s', (_name, change, acceptances, word) => {
    expect(standingOf(hazard(change), acceptances, PUBLISHED_CRITERIA).word).toBe(word)
  })
})

describe('criteria of one’s own', () => {
  const withCell = (likelihood: number, severity: number, risk: Level): RiskMatrix =>
    PUBLISHED.matrix.map((row, i) =>
      row.map((was, j) => (i === likelihood && j === severity ? risk : was)),
    )

  test('the published ones may stand and are milder nowhere', () => {
    expect(problemsOfCriteria(PUBLISHED_CRITERIA)).toEqual([])
    expect(milderCells(PUBLISHED.matrix)).toEqual([])
  })
  test('a stricter cell may stand; a milder one is counted', () => {
    expect(problemsOfCriteria({ ...PUBLISHED_CRITERIA, matrix: withCell(0, 4, 4) })).toEqual([])
    expect(milderCells(withCell(0, 4, 2))).toEqual([{ likelihood: 1, severity: 5 }])
  })
  test.each([
    [
      'a 5 that blocks nothing',
      { needs: ['record', 'record', 'record', 'record', 'no-go-live'] },
      'must block every gate',
    ],
    [
      'a higher risk asking for less',
      { needs: ['safety-officer', 'record', 'two-acceptances', 'no-go-live', 'no-gate'] },
      'must not ask for less',
    ],
    ['a worst cell that is no 5', { matrix: withCell(4, 4, 4) }, 'must be a 5'],
    ['a risk that falls as severity rises', { matrix: withCell(2, 3, 1) }, 'must not fall'],
  ] as const)('%s is refused', (_name, change, sentence) => {
    const problems = problemsOfCriteria({ ...PUBLISHED_CRITERIA, ...change })
    expect(problems.join(' ')).toContain(sentence)
  })
})
