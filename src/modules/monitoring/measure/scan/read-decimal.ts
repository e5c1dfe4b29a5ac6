import { longQuotient } from './long-quotient.js'

const POINT = 46
const MINUS = 45
const PLUS = 43
const ZERO = 48
/** E or e, with the bit that tells them apart set. */
const EXPONENT = 101
/** 10^0 … 10^22, all exact: a whole number below 2^53 over one of them is rounded correctly. */
export const POWERS = Float64Array.from({ length: 23 }, (_, i) => 10 ** i)
/** So many digits make a whole number below 2^53. */
export const MOST_DIGITS = 15
const MOST_LONG_DIGITS = 19

const isSign = (byte: number | undefined): boolean => byte === MINUS || byte === PLUS

/** A whole number of up to three digits, with or without a sign; NaN for all else. */
function readExponent(bytes: Uint8Array, from: number, to: number): number {
  const start = isSign(bytes[from]) ? from + 1 : from
  if (start === to || to - start > 3) return Number.NaN
  let value = 0
  for (let at = start; at < to; at += 1) {
    const digit = (bytes[at] as number) - ZERO
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return bytes[from] === MINUS ? -value : value
}

/**
 * The number that a decimal of up to 19 digits is, with or without an exponent, rounded correctly;
 * NaN for all else, and for the few whose rounding is left to the whole text.
 */
export function readDecimal(bytes: Uint8Array, from: number, to: number): number {
  let high = 0
  let low = 0
  let digits = 0
  let decimals = 0
  let point = -1
  const start = isSign(bytes[from]) ? from + 1 : from
  let at = start
  for (; at < to; at += 1) {
    const digit = (bytes[at] as number) - ZERO
    if (digit >= 0 && digit <= 9) {
      // Leading zeros are no digits that count.
      if (digits > 0 || digit > 0) digits += 1
      if (digits <= MOST_DIGITS) high = high * 10 + digit
      else low = low * 10 + digit
    } else if (digit === POINT - ZERO && point < 0) point = at
    else break
  }
  if (at - start === (point < 0 ? 0 : 1) || digits > MOST_LONG_DIGITS) return Number.NaN
  if (point >= 0) decimals = at - point - 1
  if (at < to) {
    if (((bytes[at] as number) | 32) !== EXPONENT) return Number.NaN
    decimals -= readExponent(bytes, at + 1, to)
  }
  if (!(decimals >= 0 && decimals < POWERS.length)) return Number.NaN
  const power = POWERS[decimals] as number
  const value =
    digits <= MOST_DIGITS
      ? high / power
      : longQuotient(high, POWERS[digits - MOST_DIGITS] as number, low, power)
  return bytes[from] === MINUS ? -value : value
}
