import { expect, test } from 'vitest'
import { relianceItems, type RelianceWaiting } from './reliance-home.js'

const ending = (name: string, more: Partial<RelianceWaiting> = {}): RelianceWaiting => ({
  name,
  sourceName: 'Example Supplier',
  since: null,
  until: '2027-01-12',
  step: '90',
  ...more,
})

test('what ends in the same step at one organisation is one line, due when the first ends', () => {
  const items = relianceItems([
    ending('Toolkit'),
    ending('Penetration test', { until: '2027-01-05' }),
    ending('Toolkit'),
    ending('Certificate', { step: '7', until: '2026-12-01' }),
    ending('Form', { sourceName: 'Example Trust' }),
  ])
  expect(items.map(({ title }) => title)).toEqual([
    '3 papers of Example Supplier',
    'Certificate, of Example Supplier',
    'Form, of Example Trust',
  ])
  expect(items[0]).toMatchObject({
    detail: 'You rely on them or follow them. Toolkit and Penetration test.',
    due: new Date('2027-01-05T00:00:00Z'),
  })
})

test('what is under review stands by itself, before what ends', () => {
  const [ends, reviewed] = relianceItems([
    ending('Toolkit'),
    ending('Form', { since: '2 November 2026', until: null, step: null }),
  ])
  expect(reviewed).toMatchObject({ tag: { word: 'Under review' }, urgency: 20 })
  expect(ends?.urgency).toBeGreaterThan(20)
})
