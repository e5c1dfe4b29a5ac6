import type { ColumnUse } from './file-columns.js'
import { type CsvShape, FieldIndex, INDEXED_RECORDS } from './field-index.js'
import type { ColumnReader } from './columns/column-reader.js'
import { PlainRecords } from './plain-records.js'
import type { RowReader } from './row-reader.js'

/** After so many plain records in a row a file counts as plain again. */
const PLAIN_RUN = 16

/** Takes CSV apart and has each column read: plain records at once, all others with more care. */
export class CsvScanner {
  private readonly fields: FieldIndex
  private readonly plain: PlainRecords
  private readonly reader: RowReader
  /** What reads each column; a column of several uses is read by several. */
  private readonly columns: readonly (readonly ColumnReader[])[]
  /** How many records are read with care before plain ones are looked for again. */
  private careful = 1

  /** `parted` when other ranges of the file are read elsewhere: a quoted line end then throws. */
  constructor(
    shape: CsvShape,
    uses: readonly (readonly ColumnUse[])[],
    reader: RowReader,
    parted: boolean,
  ) {
    this.fields = new FieldIndex(shape, uses.length, parted)
    this.reader = reader
    this.columns = uses.map((one, column) => reader.readersOf(one, column))
    this.plain = new PlainRecords(shape, this.columns, reader.scores)
  }

  /**
   * Reads the records from `from` up to `to`, where a line end stands just before. Gives the start
   * of a record that a quoted line end leaves unfinished, else `to`.
   * @throws SummaryRefused where quotation marks are misplaced.
   * @throws QuotedNewline the same, and for a line end within quotes, when the file is parted.
   */
  scan(bytes: Uint8Array, from: number, to: number): number {
    const { plain, reader } = this
    let at = from
    while (at < to) {
      const before = reader.batch.size
      at = plain.read(bytes, at, to, reader.batch)
      if (reader.batch.size - before >= PLAIN_RUN) this.careful = 1
      if (reader.took(before)) continue
      if (at >= to) break
      const next = this.scanCarefully(bytes, at, to)
      if (next === at) break
      at = next
    }
    return at
  }

  private scanCarefully(bytes: Uint8Array, at: number, to: number): number {
    const { fields, reader, columns } = this
    const most = Math.min(this.careful, reader.room)
    const next = fields.find(bytes, at, to, reader.rows, most)
    if (fields.size > 0) reader.take(fields, bytes, columns)
    this.careful = Math.min(this.careful * 2, INDEXED_RECORDS)
    return next
  }
}
