import { describe, expect, test } from 'vitest'
import { compareCards } from './compare-cards.js'
import type { Statement } from './statements.js'

const said = (values: Record<string, string>): Statement[] =>
  Object.entries(values).map(([path, value]) => ({ path, headings: [path], value }))

describe('what a new card states otherwise', () => {
  test.each([
    ['nothing', { a: '1', b: '2' }, { a: '1', b: '2' }, []],
    ['a value', { a: '1', b: '2' }, { a: '1', b: '3' }, [['b', '2', '3']]],
    ['an empty value is not a missing one', { a: '' }, {}, [['a', '', null]]],
    ['a first card', {}, { a: '1' }, [['a', null, '1']]],
    [
      'one more and one less',
      { a: '1', b: '2' },
      { c: '3', a: '1' },
      [
        ['c', null, '3'],
        ['b', '2', null],
      ],
    ],
  ])('%s', (_, before, after, changes) => {
    expect(
      compareCards(said(before), said(after)).map((one) => [
        (one.after ?? one.before)?.path,
        one.before?.value ?? null,
        one.after?.value ?? null,
      ]),
    ).toEqual(changes)
  })
})
