import type { Clock } from './time.js'

/** What an id is the id of; the letters before its underscore. */
export type IdPrefix =
  | 'acc'
  | 'ale'
  | 'ans'
  | 'arr'
  | 'aud'
  | 'bre'
  | 'car'
  | 'cha'
  | 'cmp'
  | 'col'
  | 'con'
  | 'dec'
  | 'dep'
  | 'doc'
  | 'ent'
  | 'eve'
  | 'evi'
  | 'exc'
  | 'ext'
  | 'frm'
  | 'haz'
  | 'idm'
  | 'inv'
  | 'key'
  | 'let'
  | 'log'
  | 'mea'
  | 'mem'
  | 'mes'
  | 'not'
  | 'opp'
  | 'org'
  | 'par'
  | 'per'
  | 'pla'
  | 'poi'
  | 'pro'
  | 'pub'
  | 'reb'
  | 'rec'
  | 'req'
  | 'rul'
  | 'sig'
  | 'sit'
  | 'sto'
  | 'sum'
  | 'tas'
  | 'use'
  | 'ver'
  | 'win'

/** Makes a new id: prefix, underscore and 26 characters that sort by the time they were made. */
export type NewId = (prefix: IdPrefix) => string

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const TIME_CHARACTERS = 10
const RANDOM_BYTES = 16

/**
 * An id maker over a clock and a source of random bytes. The 26 characters are a ULID in lower
 * case (48 bits of milliseconds, 80 random bits); two ids of one millisecond still sort in order.
 */
export const makeIds = (clock: Clock, randomBytes: (size: number) => Uint8Array): NewId => {
  let last = 0
  let digits: number[] = []
  return (prefix) => {
    const now = clock.now().getTime()
    if (now > last) {
      last = now
      digits = [...randomBytes(RANDOM_BYTES)].map((byte) => byte & 31)
    } else {
      digits = incremented(digits)
    }
    return `${prefix}_${timeText(last)}${digits.map((digit) => ALPHABET[digit]).join('')}`
  }
}

const timeText = (milliseconds: number): string => {
  let rest = milliseconds
  let text = ''
  for (let place = 0; place < TIME_CHARACTERS; place += 1) {
    text = `${ALPHABET[rest % 32]}${text}`
    rest = Math.floor(rest / 32)
  }
  return text
}

const incremented = (digits: readonly number[]): number[] => {
  const next = [...digits]
  for (let place = next.length - 1; place >= 0; place -= 1) {
    const value = (next[place] ?? 0) + 1
    next[place] = value % 32
    if (value < 32) break
  }
  return next
}
