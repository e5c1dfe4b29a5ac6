import { decodeWindows1252 } from '#kernel/windows-1252.js'

/** The marks that begin a text in Unicode (byte order marks). */
const MARKS: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const SAMPLE = 2000

const encodingByZeros = (bytes: Uint8Array): string | null => {
  const sample = bytes.subarray(0, SAMPLE)
  const zeros = [0, 0]
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (odd > sample.length / 4 && even === 0) return 'utf-16le'
  return even > sample.length / 4 && odd === 0 ? 'utf-16be' : null
}

/** The Unicode encoding that bytes begin with, by their mark or as UTF-16 by its zeros, or null. */
export const unicodeOf = (bytes: Uint8Array): string | null =>
  MARKS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte))?.[0] ??
  encodingByZeros(bytes)

/**
 * Bytes as text: by the mark at the beginning, as UTF-16 where every second byte is 0, as UTF-8, or
 * else as Windows-1252, which is what Excel saves. Null where it is not text.
 */
export const decodeText = (bytes: Uint8Array): string | null => {
  const encoding = unicodeOf(bytes)
  if (encoding) return new TextDecoder(encoding).decode(bytes)
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decodeWindows1252(bytes)
  }
}
