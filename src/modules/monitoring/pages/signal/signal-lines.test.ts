import { expect, test } from 'vitest'
import type { Signal } from '../../model.js'
import { asLines } from './signal-lines.js'

const signal = (id: string, changes: Partial<Signal> = {}): Signal => ({
  id,
  deploymentId: 'dep_1',
  organisationId: 'org_1',
  rule: 'outside-limit',
  way: 'wrong',
  measure: 'auroc',
  threshold: '',
  site: '',
  versionId: 'ver_1',
  windowFrom: '2026-10-05',
  windowTo: '2026-10-12',
  pointIds: [],
  sentence: '',
  becameConcernAt: null,
  concernSentence: null,
  ownerId: 'per_1',
  ownerName: 'Owner',
  due: '2026-10-26',
  state: 'new',
  raisedAt: new Date('2026-10-19T09:00:00Z'),
  answer: null,
  answeredByName: null,
  answeredAt: null,
  revision: 1,
  ...changes,
})

const idsOf = (signals: readonly Signal[]) =>
  asLines(signals).map((line) => line.map(({ id }) => id))

test('rules that fired on one figure are one line, and nothing that differs is hidden in it', () => {
  const interval = { rule: 'interval-beyond-pass-mark' }
  expect(idsOf([signal('3', interval), signal('2'), signal('1', { measure: 'brier' })])).toEqual([
    ['3', '2'],
    ['1'],
  ])
  for (const differs of [
    { state: 'explained' as const },
    { ownerId: 'per_2' },
    { becameConcernAt: new Date('2026-10-20T09:00:00Z') },
    { site: 'North' },
    { windowFrom: '2026-10-12' },
  ]) {
    expect(idsOf([signal('2', { ...interval, ...differs }), signal('1')])).toHaveLength(2)
  }
  expect(idsOf([])).toEqual([])
})
