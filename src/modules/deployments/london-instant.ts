import { Temporal } from '@js-temporal/polyfill'
import { LONDON } from '#kernel/time.js'

/** The instant of a date `YYYY-MM-DD` and a time `14:05` (or `14.05`) in London; undefined when it is none. */
export const londonInstant = (date: string, time: string): Date | undefined => {
  const [, hour, minute] = /^(\d{1,2})[:.](\d{2})$/.exec(time.trim()) ?? []
  if (!hour || !minute || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined
  try {
    const wall = Temporal.PlainDateTime.from(`${date}T${hour.padStart(2, '0')}:${minute}`)
    return new Date(wall.toZonedDateTime(LONDON).toInstant().epochMilliseconds)
  } catch {
    return undefined
  }
}
