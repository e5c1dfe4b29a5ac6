import type { ColumnUse } from './file-columns.js'
import { type CsvShape, FieldIndex } from './field-index.js'
import type { ColumnReader } from './columns/column-reader.js'
import type { RowReader } from './row-reader.js'

/** Takes CSV apart and has each column read, some records at a time. */
export class CsvScanner {
  private readonly fields: FieldIndex
  private readonly reader: RowReader
  /** What reads each column; a column of several uses is read by several. */
  private readonly columns: readonly (readonly ColumnReader[])[]

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
  }

  /**
   * Reads the records from `from` up to `to`, where a line end stands just before. Gives the start
   * of a record that a quoted line end leaves unfinished, else `to`.
   * @throws SummaryRefused where quotation marks are misplaced.
   * @throws QuotedNewline the same, and for a line end within quotes, when the file is parted.
   */
  scan(bytes: Uint8Array, from: number, to: number): number {
    const { fields, reader } = this
    let at = from
    while (at < to) {
      const next = fields.find(bytes, at, to, reader.rows)
      if (fields.size > 0) reader.take(fields, bytes, this.columns)
      if (next === at) break
      at = next
    }
    return at
  }
}
