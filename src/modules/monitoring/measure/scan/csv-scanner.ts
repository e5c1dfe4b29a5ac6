import { SummaryRefused } from '../../summary/summary-refused.js'
import { STATUS } from '../row-status.js'
import { mixByte } from './byte-dictionary.js'
import { type ColumnUse, ROLE } from './file-columns.js'
import { type RowReader, takeField } from './row-reader.js'

/** How a file's fields and records are parted, as bytes. */
export interface CsvShape {
  readonly delimiter: number
  /** 10, or 13 where a file ends its lines with carriage returns alone. */
  readonly newline: number
}

const QUOTE = 34
const RETURN = 13
const POINT = 46
const MINUS = 45
const PLUS = 43
const ZERO = 48
/** 10^0 … 10^15, all exact: a whole number below 2^53 over one of them is rounded correctly. */
const POWERS = Float64Array.from({ length: 16 }, (_, i) => 10 ** i)
const MOST_DIGITS = 15

/** Thrown where quotation marks mean that the file cannot be parted at line ends. */
export class QuotedNewline extends Error {}

/** Begins at a byte and takes records of CSV (RFC 4180) apart, giving their fields to a reader. */
export class CsvScanner {
  private readonly delimiter: number
  private readonly newline: number
  private readonly uses: readonly (readonly ColumnUse[])[]
  private readonly roles: Uint8Array
  private readonly first: readonly ColumnUse[]
  private readonly reader: RowReader
  private readonly parted: boolean
  private scratch = new Uint8Array(256)

  /** `parted` when other ranges of the file are read elsewhere: a quoted line end then throws. */
  constructor(
    shape: CsvShape,
    uses: readonly (readonly ColumnUse[])[],
    reader: RowReader,
    parted: boolean,
  ) {
    this.delimiter = shape.delimiter
    this.newline = shape.newline
    this.uses = uses
    this.first = uses.map(([use]) => use as ColumnUse)
    // A column of several uses is read whole, so that each use gets it; ids are watched as well.
    this.roles = Uint8Array.from(uses, ([use, ...more]) =>
      more.length > 0 || use?.role === ROLE.id ? SEVERAL : (use?.role ?? ROLE.skip),
    )
    this.reader = reader
    this.parted = parted
  }

  /**
   * Reads the records from `from` up to `to`, where a line end stands just before. Gives the start
   * of a record that a quoted line end leaves unfinished, else `to`.
   * @throws SummaryRefused where quotation marks are misplaced.
   * @throws QuotedNewline the same, and for a line end within quotes, when the file is parted.
   */
  scan(bytes: Uint8Array, from: number, to: number): number {
    const { reader, delimiter, newline, roles } = this
    const width = roles.length
    let at = from
    while (at < to) {
      const start = at
      const empty = this.emptyLine(bytes, at)
      if (empty > 0) {
        at = empty
        continue
      }
      reader.begin()
      let column = 0
      for (;;) {
        const role = column < width ? (roles[column] as number) : ROLE.skip
        at = this.readField(bytes, at, to, column, role)
        if (at < 0) {
          reader.abandon()
          return start
        }
        column += 1
        if (bytes[at] !== delimiter) break
        at += 1
      }
      if (bytes[at] === RETURN && newline !== RETURN) at += 1
      at += 1
      if (column !== width) reader.fault(STATUS.wrong_number_of_fields)
      reader.end()
    }
    return at
  }

  private emptyLine(bytes: Uint8Array, at: number): number {
    if (bytes[at] === this.newline) return at + 1
    return bytes[at] === RETURN && bytes[at + 1] === this.newline ? at + 2 : 0
  }

  /** Reads one field; gives where it ends, or -1 where it is unfinished. */
  private readField(
    bytes: Uint8Array,
    at: number,
    to: number,
    column: number,
    role: number,
  ): number {
    if (bytes[at] === QUOTE) return this.readQuoted(bytes, at, to, column)
    if (role === ROLE.score) return this.readScore(bytes, at, column)
    if (role === ROLE.skip) return this.fieldEnd(bytes, at)
    if (role === ROLE.watch) return this.readWatched(bytes, at, column)
    if (role === SEVERAL) return this.readWhole(bytes, at, column)
    return this.readCoded(bytes, at, column)
  }

  /** The end of a field without quotes. */
  private fieldEnd(bytes: Uint8Array, from: number): number {
    const { delimiter, newline } = this
    let at = from
    for (let byte = bytes[at]; byte !== delimiter && byte !== newline; byte = bytes[at]) {
      if (byte === QUOTE) this.refuseQuote()
      at += 1
    }
    return at
  }

  private readCoded(bytes: Uint8Array, from: number, column: number): number {
    const { delimiter, newline } = this
    let at = from
    let hash = 0
    let byte = bytes[at] as number
    while (byte !== delimiter && byte !== newline) {
      if (byte === QUOTE) this.refuseQuote()
      hash = mixByte(hash, byte)
      at += 1
      byte = bytes[at] as number
    }
    const use = this.first[column] as ColumnUse
    if (use.role === ROLE.label) this.reader.takeLabel(use.label, bytes, from, at, hash)
    else this.reader.take(use, bytes, from, at, hash)
    return at
  }

  private readWatched(bytes: Uint8Array, from: number, column: number): number {
    const end = this.fieldEnd(bytes, from)
    if (end - from >= 10 && end - from <= 16) this.reader.watch(column, bytes, from, end)
    return end
  }

  private readWhole(bytes: Uint8Array, from: number, column: number): number {
    const end = this.fieldEnd(bytes, from)
    this.takeAll(bytes, from, end, column)
    return end
  }

  private takeAll(bytes: Uint8Array, from: number, to: number, column: number): void {
    for (const use of this.uses[column] ?? []) {
      takeField(this.reader, use, bytes, from, to)
      if (use.role === ROLE.watch || use.role === ROLE.id)
        this.reader.watch(column, bytes, from, to)
    }
  }

  /** Reads plain decimals at once, exactly; everything else by way of `Number()`. */
  private readScore(bytes: Uint8Array, from: number, column: number): number {
    let at = from
    let byte = bytes[at] as number
    const negative = byte === MINUS
    if (negative || byte === PLUS) byte = bytes[(at += 1)] as number
    const firstDigit = at
    let value = 0
    let digit = byte - ZERO
    while (digit >= 0 && digit <= 9) {
      value = value * 10 + digit
      at += 1
      digit = (bytes[at] as number) - ZERO
    }
    let digits = at - firstDigit
    let decimals = 0
    if (bytes[at] === POINT) {
      const firstDecimal = (at += 1)
      digit = (bytes[at] as number) - ZERO
      while (digit >= 0 && digit <= 9) {
        value = value * 10 + digit
        at += 1
        digit = (bytes[at] as number) - ZERO
      }
      decimals = at - firstDecimal
      digits += decimals
    }
    const plain = digits > 0 && digits <= MOST_DIGITS && this.endsField(bytes, at)
    if (!plain) return this.readWhole(bytes, from, column)
    if (decimals > 0) value /= POWERS[decimals] as number
    this.reader.takeScore(negative ? -value : value)
    return at
  }

  private endsField(bytes: Uint8Array, at: number): boolean {
    const byte = bytes[at]
    if (byte === this.delimiter || byte === this.newline) return true
    return byte === RETURN && bytes[at + 1] === this.newline
  }

  private readQuoted(bytes: Uint8Array, from: number, to: number, column: number): number {
    let at = from + 1
    let size = 0
    for (;;) {
      if (at >= to) return this.unfinished()
      const byte = bytes[at] as number
      if (byte === QUOTE && bytes[at + 1] !== QUOTE) break
      if (byte === this.newline && this.parted) throw new QuotedNewline()
      at += byte === QUOTE ? 2 : 1
      size = this.keep(byte, size)
    }
    at += 1
    if (!this.endsField(bytes, at)) this.refuseQuote()
    if (column < this.roles.length) this.takeAll(this.scratch, 0, size, column)
    return at
  }

  private unfinished(): number {
    if (this.parted) throw new QuotedNewline()
    return -1
  }

  private keep(byte: number, size: number): number {
    if (size === this.scratch.length) {
      const wider = new Uint8Array(size * 2)
      wider.set(this.scratch)
      this.scratch = wider
    }
    this.scratch[size] = byte
    return size + 1
  }

  private refuseQuote(): never {
    if (this.parted) throw new QuotedNewline()
    throw new SummaryRefused(
      'unreadable_file',
      `The file cannot be read as CSV near record ${this.reader.rows + 1}: check its quotation marks and its delimiter.`,
    )
  }
}

const SEVERAL = 255
