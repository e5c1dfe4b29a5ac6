import { expect, test } from 'vitest'
import { itemsOfOverview } from './home-items.js'
import type { AttentionKind, AttentionLine } from './model.js'

const line = (kind: AttentionKind, text: string, due: string | null = null): AttentionLine => ({
  kind,
  text,
  note: 'Chest X-ray',
  href: '/register/deployments/dep_1',
  action: 'See the chart',
  organisations: ['Example North'],
  deploymentIds: ['dep_1'],
  due,
})

test('what needs attention in the system stands on the Home of its lead, each with its action', () => {
  const items = itemsOfOverview({
    name: 'Example System',
    systemId: 'org_1',
    lines: [line('stop', 'A stop'), line('alert', 'An alert', '2026-11-30')],
  })
  expect(items).toEqual([
    {
      urgency: 1,
      tag: { word: 'Stop', tone: 'red' },
      title: 'A stop',
      detail: 'Chest X-ray',
      href: '/register/deployments/dep_1',
      action: 'See the chart',
    },
    expect.objectContaining({ title: 'An alert', due: new Date('2026-11-30T00:00:00Z') }),
  ])
})

test('many of a kind are one line that leads to those alone, due when the first is', () => {
  const lines = ['2026-12-03', '2026-12-01', '2026-12-02', '2026-12-04'].map((due) =>
    line('decision', due, due),
  )
  expect(itemsOfOverview({ name: 'Example System', systemId: 'org_1', lines })).toEqual([
    {
      urgency: 30,
      tag: { word: 'Decision', tone: 'yellow' },
      title: '4 decisions due within 7 days',
      detail: 'Example System',
      due: new Date('2026-12-01T00:00:00Z'),
      href: '/overviews/system?system=org_1&only=decision',
      action: 'See them',
    },
  ])
})
