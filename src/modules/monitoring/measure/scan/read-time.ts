import type { ByteDictionary } from './byte-dictionary.js'

const isDigit = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 48 && byte <= 57

const COLON = 58
const HOUR_END = 13
const zoned = new Uint8Array(HOUR_END + 4)
const [T_BYTE, Z_BYTE] = [84, 90]

/** Where a clock's part `:mm` ends, when there is one with less than 60. */
function afterSixty(bytes: Uint8Array, at: number): number {
  const tens = bytes[at + 1]
  const good = bytes[at] === COLON && isDigit(tens) && isDigit(bytes[at + 2]) && tens !== undefined
  return good && tens < 54 ? at + 3 : -1
}

/** 00 to 23; 24:00 is left to the whole reading. */
const isHour = (tens: number, ones: number): boolean =>
  isDigit(ones) && (tens === 48 || tens === 49 || (tens === 50 && ones < 52))

/**
 * Length of a time's start that settles its London date, when the field is a plain ISO time such as
 * 2026-01-05T10:15:00Z or without a zone; 0 when the whole text has to be read.
 */
function settledLength(bytes: Uint8Array, from: number, to: number): number {
  if (to - from < HOUR_END + 3 || bytes[from + 10] !== T_BYTE) return 0
  if (!isHour(bytes[from + 11] as number, bytes[from + 12] as number)) return 0
  let at = afterSixty(bytes, from + HOUR_END)
  if (at > 0 && bytes[at] === COLON) at = afterSixty(bytes, at)
  if (at > 0 && at + 1 < to && bytes[at] === 46 && isDigit(bytes[at + 1])) {
    const most = at + 10
    at += 1
    while (at < most && at < to && isDigit(bytes[at])) at += 1
  }
  if (at === to) return HOUR_END
  return at > 0 && at + 1 === to && bytes[at] === Z_BYTE ? HOUR_END + 4 : 0
}

/**
 * Looks a time up. London changes its clocks on whole hours, so times that differ only in minutes
 * share one entry of the dictionary and a log with a time of its own on each row stays quick.
 */
export function readTime(
  times: ByteDictionary,
  bytes: Uint8Array,
  from: number,
  to: number,
): number {
  const settled = settledLength(bytes, from, to)
  if (settled === 0) return times.find(bytes, from, to)
  zoned.set(bytes.subarray(from, from + HOUR_END))
  zoned.set([COLON, 48, 48, Z_BYTE], HOUR_END)
  return times.find(zoned, 0, settled === HOUR_END ? HOUR_END + 3 : HOUR_END + 4)
}
