const POINT = 46
const MINUS = 45
const PLUS = 43
const ZERO = 48
/** 10^0 … 10^15, all exact: a whole number below 2^53 over one of them is rounded correctly. */
export const POWERS = Float64Array.from({ length: 16 }, (_, i) => 10 ** i)
/** So many digits make a whole number below 2^53. */
export const MOST_DIGITS = 15

/** The number that a plain decimal of up to 15 digits is, rounded correctly; NaN for all else. */
export function readDecimal(bytes: Uint8Array, from: number, to: number): number {
  const sign = bytes[from] as number
  const signed = sign === MINUS || sign === PLUS
  let value = 0
  let digits = 0
  let decimals = -1
  for (let at = signed ? from + 1 : from; at < to; at += 1) {
    const digit = (bytes[at] as number) - ZERO
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit
      digits += 1
    } else if (digit === POINT - ZERO && decimals < 0) decimals = digits
    else return Number.NaN
  }
  if (digits === 0 || digits > MOST_DIGITS) return Number.NaN
  if (decimals >= 0) value /= POWERS[digits - decimals] as number
  return sign === MINUS ? -value : value
}
