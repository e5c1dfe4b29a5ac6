import { daysBetween, londonDate, type CalendarDate } from '#kernel/time.js'

/** What stands where a question has no answer; never zero and never a pass (product.md, rule 1). */
export const NOT_ANSWERED = 'not answered'

/** What stands where a figure would rest on too few people to be shown or trusted. */
export const TOO_FEW = 'too few to say'

/** An estimate with its 95% interval; ends are null when it cannot be worked out. */
export interface Estimate {
  value: number | null
  low?: number | null | undefined
  high?: number | null | undefined
}

const LONDON = 'Europe/London'
const longDate: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' }
const inLondon = new Intl.DateTimeFormat('en-GB', { ...longDate, timeZone: LONDON })
const plainDate = new Intl.DateTimeFormat('en-GB', { ...longDate, timeZone: 'UTC' })
const shortDate = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})
const clockTime = new Intl.DateTimeFormat('en-GB', {
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: LONDON,
})
const counts = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })
const lists = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** A date as "14 March 2026": an instant in London time, or a calendar date as it stands. */
export const asDate = (date: Date | CalendarDate): string =>
  typeof date === 'string' ? plainDate.format(new Date(date)) : inLondon.format(date)

/** A date as "14 Mar 2026", for narrow columns and axes. */
export const asShortDate = (date: Date | CalendarDate): string =>
  shortDate.format(new Date(typeof date === 'string' ? date : londonDate(date)))

/** A time of day in London as "3:05pm", "3pm", "midday" or "midnight" (NHS content style). */
export const asTime = (instant: Date): string => {
  const [hour = '0', minute = '00'] = clockTime.format(instant).split(':')
  const hours = Number(hour)
  if (minute === '00' && hours === 0) return 'midnight'
  if (minute === '00' && hours === 12) return 'midday'
  return `${hours % 12 || 12}${minute === '00' ? '' : `:${minute}`}${hours < 12 ? 'am' : 'pm'}`
}

/** An instant as "14 March 2026 at 3:05pm", London time. */
export const asDateTime = (instant: Date): string => `${asDate(instant)} at ${asTime(instant)}`

/** How a due date stands: "due today", "due in 3 days", "1 day overdue". */
export const asDue = (due: CalendarDate, now: Date): string => {
  const away = daysBetween(londonDate(now), due)
  if (away < 0) return `${asCountOf(-away, 'day')} overdue`
  return away === 0 ? 'due today' : away === 1 ? 'due tomorrow' : `due in ${asCountOf(away, 'day')}`
}

/** A whole number with thousands commas: "12,345". */
export const asCount = (count: number): string => counts.format(count)

/** A number of things: "1 site", "1,200 sites", "2 people" when the plural is given. */
export const asCountOf = (count: number, one: string, many = `${one}s`): string =>
  `${asCount(count)} ${count === 1 ? one : many}`

/** A figure to so many places (default 2); `missing` stands where there is none. */
export const asFigure = (value: number | null, places = 2, missing: string = TOO_FEW): string => {
  if (value === null || !Number.isFinite(value)) return missing
  const text = value.toFixed(places)
  return Number(text) === 0 ? text.replace('-', '') : text
}

/**
 * An interval as "0.79 to 0.86", or "no interval" where an end is missing, and of an estimate at the edge of
 * its scale whose interval has no width: few cases would look like certainty.
 */
export const asInterval = ({ value, low, high }: Estimate, places = 2): string => {
  if (typeof low !== 'number' || typeof high !== 'number') return 'no interval'
  if (low === high && (value === 0 || value === 1)) return 'no interval'
  return `${asFigure(low, places)} to ${asFigure(high, places)}`
}

/** A figure with its interval: "0.83 (0.79 to 0.86)". */
export const asEstimate = (estimate: Estimate, places = 2): string =>
  estimate.value === null
    ? TOO_FEW
    : `${asFigure(estimate.value, places)} (${asInterval(estimate, places)})`

/** A share of one as a percentage: 0.964 gives "96%". */
export const asPercent = (share: number | null, places = 0): string =>
  share === null ? TOO_FEW : `${asFigure(share * 100, places)}%`

/** What somebody typed as a sentence that another may follow: with a stop where it has no end of its own. */
export const asSentence = (typed: string): string =>
  typed === '' || /[.!?…]['’”)]*$/.test(typed) ? typed : `${typed}.`

/** Words in a row: "a, b and c". */
export const asList = (words: readonly string[]): string => lists.format(words)
