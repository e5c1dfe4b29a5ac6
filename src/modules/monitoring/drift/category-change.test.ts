import { describe, expect, test } from 'vitest'
import { categoryChanges, type CategoryWindow } from './category-change.js'

const windowOf = (
  month: number,
  counts: Readonly<Record<string, number>>,
  changes: Partial<CategoryWindow> = {},
): CategoryWindow => ({
  from: `2026-0${month}-01`,
  to: `2026-0${month}-28`,
  versionName: '1.0',
  of: 'draft',
  counts: new Map(Object.entries(counts)),
  missing: 0,
  ...changes,
})
const usual = { accepted: 60, edited: 30, rejected: 10 }
const changesOf = (...later: CategoryWindow[]) =>
  categoryChanges(
    [...[1, 2, 3, 4].map((month) => windowOf(month, usual)), ...later],
    { from: '', to: '' },
    { day: null, version: null },
    26,
  )

describe('change of categories', () => {
  test.each([
    ['the same shares', { accepted: 120, edited: 60, rejected: 20 }, 'no-shift', [], []],
    ['other shares', { accepted: 30, edited: 30, rejected: 40 }, 'shift', [], []],
    ['a category that is new', { ...usual, flagged: 40 }, 'shift', ['flagged'], []],
    ['a category that is gone', { accepted: 100, edited: 60 }, 'shift', [], ['rejected']],
    ['few', { accepted: 3, edited: 4, rejected: 5 }, 'too-few-to-say', [], []],
    ['none at all', {}, 'too-few-to-say', [], ['accepted', 'edited', 'rejected']],
  ])('%s', (_, counts, verdict, newCategories, lostCategories) => {
    const [change] = changesOf(windowOf(5, counts))
    expect(change?.changed).toMatchObject([{ verdict, drift: { newCategories, lostCategories } }])
  })

  test('columns are held against their own reference, newest period first, with what is missing', () => {
    const other = { of: 'theatre', missing: 50 }
    const changes = changesOf(
      ...[1, 2, 3, 4].map((month) => windowOf(month, { yes: 50, no: 50 }, { of: 'theatre' })),
      windowOf(5, usual),
      windowOf(6, usual),
      windowOf(6, { yes: 50, no: 50 }, other),
    )
    expect(changes.map(({ of }) => of)).toEqual(['draft', 'theatre'])
    expect(changes[0]?.changed.map(({ window }) => window.from)).toEqual([
      '2026-06-01',
      '2026-05-01',
    ])
    expect(changes[1]?.changed).toMatchObject([
      { drift: { missingness: { reference: 0, current: 1 / 3 } } },
    ])
  })
})
