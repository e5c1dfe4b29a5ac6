import { roleInText, type Role } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'
import type { Signature } from './gate-facts.js'

const dayMonthYear = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** A date as `3 June 2026`. */
export const longDate = (date: CalendarDate): string =>
  dayMonthYear.format(new Date(`${date}T00:00:00Z`))

/** Roles as `a, b or c`. */
export const eitherRole = (roles: readonly Role[]): string => either(roles.map(roleInText))

/** Roles as `a, b and c`. */
export const everyRole = (roles: readonly Role[]): string => {
  const words = roles.map(roleInText)
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}

/** Words as `a, b or c`. */
export const either = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`

/** `Dr X (clinical safety officer)`. */
export const personAndRole = (signature: Signature): string =>
  `${signature.personName} (${roleInText(signature.role)})`

/** A figure with two decimals, or as many as it takes to tell it from the pass mark. */
export const figure = (value: number, against: number): string => {
  const digits = [2, 3, 4].find(
    (count) => value === against || value.toFixed(count) !== against.toFixed(count),
  )
  return value.toFixed(digits ?? 6)
}

const counts = new Intl.NumberFormat('en-GB')

/** A number of things as `1,100`. */
export const count = (number: number): string => counts.format(number)
