import { decodeStream, type WesternLines } from './decode-stream.js'
import { findHeader, fromHeader, HEAD_LENGTH, titlesNote } from '../as-written/find-header.js'
import type { PredictionReader } from './prediction-reader.js'
import { type PredictionColumns, refuseJson, wantedColumns } from './prediction-columns.js'
import { SummaryRefused } from './summary-refused.js'

/** The part of csv-parse's stream that is used; Node and browsers have one each. */
export interface CsvParser {
  on(event: 'data', listener: (record: string[]) => void): unknown
  on(event: 'end', listener: () => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  write(text: string, done: (error?: Error | null) => void): boolean
  end(): unknown
}

export interface CsvParserOptions {
  readonly delimiter: string
  readonly relax_column_count: boolean
  readonly skip_empty_lines: boolean
  readonly max_record_size: number
}

export interface RecordSource {
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array>
  readonly format: 'csv' | 'ndjson'
  /** Found from the header when not given. */
  readonly delimiter?: string
  readonly createParser: (options: CsvParserOptions) => CsvParser
  readonly onBytes?: (bytes: number) => void
}

/** CSV, or NDJSON by the end of its name. */
export const formatOf = (name: string): 'csv' | 'ndjson' =>
  /\.(ndjson|jsonl)$/i.test(name) ? 'ndjson' : 'csv'

async function* counted({ bytes, onBytes }: RecordSource): AsyncGenerator<Uint8Array> {
  let total = 0
  for await (const chunk of bytes) {
    total += chunk.byteLength
    yield chunk
    onBytes?.(total)
  }
}

async function* textOf(source: RecordSource, count: WesternLines): AsyncGenerator<string> {
  let empty = true
  for await (const text of decodeStream(counted(source), count)) {
    if (text.includes('\u0000')) {
      throw new SummaryRefused(
        'not_text',
        `The file ${source.name} is not text. Save it as “CSV UTF-8” and try again.`,
      )
    }
    empty = false
    yield text
  }
  if (empty) throw new SummaryRefused('empty_file', `The file ${source.name} is empty.`)
}

function describeCsvError(name: string, error: Error): SummaryRefused {
  const line =
    'lines' in error && typeof error.lines === 'number' ? ` near line ${error.lines}` : ''
  return new SummaryRefused(
    'unreadable_file',
    `The file ${name} cannot be read as CSV${line}: check its quotation marks and its delimiter.`,
  )
}

interface OpenParser {
  readonly write: (text: string) => Promise<void>
  readonly end: () => Promise<void>
}

function openParser(
  source: RecordSource,
  delimiter: string,
  onRecord: (cells: string[]) => void,
): OpenParser {
  let failure: unknown = null
  const parser = source.createParser({
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
  })
  parser.on('data', (record) => {
    if (failure !== null) return
    try {
      onRecord(record)
    } catch (error) {
      failure = error
    }
  })
  const ended = new Promise<void>((resolve) => {
    parser.on('end', resolve)
    parser.on('error', (error) => {
      failure ??= describeCsvError(source.name, error)
      resolve()
    })
  })
  const write = async (text: string): Promise<void> => {
    const written = new Promise<void>((resolve) => parser.write(text, () => resolve()))
    await Promise.race([written, ended])
    if (failure !== null) throw failure
  }
  const end = async (): Promise<void> => {
    parser.end()
    await ended
    if (failure !== null) throw failure
  }
  return { write, end }
}

/** Texts with the first of them long enough to find the header in, however they were cut. */
async function* headFirst(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let head: string | null = ''
  for await (const text of texts) {
    if (head === null) yield text
    else if (head.length + text.length < HEAD_LENGTH) head += text
    else {
      yield head + text
      head = null
    }
  }
  if (head !== null) yield head
}

async function readCsv(
  source: RecordSource,
  reader: PredictionReader,
  columns: PredictionColumns,
): Promise<void> {
  let parser: OpenParser | null = null
  let begun = false
  for await (const text of headFirst(textOf(source, reader))) {
    if (parser) {
      await parser.write(text)
      continue
    }
    refuseJson(text)
    const found = findHeader(text, wantedColumns(columns))
    const take = (cells: string[]): void => {
      if (begun) return reader.take(cells)
      begun = true
      reader.tell(titlesNote(source.name, found))
      const header = cells.map((cell) => cell.trim())
      reader.begin(source.name, header, found.above + 1)
    }
    parser = openParser(source, source.delimiter ?? found.delimiter, take)
    await parser.write(fromHeader(text, found))
  }
  await parser?.end()
  if (!begun) throw new SummaryRefused('empty_file', `The file ${source.name} has no header.`)
}

async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const text of texts) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > 1_000_000) {
      throw new SummaryRefused(
        'unreadable_file',
        'A line of the file is longer than a million characters.',
      )
    }
    yield* lines
  }
  yield rest
}

/** The fields of a line of NDJSON as text; null where it is not a JSON object. */
export function fieldsOf(line: string): ReadonlyMap<string, string> | null {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    const entries = Object.entries(value).map(
      ([key, item]) => [key, item === null ? '' : String(item)] as const,
    )
    return new Map(entries)
  } catch {
    return null
  }
}

async function readNdjson(
  source: RecordSource,
  reader: PredictionReader,
  columns: PredictionColumns,
): Promise<void> {
  const header = [...wantedColumns(columns)]
  reader.begin(source.name, header, 0)
  for await (const line of linesOf(textOf(source, reader))) {
    if (line.trim() === '') continue
    const fields = fieldsOf(line)
    if (!fields) {
      reader.takeBroken('The line is not a JSON object.')
      continue
    }
    const added = [...fields.keys()].filter((key) => !header.includes(key))
    if (added.length > 0) {
      header.push(...added)
      reader.widen(header)
    }
    reader.take(header.map((key) => fields.get(key) ?? ''))
  }
}

/**
 * Reads a file of predictions into a reader, by streaming; the same for Node and for browsers.
 * @throws SummaryRefused when the file is empty, not text, not readable or identifies people.
 */
export async function readRecords(
  source: RecordSource,
  reader: PredictionReader,
  columns: PredictionColumns,
): Promise<void> {
  if (source.format === 'ndjson') await readNdjson(source, reader, columns)
  else await readCsv(source, reader, columns)
  reader.end()
}
