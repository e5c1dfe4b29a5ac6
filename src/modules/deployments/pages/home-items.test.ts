import { expect, test } from 'vitest'
import type { Deployment } from '../model.js'
import { itemsOf } from './home-items.js'

const today = '2026-11-02'

const running: Deployment = {
  id: 'dep_1',
  organisationId: 'org_1',
  organisationName: 'Example Trust',
  organisationKind: 'trust',
  opportunityId: 'opp_1',
  useCase: { id: 'use_1', title: 'Order chest X-rays', setting: '', forWhom: '' },
  product: { id: 'pro_1', name: 'Reader', kind: 'imaging', supplierId: 'org_2', supplierName: 'S' },
  version: { id: 'ver_1', name: '2.3' },
  ownerId: 'acc_1',
  ownerName: 'Olu Owner',
  contactRole: 'deployment-owner',
  stage: 'usual',
  stageSince: '2026-01-01',
  state: 'running',
  stateReason: null,
  inUseBeforeAssessment: false,
  heldBack: false,
  facts: {},
  pilotEnds: null,
  reviewDue: null,
  switchOffHow: '',
  switchOffWho: '',
  registeredAt: new Date('2026-01-01T09:00:00Z'),
  changedAt: new Date('2026-01-01T09:00:00Z'),
  revision: 1,
}

test.each<[string, Partial<Deployment>, string[]]>([
  ['nothing waits', {}, []],
  ['a pilot past its end', { stage: 'pilot', pilotEnds: '2026-11-01' }, ['Pilot over']],
  ['a pilot that ends today', { stage: 'pilot', pilotEnds: today }, []],
  ['the end of a pilot it has left', { pilotEnds: '2026-01-01' }, []],
  ['a review that was due yesterday', { reviewDue: '2026-11-01' }, ['Review overdue']],
  ['a review due today', { reviewDue: today }, ['Review due']],
  ['a review due in 30 days', { reviewDue: '2026-12-02' }, ['Review due']],
  ['a review far off', { reviewDue: '2026-12-03' }, []],
  [
    'a review far off beside a version to choose',
    { reviewDue: '2027-06-01', version: null },
    ['Version'],
  ],
])('%s', (_case, deployment, words) => {
  const items = itemsOf({ ...running, ...deployment }, today)
  expect(items.map((item) => item.tag?.word)).toEqual(words)
  expect(items.map((item) => item.urgency)).toEqual(
    items.map((item) => item.urgency).toSorted((a, b) => a - b),
  )
  for (const item of items) expect(item.href).toContain('/register/deployments/dep_1/')
})
