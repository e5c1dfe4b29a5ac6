import { describe, expect, test } from 'vitest'
import type { DeploymentInBrief } from '#modules/deployments/index.js'
import { attentionLines, countKinds } from './attention.js'
import type { AttentionCounts, OverviewFacts } from './model.js'

const deployment = (changes: Partial<DeploymentInBrief> = {}): DeploymentInBrief => ({
  id: 'dep_1',
  organisationId: 'org_1',
  organisationName: 'Example North',
  productId: 'pro_1',
  productName: 'Example triage',
  useCase: 'Chest X-ray',
  stage: 'usual',
  state: 'running',
  pilotEnds: null,
  reviewDue: null,
  inUseBeforeAssessment: false,
  ...changes,
})
const counts = (changes: Partial<AttentionCounts> = {}): AttentionCounts => ({
  deploymentId: 'dep_1',
  signals: 0,
  exceptions: 0,
  evidenceExpiring: 0,
  evidenceExpired: 0,
  ...changes,
})
const facts = (changes: Partial<OverviewFacts> = {}): OverviewFacts => ({
  today: '2026-11-02',
  soon: '2026-12-02',
  dueBy: '2026-11-09',
  deployments: [deployment()],
  counts: [],
  alerts: [],
  concerns: [],
  sameThings: [],
  ...changes,
})
const kinds = (given: OverviewFacts) => attentionLines(given).map((line) => line.kind)

describe('what needs attention', () => {
  test.each([
    ['nothing', {}, []],
    ['a pilot that ended yesterday', { stage: 'pilot', pilotEnds: '2026-11-01' }, ['pilot']],
    ['a pilot that ends today', { stage: 'pilot', pilotEnds: '2026-11-02' }, ['decision']],
    ['a pilot that ends in 7 days', { stage: 'pilot', pilotEnds: '2026-11-09' }, ['decision']],
    ['a pilot that ends in 8 days', { stage: 'pilot', pilotEnds: '2026-11-10' }, []],
    ['a review that was due', { reviewDue: '2026-10-01' }, ['decision']],
    ['the end of a pilot that is over', { stage: 'usual', pilotEnds: '2026-10-01' }, []],
    ['a stop', { state: 'stop-called' }, ['stop']],
    [
      'a stop not confirmed when the use ceased, and nothing else of it',
      { state: 'ceased', stage: 'cease', reviewDue: '2026-10-01', inUseBeforeAssessment: true },
      ['stop'],
    ],
    ['in use before assessment', { inUseBeforeAssessment: true }, ['before']],
  ] as const)('%s', (_name, changes, expected) => {
    expect(kinds(facts({ deployments: [deployment(changes)] }))).toEqual(expected)
  })

  test.each([
    ['signals', { signals: 2 }, '2 signals not explained'],
    ['one exception', { exceptions: 1 }, '1 exception ends within 30 days'],
    [
      'both',
      { exceptions: 1, evidenceExpiring: 2 },
      '1 exception and 2 pieces of evidence end within 30 days',
    ],
    ['expired', { evidenceExpired: 1 }, '1 piece of evidence has expired'],
  ] as const)('counts of %s in words', (_name, changes, words) => {
    const [line] = attentionLines(facts({ counts: [counts(changes)] }))
    expect(line?.text).toBe(`Example triage, Example North: ${words}`)
  })

  test('counts of a deployment that is not in the overview are left out', () => {
    expect(attentionLines(facts({ deployments: [], counts: [counts({ signals: 1 })] }))).toEqual([])
  })

  test('the most pressing kind first, then what was due first', () => {
    const deployments = [
      deployment({ id: 'dep_a', inUseBeforeAssessment: true }),
      deployment({ id: 'dep_b', stage: 'pilot', pilotEnds: '2026-10-30' }),
      deployment({ id: 'dep_c', stage: 'pilot', pilotEnds: '2026-10-01' }),
      deployment({ id: 'dep_d', state: 'stop-called' }),
    ]
    const lines = attentionLines(facts({ deployments }))
    expect(lines.map((line) => line.deploymentIds[0])).toEqual(['dep_d', 'dep_c', 'dep_b', 'dep_a'])
    expect(countKinds(lines).filter((one) => one.count > 0)).toEqual([
      { kind: 'stop', count: 1 },
      { kind: 'pilot', count: 2 },
      { kind: 'before', count: 1 },
    ])
  })
})
