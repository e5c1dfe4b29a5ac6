import { SummaryRefused } from '../../summary/summary-refused.js'
import type { CsvShape } from './field-index.js'
import { decodeText } from './decode-text.js'

const QUOTE = 34

/** The names of the columns, and where the next record begins. */
export interface Header {
  readonly header: readonly string[]
  readonly end: number
}

const withoutQuotes = (text: string): string =>
  text.startsWith('"') && text.endsWith('"') && text.length > 1
    ? text.slice(1, -1).replaceAll('""', '"').trim()
    : text

/**
 * Reads the header of a CSV from its first bytes, empty lines before it passed over.
 * @throws SummaryRefused when there is none.
 */
export function readHeader(
  bytes: Uint8Array,
  from: number,
  { delimiter, newline }: CsvShape,
  name: string,
): Header {
  let start = from
  while (start < bytes.length && (bytes[start] === 10 || bytes[start] === 13)) start += 1
  const header: string[] = []
  let quoted = false
  const keep = (to: number): void => {
    header.push(withoutQuotes(decodeText(bytes, start, to, { western: 0 })))
    start = to + 1
  }
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === QUOTE) quoted = !quoted
    if (quoted || (byte !== delimiter && byte !== newline)) continue
    keep(at)
    if (byte === newline) return { header, end: start }
  }
  if (start < bytes.length) keep(bytes.length)
  if (header.length === 0) {
    throw new SummaryRefused('empty_file', `The file ${name} has no header.`)
  }
  return { header, end: bytes.length }
}
