const TIME =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i

/** As hospital systems and Excel write a time in this country: day first, without a zone. */
const DAY_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:,? (\d{1,2}):(\d{2}(?::\d{2})?))?$/

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

const HOUR = 3_600_000
const datesByHour = new Map<number, string>()

/** London changes its offset on whole hours only, so an hour of UTC lies within one London date. */
function londonDateOfInstant(instant: number): string {
  const hour = Math.floor(instant / HOUR)
  const known = datesByHour.get(hour)
  if (known !== undefined) return known
  const parts = new Map(london.formatToParts(hour * HOUR).map(({ type, value }) => [type, value]))
  const date = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`
  if (datesByHour.size > 100_000) datesByHour.clear()
  datesByHour.set(hour, date)
  return date
}

/** Whether the text is a real calendar date written as 2026-01-31. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === text
}

/** A date some days later (or earlier). */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 24 * HOUR).toISOString().slice(0, 10)
}

/** A date some months later; its day must be 28 or less. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, day)).toISOString().slice(0, 10)
}

/** The Monday on or before a date (ISO 8601 weeks). */
export function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return addDays(date, -((weekday + 6) % 7))
}

/** An offset as every browser reads it: Z, or with a colon. */
const offsetOf = (zone = 'Z'): string => zone.toUpperCase().replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')

function yearFirst(text: string): string {
  const match = DAY_FIRST.exec(text)
  if (!match) return text
  const [, day = '', month = '', year = '', hour, rest = ''] = match
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return hour === undefined ? date : `${date}T${hour.padStart(2, '0')}:${rest}`
}

/**
 * The London calendar date of a time as ISO 8601 or day first (31/01/2026 14:30); without a zone the
 * time is London's. Null: not a time.
 */
export function londonDate(at: string | Date): string | null {
  if (at instanceof Date)
    return Number.isNaN(at.getTime()) ? null : londonDateOfInstant(at.getTime())
  const match = TIME.exec(yearFirst(at.trim()))
  const date = match?.[1]
  if (!match || date === undefined || !isDate(date)) return null
  const [, , clock, zone] = match
  const text = clock === undefined ? `${date}T00:00Z` : `${date}T${clock}${offsetOf(zone)}`
  const instant = Date.parse(text)
  if (Number.isNaN(instant)) return null
  return zone === undefined ? date : londonDateOfInstant(instant)
}
