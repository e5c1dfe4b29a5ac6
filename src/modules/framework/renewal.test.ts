import { expect, test } from 'vitest'
import { isReopenedBy, lastDayInDate } from './renewal.js'

test.each([
  ['twelve months', [{ months: 12 }], '2026-06-03', '2027-06-03'],
  ['the shorter of two', [{ months: 24 }, { months: 12 }], '2026-06-03', '2027-06-03'],
  ['the end of a short month', [{ months: 1 }], '2026-01-31', '2026-02-28'],
  ['no months: never by itself', [{ on: 'version' as const }], '2026-06-03', null],
])('in date until: %s', (_name, renewal, signedOn, last) => {
  expect(lastDayInDate(renewal, signedOn)).toBe(last)
})

test('an event re-opens only what names it', () => {
  expect(isReopenedBy([{ on: 'version' }, { months: 12 }], 'version')).toBe(true)
  expect(isReopenedBy([{ on: 'version' }, { months: 12 }], 'change')).toBe(false)
})
