import { decodeWindows1252 } from '#kernel/windows-1252.js'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** How many values were not UTF-8 and were read as Windows-1252 instead. */
export interface DecodingCount {
  western: number
}

/** Text of a field, white space around it taken off. What is not UTF-8 is read as Windows-1252. */
export function decodeText(
  bytes: Uint8Array,
  from: number,
  to: number,
  count: DecodingCount,
): string {
  const part = bytes.subarray(from, to)
  try {
    return utf8.decode(part).trim()
  } catch {
    count.western += 1
    return decodeWindows1252(part).trim()
  }
}
