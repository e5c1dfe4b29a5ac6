import { Temporal } from '@js-temporal/polyfill'

export { type Clock, systemClock } from './clock.js'

/** Wall-clock zone of the NHS in England; windows, due dates and times on the screen use it. */
export const LONDON = 'Europe/London'

/** A calendar date, written `YYYY-MM-DD`. */
export type CalendarDate = string

// Asked in every transaction: the platform's own formatter takes a hundredth of what Temporal takes.
const londonDates = new Intl.DateTimeFormat('sv-SE', { timeZone: LONDON })

/** The date in London at an instant, as `YYYY-MM-DD`. Throws RangeError when it is no instant. */
export const londonDate = (instant: Date): CalendarDate =>
  londonDates.format(instant).padStart(10, '0')

/** The instant at which a London date begins. Throws RangeError when the text is no date. */
export const startOfLondonDay = (date: CalendarDate): Date =>
  new Date(
    Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: LONDON }).toInstant()
      .epochMilliseconds,
  )

/** A date moved by whole days (negative: back). */
export const addDays = (date: CalendarDate, days: number): CalendarDate =>
  Temporal.PlainDate.from(date).add({ days }).toString()

/** A date moved by calendar months; the end of a short month is kept (31 January + 1 = 28 or 29 February). */
export const addMonths = (date: CalendarDate, months: number): CalendarDate =>
  Temporal.PlainDate.from(date).add({ months }).toString()

/** Monday of the ISO week (ISO 8601) that a date belongs to. */
export const startOfIsoWeek = (date: CalendarDate): CalendarDate => {
  const day = Temporal.PlainDate.from(date)
  return day.subtract({ days: day.dayOfWeek - 1 }).toString()
}

/** Days from one date to another; negative when the second is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days
