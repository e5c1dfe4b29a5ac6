import { expect, it } from 'vitest'
import { dateOfParts, datePartsOf } from './date-parts.js'

it.each([
  ['a date', ['14', '3', '2026'], '2026-03-14'],
  ['spaces and zeros', [' 04', '03 ', '2026'], '2026-03-04'],
  ['nothing', ['', '', ''], ''],
  ['a month too many', ['1', '13', '2026'], '1 13 2026'],
  ['a day too many', ['30', '2', '2026'], '30 2 2026'],
  ['a year too short', ['1', '2', '26'], '1 2 26'],
  ['a part missing', ['1', '', '2026'], '1  2026'],
])('%s', (_, [day = '', month = '', year = ''], expected) => {
  const values = { 'seen-day': day, 'seen-month': month, 'seen-year': year }
  expect(dateOfParts(values, 'seen')).toBe(expected)
})

it('goes there and back', () => {
  expect(datePartsOf('seen', '2026-03-04')).toEqual({
    'seen-day': '4',
    'seen-month': '3',
    'seen-year': '2026',
  })
  expect(dateOfParts(datePartsOf('seen', '2026-03-04'), 'seen')).toBe('2026-03-04')
})
