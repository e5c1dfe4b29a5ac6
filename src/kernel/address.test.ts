import { expect, test } from 'vitest'
import { withoutFilters } from './address.js'

test.each([
  ['nothing asked', {}, undefined],
  ['a form sent with nothing chosen', { search: '', state: '' }, undefined],
  ['another order, another page', { sort: 'name', cursor: 'abc' }, undefined],
  ['a search', { search: 'scribe', sort: 'name' }, '/register'],
])('%s', (_case, query, expected) => {
  expect(withoutFilters('/register', query)).toBe(expected)
})
