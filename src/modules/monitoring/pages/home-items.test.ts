import { expect, test } from 'vitest'
import type { OwnedSignal } from '../signals/owned-signals.js'
import { overdueItems, signalItems } from './home-items.js'

const NOW = new Date('2026-11-09T10:00:00Z')

const signal = (id: string, changes: Partial<OwnedSignal> = {}): OwnedSignal => ({
  id,
  deploymentId: 'dep_1',
  organisationId: 'org_1',
  rule: 'outside-limits',
  way: 'wrong',
  measure: 'auroc',
  threshold: '',
  site: '',
  versionId: null,
  windowFrom: '2026-11-02',
  windowTo: '2026-11-09',
  pointIds: [],
  sentence: 'AUROC was 0.62.',
  becameConcernAt: null,
  concernSentence: null,
  ownerId: 'per_1',
  ownerName: 'Owner',
  due: '2026-11-06',
  state: 'new',
  raisedAt: NOW,
  answer: null,
  answeredByName: null,
  answeredAt: null,
  revision: 1,
  about: 'Example scribe, Letters',
  ...changes,
})

test('a signal of its own names its tool, says all of it and leads to its page', () => {
  expect(signalItems([signal('sig_1')], NOW)).toMatchObject([
    {
      urgency: 15,
      title: 'Example scribe, Letters: AUROC was 0.62.',
      href: '/register/deployments/dep_1/monitoring/signals/sig_1',
    },
  ])
})

test('signals of one tool that run one way in one period are one line; others are not', () => {
  const items = signalItems(
    [
      signal('sig_1'),
      signal('sig_2', { rule: 'interval-beyond-pass-mark' }),
      signal('sig_3', { measure: 'sensitivity', threshold: 'alert' }),
      signal('sig_4', { way: 'right' }),
      signal('sig_5', { deploymentId: 'dep_2' }),
      signal('sig_6', { windowFrom: '2026-10-26', windowTo: '2026-11-02' }),
    ],
    NOW,
  )
  expect(items).toHaveLength(4)
  expect(items[0]).toMatchObject({
    title:
      'Example scribe, Letters: 3 signals, AUROC and Sensitivity at “alert” ran the wrong way in the week of 2 November 2026',
    href: '/register/deployments/dep_1/monitoring/signals',
  })
  expect(items[1]).toMatchObject({ urgency: 40, tag: { tone: 'green' } })
})

test('for a board the overdue signals of one tool are one line that says with whom they are', () => {
  const items = overdueItems([
    signal('sig_1', { due: '2026-10-12' }),
    signal('sig_2', { deploymentId: 'dep_2', about: 'Example reader, X-rays' }),
    signal('sig_3', { ownerId: 'per_2', ownerName: 'Analyst' }),
  ])
  expect(items).toMatchObject([
    {
      title: 'Example scribe, Letters: 2 signals not answered in time',
      detail: 'With Owner and Analyst.',
      due: new Date('2026-10-11T23:00:00Z'),
      href: '/register/deployments/dep_1/monitoring/signals?state=open',
    },
    { title: 'Example reader, X-rays: 1 signal not answered in time' },
  ])
})

test('for a board the overdue signals of many tools are one line', () => {
  const of = (id: string) => signal(`sig_${id}`, { deploymentId: `dep_${id}` })
  expect(overdueItems(['1', '2', '3', '4'].map(of))).toMatchObject([
    { title: '4 tools with signals not answered in time', href: '/overviews/signals' },
  ])
})
