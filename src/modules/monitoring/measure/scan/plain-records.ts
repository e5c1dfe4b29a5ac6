import { type ColumnReader, isCoded } from './columns/column-reader.js'
import type { ScoreColumn } from './columns/score-column.js'
import type { CsvShape } from './field-index.js'
import { KIND, kindsOf, SHORT_BITS, shortPlace, USE, useOf } from './plain-fields.js'
import { MOST_DIGITS, POWERS } from './read-decimal.js'
import { BATCH_ROWS, type RowBatch } from './row-batch.js'

const ZERO = 48
const POINT = 46 - ZERO
const MOST_CODE = 2 ** 15 - 1

/**
 * Reads records as most are: with a field for each column, and quotes only around whole fields. Each
 * byte is looked at once, and a code of one or two bytes is looked up by the bytes themselves.
 */
export class PlainRecords {
  private readonly kinds: Uint8Array
  private readonly columns: readonly (readonly ColumnReader[])[]
  private readonly uses: Uint8Array
  /** Where each run of coded columns ends: at a column that is not, or at the last. */
  private readonly runs: Int32Array
  /** For each coded column: where its codes begin in the batch's table. */
  private readonly targets: Int32Array
  /** For each coded column: codes of fields of one or two bytes, each beside the bytes it is of. */
  private readonly short: Int32Array
  private readonly score: ScoreColumn
  /** Where the field last looked at begins and ends, without its quotes. */
  private from = 0
  private to = 0
  /** Begin and end of the fields of the record in hand that are read once it is whole. */
  private readonly spans: Int32Array
  private readonly others: readonly number[]

  /** @param columns what reads each column */
  constructor(shape: CsvShape, columns: readonly (readonly ColumnReader[])[], score: ScoreColumn) {
    const width = columns.length
    this.kinds = kindsOf(shape)
    this.columns = columns
    this.score = score
    this.uses = Uint8Array.from(columns, useOf)
    this.runs = Int32Array.from(
      columns.flatMap((readers, column) =>
        column === width - 1 || useOf(readers) !== USE.coded ? [column] : [],
      ),
    )
    this.spans = new Int32Array(width * 2)
    this.others = columns.flatMap((readers, column) =>
      this.uses[column] === USE.other && readers.length > 0 ? [column] : [],
    )
    this.targets = Int32Array.from(columns, ([reader]) =>
      reader && isCoded(reader) ? reader.place * BATCH_ROWS : 0,
    )
    this.short = new Int32Array(width << SHORT_BITS)
  }

  /**
   * Reads records from `from` on into the batch, behind its rows, until it is full or a record is not
   * plain; a line end stands just before `to`. Gives where the first record not read begins.
   */
  read(bytes: Uint8Array, from: number, to: number, batch: RowBatch): number {
    const { status } = batch
    const { others } = this
    let row = batch.size
    let start = from
    while (start < to && row < BATCH_ROWS) {
      status[row] = 0
      const next = this.readRecord(bytes, start, batch, row)
      if (next < 0) break
      if (others.length > 0) this.readOthers(bytes, batch, row)
      start = next
      row += 1
      // Told at each row: what first happens behind a long loop makes V8 throw the loop's code away.
      batch.size = row
    }
    return start
  }

  /** Gives where the next record begins, -1 when this one is not plain. */
  private readRecord(bytes: Uint8Array, start: number, batch: RowBatch, row: number): number {
    const { kinds, runs } = this
    const last = this.uses.length - 1
    if ((kinds[bytes[start] as number] as number) > KIND.delimiter) return -1
    let at = start
    for (let run = 0, column = 0; ; run += 1, column += 1) {
      const stop = runs[run] as number
      if (column < stop) at = this.readRun(bytes, at, column, stop, batch, row)
      if (at < 0) return -1
      if (stop === last) return this.readLast(bytes, at, batch, row)
      column = stop
      if (this.readOther(bytes, at, column, batch, row) !== KIND.delimiter) return -1
      at = this.end + 1
    }
  }

  /** Reads coded columns up to `stop`, none of them the last; gives where the next field begins, or -1. */
  private readRun(
    bytes: Uint8Array,
    from: number,
    column: number,
    stop: number,
    batch: RowBatch,
    row: number,
  ): number {
    const { kinds, short, targets } = this
    const { table } = batch
    let at = from
    for (let one = column; one < stop; one += 1) {
      const begin = at
      const first = bytes[at] as number
      let second = 0
      let kind = kinds[bytes[(at += 1)] as number]
      if (kind === KIND.plain) {
        second = bytes[at] as number
        kind = kinds[bytes[(at += 1)] as number]
      }
      const entry = short[(one << SHORT_BITS) + shortPlace(first, second)] as number
      if (kind === KIND.delimiter && (entry & 0xffff) === ((first << 8) | second)) {
        table[(targets[one] as number) + row] = entry >> 16
      } else {
        if (this.readCoded(bytes, begin, one, batch, row) !== KIND.delimiter) return -1
        at = this.end
      }
      at += 1
    }
    return at
  }

  /** Reads a field that is not coded; gives what stands behind it. */
  private readOther(
    bytes: Uint8Array,
    at: number,
    column: number,
    batch: RowBatch,
    row: number,
  ): number {
    if (this.uses[column] === USE.score) return this.readScore(bytes, at, batch, row)
    const kind = this.findField(bytes, at)
    this.spans[column * 2] = this.from
    this.spans[column * 2 + 1] = this.to
    return kind
  }

  /** Reads the last field of a record; gives where the next one begins, -1 when it does not end here. */
  private readLast(bytes: Uint8Array, at: number, batch: RowBatch, row: number): number {
    const column = this.uses.length - 1
    const coded = this.uses[column] === USE.coded
    const kind = coded
      ? this.readCoded(bytes, at, column, batch, row)
      : this.readOther(bytes, at, column, batch, row)
    const next = this.end + 1
    if (kind === KIND.newline) return next
    const both = kind === KIND.return && this.kinds[bytes[next] as number] === KIND.newline
    return both ? next + 1 : -1
  }

  /** Where the byte behind the field last read stands. */
  private end = 0

  /** Finds the field that begins at `at`; gives what stands behind it. */
  private findField(bytes: Uint8Array, at: number): number {
    const { kinds } = this
    if (kinds[bytes[at] as number] === KIND.quote) return this.findQuoted(bytes, at)
    let end = at
    let kind = kinds[bytes[end] as number] as number
    while (kind === KIND.plain) kind = kinds[bytes[(end += 1)] as number] as number
    this.from = at
    this.to = end
    this.end = end
    return kind
  }

  /** The same for a quoted field; one with a line end or a quote in it is not plain. */
  private findQuoted(bytes: Uint8Array, at: number): number {
    const { kinds } = this
    let end = at + 1
    let kind = kinds[bytes[end] as number] as number
    while (kind < KIND.newline) kind = kinds[bytes[(end += 1)] as number] as number
    if (kind !== KIND.quote) return KIND.quote
    this.from = at + 1
    this.to = end
    this.end = end + 1
    return kinds[bytes[end + 1] as number] as number
  }

  private readCoded(
    bytes: Uint8Array,
    at: number,
    column: number,
    batch: RowBatch,
    row: number,
  ): number {
    const kind = this.findField(bytes, at)
    if (kind === KIND.quote || kind === KIND.plain) return KIND.quote
    const { from, to } = this
    const length = to - from
    const isShort = from === at && (length === 1 || length === 2)
    const first = bytes[from] as number
    const second = length === 1 ? 0 : (bytes[from + 1] as number)
    const place = (column << SHORT_BITS) + shortPlace(first, second)
    const entry = this.short[place] as number
    const target = (this.targets[column] as number) + row
    if (isShort && (entry & 0xffff) === ((first << 8) | second)) {
      batch.table[target] = entry >> 16
      return kind
    }
    this.columns[column]?.[0]?.read(bytes, from, to, batch, row)
    const code = batch.table[target] as number
    if (isShort && batch.status[row] === 0 && code <= MOST_CODE)
      this.short[place] = (code << 16) | (first << 8) | second
    return kind
  }

  private readScore(bytes: Uint8Array, start: number, batch: RowBatch, row: number): number {
    let value = 0
    let digits = 0
    let point = -1
    let at = start
    for (;;) {
      const digit = (bytes[at] as number) - ZERO
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit
        digits += 1
      } else if (digit === POINT && point < 0) point = digits
      else break
      at += 1
    }
    const kind = this.kinds[bytes[at] as number] as number
    if (kind !== KIND.plain && digits > 0 && digits <= MOST_DIGITS) {
      const score = point < 0 ? value : value / (POWERS[digits - point] as number)
      this.score.put(score, batch, row)
      this.end = at
      return kind
    }
    const found = this.findField(bytes, start)
    if (found !== KIND.quote && found !== KIND.plain)
      this.score.read(bytes, this.from, this.to, batch, row)
    return found
  }

  private readOthers(bytes: Uint8Array, batch: RowBatch, row: number): void {
    for (const column of this.others) {
      const from = this.spans[column * 2] as number
      const to = this.spans[column * 2 + 1] as number
      for (const reader of this.columns[column] as readonly ColumnReader[])
        reader.read(bytes, from, to, batch, row)
    }
  }
}
