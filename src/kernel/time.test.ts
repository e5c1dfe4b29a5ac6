import { Temporal } from '@js-temporal/polyfill'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LONDON, londonDate } from './time.js'

test.each([
  ['2026-03-28T23:59:59.999Z', '2026-03-28'],
  ['2026-03-29T23:00:00Z', '2026-03-30'],
  ['2026-06-30T22:59:59.999Z', '2026-06-30'],
  ['2026-06-30T23:00:00Z', '2026-07-01'],
  ['2026-10-25T23:30:00Z', '2026-10-25'],
  ['0985-03-01T12:00:00Z', '0985-03-01'],
])('%s is %s in London', (instant, date) => {
  expect(londonDate(new Date(instant))).toBe(date)
})

test('the date in London is that of Temporal, at any instant', () => {
  const instants = fc.date({
    min: new Date('1000-01-01'),
    max: new Date('9999-01-01'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(instants, (instant) => {
      const zoned = Temporal.Instant.fromEpochMilliseconds(instant.getTime())
      const expected = zoned.toZonedDateTimeISO(LONDON).toPlainDate().toString()
      expect(londonDate(instant)).toBe(expected)
    }),
  )
})

test('a time that is none is refused', () => {
  expect(() => londonDate(new Date(Number.NaN))).toThrow(RangeError)
})
