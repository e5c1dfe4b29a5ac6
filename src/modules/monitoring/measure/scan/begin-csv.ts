import { decodeText } from '../../read-table/decode-text.js'
import { findHeader, fromHeader, HEAD_LENGTH, titlesNote } from '../../as-written/find-header.js'
import type { CsvShape } from './field-index.js'
import { type Header, readHeader } from './read-header.js'

/** How a CSV begins: its shape, its header, and what stands above it. */
export interface CsvBeginning extends Header {
  readonly shape: CsvShape
  /** What is said of titles above the header. */
  readonly titles: readonly string[]
}

const MARK = [0xef, 0xbb, 0xbf]
const [NEWLINE, RETURN] = [10, 13]

/** So much of the beginning as whole lines have, so that no letter is cut. */
const wholeLines = (head: Uint8Array): Uint8Array => {
  const end = head.length < HEAD_LENGTH ? 0 : head.lastIndexOf(NEWLINE)
  return end > 0 ? head.subarray(0, end) : head
}

/**
 * Reads how a CSV begins from its first bytes, by the columns that are wanted of it.
 * @throws SummaryRefused when there is no header.
 */
export function beginCsv(bytes: Uint8Array, wanted: readonly string[], name: string): CsvBeginning {
  const from = MARK.every((byte, i) => bytes[i] === byte) ? MARK.length : 0
  const head = bytes.subarray(from, from + HEAD_LENGTH)
  const found = findHeader(decodeText(wholeLines(head)) ?? '', wanted)
  // One letter a byte, so that letters passed over are bytes passed over.
  const letters = new TextDecoder('latin1').decode(head)
  const start = from + letters.length - fromHeader(letters, found).length
  const newline = bytes.includes(NEWLINE) || !bytes.includes(RETURN) ? NEWLINE : RETURN
  const shape = { delimiter: found.delimiter.charCodeAt(0), newline }
  return { ...readHeader(bytes, start, shape, name), shape, titles: titlesNote(name, found) }
}
