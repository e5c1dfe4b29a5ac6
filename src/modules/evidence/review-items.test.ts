import { expect, test } from 'vitest'
import type { Review } from './read-reviews.js'
import { reviewItems } from './review-items.js'

const review = (name: string, more: Partial<Review> = {}): Review => ({
  scope: 'deployment',
  subjectId: 'dep_1',
  kind: 'signed',
  requirementId: name,
  part: '',
  name,
  about: 'Example alert',
  word: 'Under review',
  because: 'version 2.3',
  sourceName: null,
  deploymentId: null,
  ...more,
})

test('what a version re-opened in one deployment is one line that leads to all of it', () => {
  const items = reviewItems([
    review('DPIA'),
    review('Safety file'),
    review('Form', {
      scope: 'product_version',
      subjectId: 'ver_1',
      about: 'Example alert 2.3',
      deploymentId: 'dep_1',
    }),
    review('Training', { subjectId: 'dep_2' }),
  ])
  expect(items).toMatchObject([
    {
      title: '3 pieces of evidence, Example alert',
      detail: 'DPIA, Safety file, Form. Look at each and sign again.',
      href: '/register/deployments/dep_1/evidence?show=again&mine=yes',
    },
    { title: 'Training, Example alert', action: 'Look at it' },
  ])
})

test('two are two lines, and what has expired stands by itself with its day', () => {
  const items = reviewItems([
    review('R1'),
    review('R2'),
    review('R3', { word: 'Expired', because: '2026-11-01' }),
    review('R4', { word: 'Expired', because: '2026-11-02' }),
    review('R5', { word: 'Expired', because: '2026-11-03' }),
  ])
  expect(items.map(({ title, action }) => [title, action])).toEqual([
    ['R1, Example alert', 'Look at it'],
    ['R2, Example alert', 'Look at it'],
    ['R3, Example alert', 'Renew'],
    ['R4, Example alert', 'Renew'],
    ['R5, Example alert', 'Renew'],
  ])
})
