import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { sheetFrom, titlesNote } from '../../as-written/find-header.js'
import { fieldsOf } from '../../summary/read-records.js'
import { SummaryRefused } from '../../summary/summary-refused.js'
import { decodeText } from './decode-text.js'
import type { NamedRecord } from './scan-records.js'

/** Bytes of a text file as UTF-8, whatever width its characters have. */
export async function* utf8Of(
  bytes: AsyncIterable<Uint8Array>,
  encoding: 'csv' | 'utf-16le' | 'utf-16be',
): AsyncGenerator<Uint8Array> {
  if (encoding === 'csv') {
    yield* bytes
    return
  }
  const decoder = new TextDecoder(encoding)
  for await (const piece of bytes) yield Buffer.from(decoder.decode(piece, { stream: true }))
  yield Buffer.from(decoder.decode())
}

const LONGEST_LINE = 1_000_000
const NEWLINE = 10

async function* linesOf(path: string): AsyncGenerator<readonly string[]> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes: Buffer = Buffer.concat([rest, piece as Buffer])
    const lines: string[] = []
    let from = 0
    for (let to = bytes.indexOf(NEWLINE); to >= 0; to = bytes.indexOf(NEWLINE, from)) {
      lines.push(decodeText(bytes, from, to, { western: 0 }))
      from = to + 1
    }
    rest = bytes.subarray(from)
    if (rest.length > LONGEST_LINE) {
      throw new SummaryRefused(
        'unreadable_file',
        `A line of ${basename(path)} is longer than a million characters.`,
      )
    }
    yield lines
  }
  yield [decodeText(rest, 0, rest.length, { western: 0 })]
}

/** The header of NDJSON is all the names met so far; it grows as records bring new ones. */
async function* recordsOfLines(path: string): AsyncGenerator<readonly NamedRecord[]> {
  let header: readonly string[] = []
  const known = new Set<string>()
  for await (const lines of linesOf(path)) {
    const all = lines.filter((line) => line !== '').map(fieldsOf)
    const added = [...new Set(all.flatMap((fields) => [...(fields?.keys() ?? [])]))].filter(
      (name) => !known.has(name),
    )
    for (const name of added) known.add(name)
    if (added.length > 0) header = [...header, ...added]
    yield all.map((fields) => ({
      header,
      cells: fields && header.map((name) => fields.get(name) ?? ''),
    }))
  }
}

async function* recordsOfParquet(path: string): AsyncGenerator<readonly NamedRecord[]> {
  // A database in itself, which a CSV need not wait for.
  const { readParquet } = await import('#telemetry/read-parquet.js')
  for await (const { columns, rows } of readParquet(path))
    yield rows.map((cells) => ({ header: columns, cells }))
}

async function* recordsOfWorkbook(
  path: string,
  wanted: readonly string[],
  tell: Tell,
): AsyncGenerator<readonly NamedRecord[]> {
  const { readWorkbook } = await import('../../summary/read-workbook.js')
  const { header, rows, found } = sheetFrom(await readWorkbook(path), wanted)
  tell(titlesNote(basename(path), found))
  yield rows.map((cells) => ({ header, cells }))
}

/** Takes what is said of a file that is not in its rows. */
type Tell = (notes: readonly string[]) => void

/** Records of a file that is not CSV, some thousands at a time; a header is found by what is wanted of it. */
export function otherRecords(
  path: string,
  kind: 'ndjson' | 'parquet' | 'xlsx',
  wanted: readonly string[],
  tell: Tell,
): AsyncIterable<readonly NamedRecord[]> {
  if (kind === 'ndjson') return recordsOfLines(path)
  return kind === 'parquet' ? recordsOfParquet(path) : recordsOfWorkbook(path, wanted, tell)
}
