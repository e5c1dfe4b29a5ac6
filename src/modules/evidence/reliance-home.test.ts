import { expect, test } from 'vitest'
import { relianceItems as itemsFor, type RelianceWaiting } from './reliance-home.js'

const relianceItems = (waiting: readonly RelianceWaiting[]) => itemsFor(waiting, true)

const ending = (name: string, more: Partial<RelianceWaiting> = {}): RelianceWaiting => ({
  name,
  sourceName: 'Example Supplier',
  since: null,
  until: '2027-01-12',
  step: '90',
  asked: { requirementId: 'R44', part: '' },
  deployments: [{ id: 'dep_1', name: 'Reader: chest films' }],
  product: { id: 'prd_1', name: 'Reader' },
  version: null,
  runsOther: false,
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
    '3 pieces of evidence of Example Supplier',
    'Certificate, of Example Supplier',
    'Form, of Example Trust',
  ])
  expect(items[0]).toMatchObject({
    detail:
      'You rely on them or follow them. Toolkit and Penetration test. In use in Reader: chest films.',
    href: '/register/deployments/dep_1/evidence',
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

const deployment = (id: string) => ({ id, name: `Reader: ${id}` })
test.each([
  [
    'one',
    [deployment('a')],
    '/register/deployments/a/evidence/R44',
    'Look at it',
    'In use in Reader: a.',
  ],
  [
    'several',
    ['a', 'b', 'c', 'd', 'e'].map(deployment),
    '/register?product=prd_1&whose=ours',
    'See your 5 deployments',
    'In use in Reader: a, Reader: b, Reader: c and 2 more.',
  ],
  [
    'no',
    [],
    '/register/new?productId=prd_1',
    'Register your use of Reader',
    'No deployment of yours runs it.',
  ],
])(
  '%s deployment of one’s own that runs it: where the line leads',
  (_how, deployments, href, action, words) => {
    const [item, ...more] = relianceItems([ending('Toolkit', { deployments })])
    expect(more).toEqual([])
    expect(item).toMatchObject({ href, action, detail: `You rely on it or follow it. ${words}` })
  },
)

test('papers of a version that was left behind lead to the files, not to registering a use once more', () => {
  const [item] = relianceItems([
    ending('Form', { deployments: [], version: 'Reader 2.2', runsOther: true }),
  ])
  expect(item).toMatchObject({
    href: '/register/products/prd_1/evidence',
    action: 'See the file of each version',
    detail: 'You rely on it or follow it. Reader 2.2 no longer runs here; another version does.',
  })
})

test('who may not register a use is led to the product instead', () => {
  const unused = ending('Toolkit', { deployments: [] })
  const [item] = itemsFor([unused], false)
  expect(item).toMatchObject({ href: '/register/products/prd_1', action: 'Look at Reader' })
  const [company] = itemsFor([{ ...unused, product: null }], false)
  expect(company).toMatchObject({ href: '/register/products', action: 'Look at products' })
})
