import { startOfLondonDay } from '#kernel/time.js'

const TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/i

/** The instant that a text tells, in milliseconds since 1970; NaN when it tells none. */
export const readTime = (text: string): number => {
  const match = TIME.exec(text.trim())
  return match ? instantOf(match[0], match[1] !== undefined).getTime() : Number.NaN
}

/** Times without a zone are London's (design.md section 4). */
const instantOf = (text: string, hasZone: boolean): Date => {
  const iso = text.replace(' ', 'T')
  if (hasZone) return new Date(iso)
  const [date = '', clock = ''] = iso.split('T')
  const asUtc = new Date(`${date}T${clock}Z`)
  if (Number.isNaN(asUtc.getTime())) return asUtc
  const offset = startOfLondonDay(date).getTime() - Date.parse(`${date}T00:00:00Z`)
  const guess = new Date(asUtc.getTime() + offset)
  return londonClock(guess) === clock.slice(0, 5)
    ? guess
    : new Date(asUtc.getTime() + (offset === 0 ? -3_600_000 : 0))
}

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const londonClock = (instant: Date): string => london.format(instant)

const ZERO = 0x30
const [DASH, COLON, POINT, T, Z] = [0x2d, 0x3a, 0x2e, 0x54, 0x5a]
const TO_SECONDS = '2026-10-05T09:30:00Z'.length
const TO_MILLISECONDS = '2026-10-05T09:30:00.000Z'.length

/**
 * Reads times from bytes as `readTime` does, quickly where they are written in UTC as most programs
 * write them: each day is worked out once.
 */
export class TimeReader {
  #day = -1
  #dayMs = Number.NaN

  read(bytes: Buffer, from: number, to: number): number {
    const ms = isUtc(bytes, from, to) ? this.#readUtc(bytes, from, to) : Number.NaN
    return Number.isNaN(ms) ? readTime(bytes.toString('latin1', from, to)) : ms
  }

  #readUtc(bytes: Buffer, from: number, to: number): number {
    const day = digits(bytes, from, 4) * 10_000 + digits(bytes, from + 5, 2) * 100
    const date = day + digits(bytes, from + 8, 2)
    const hour = digits(bytes, from + 11, 2)
    const minute = digits(bytes, from + 14, 2)
    const second = digits(bytes, from + 17, 2)
    const ms = to - from === TO_SECONDS ? 0 : digits(bytes, from + 20, 3)
    if (!(hour < 24 && minute < 60 && second < 60)) return Number.NaN
    if (date !== this.#day) {
      this.#day = date
      this.#dayMs = Date.parse(`${bytes.toString('latin1', from, from + 10)}T00:00:00Z`)
    }
    return this.#dayMs + hour * 3_600_000 + minute * 60_000 + second * 1000 + ms
  }
}

const isUtc = (bytes: Buffer, from: number, to: number): boolean => {
  const length = to - from
  return (
    (length === TO_SECONDS || (length === TO_MILLISECONDS && bytes[from + 19] === POINT)) &&
    bytes[to - 1] === Z &&
    bytes[from + 4] === DASH &&
    bytes[from + 7] === DASH &&
    bytes[from + 10] === T &&
    bytes[from + 13] === COLON &&
    bytes[from + 16] === COLON
  )
}

/** A number of so many digits; NaN where one is none. */
const digits = (bytes: Buffer, from: number, count: number): number => {
  let value = 0
  for (let place = from; place < from + count; place += 1) {
    const digit = (bytes[place] as number) - ZERO
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value
}
