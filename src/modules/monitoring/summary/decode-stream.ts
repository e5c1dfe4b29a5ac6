import { decodeWindows1252 } from '#kernel/windows-1252.js'
import { unicodeOf } from '../read-table/decode-text.js'

/** How many lines were not UTF-8 and were read as Windows-1252, which is what Excel saves as CSV. */
export interface WesternLines {
  western: number
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const LINE_END = 0x0a
const MOST_HELD = 1_000_000

function decodeLine(bytes: Uint8Array, count: WesternLines): string {
  try {
    return utf8.decode(bytes)
  } catch {
    count.western += 1
    return decodeWindows1252(bytes)
  }
}

function decodeLines(bytes: Uint8Array, count: WesternLines): string {
  try {
    return utf8.decode(bytes)
  } catch {
    let text = ''
    for (let from = 0; from < bytes.length;) {
      const end = bytes.indexOf(LINE_END, from)
      const to = end < 0 ? bytes.length : end + 1
      text += decodeLine(bytes.subarray(from, to), count)
      from = to
    }
    return text
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.length === 0) return other
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

async function* eightBit(
  chunks: AsyncIterable<Uint8Array>,
  count: WesternLines,
): AsyncGenerator<string> {
  let held = new Uint8Array(0) as Uint8Array
  for await (const chunk of chunks) {
    const bytes = joined(held, chunk)
    const end = bytes.lastIndexOf(LINE_END) + 1
    const whole = end === 0 && bytes.length > MOST_HELD ? bytes.length : end
    held = bytes.slice(whole)
    yield decodeLines(bytes.subarray(0, whole), count)
  }
  yield decodeLines(held, count)
}

async function* sixteenBit(
  encoding: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

async function* after(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
}

/**
 * A stream of bytes as text: UTF-16 by its mark or its zeros, else UTF-8, and a line that is not
 * UTF-8 as Windows-1252. Cuts between chunks change nothing.
 */
export async function* decodeStream(
  bytes: AsyncIterable<Uint8Array>,
  count: WesternLines,
): AsyncGenerator<string> {
  const chunks = bytes[Symbol.asyncIterator]()
  const first = await chunks.next()
  if (first.done === true) return
  const all = after(first.value, chunks)
  const encoding = unicodeOf(first.value)
  const texts =
    encoding === null || encoding === 'utf-8' ? eightBit(all, count) : sixteenBit(encoding, all)
  let begun = false
  for await (const text of texts) {
    if (text === '') continue
    yield begun ? text : text.replace(/^\uFEFF/, '')
    begun = true
  }
}
