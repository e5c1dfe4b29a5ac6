import { SummaryRefused } from '../../summary/summary-refused.js'

/** How a file's fields and records are parted, as bytes. */
export interface CsvShape {
  readonly delimiter: number
  /** 10, or 13 where a file ends its lines with carriage returns alone. */
  readonly newline: number
}

/** Thrown where quotation marks mean that the file cannot be parted at line ends. */
export class QuotedNewline extends Error {}

/** The most records whose fields are noted at once: as many as stay in the nearest memory. */
export const INDEXED_RECORDS = 1024

const QUOTE = 34
const RETURN = 13
const KIND = { plain: 0, delimiter: 1, newline: 2, quote: 3 } as const
const UNFINISHED = -1

function kindsOf({ delimiter, newline }: CsvShape): Uint8Array {
  const kinds = new Uint8Array(256)
  kinds[delimiter] = KIND.delimiter
  kinds[newline] = KIND.newline
  kinds[QUOTE] = KIND.quote
  return kinds
}

/** Where the fields of some records of CSV (RFC 4180) begin and end, without their quotes. */
export class FieldIndex {
  /** Records noted. */
  size = 0
  /** Fields of a record; place `record * width + column` of both columns below. */
  readonly width: number
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** 1 where a record has another number of fields than the header; its fields are then empty. */
  readonly broken = new Uint8Array(INDEXED_RECORDS)
  private readonly shape: CsvShape
  private readonly kinds: Uint8Array
  private readonly parted: boolean
  /** Places of fields of the record in hand that hold doubled quotes. */
  private readonly doubled: number[] = []

  /** `parted` when other ranges of the file are read elsewhere: a quoted line end then throws. */
  constructor(shape: CsvShape, width: number, parted: boolean) {
    this.shape = shape
    this.kinds = kindsOf(shape)
    this.width = width
    this.parted = parted
    this.starts = new Int32Array(INDEXED_RECORDS * width)
    this.ends = new Int32Array(INDEXED_RECORDS * width)
  }

  /**
   * Notes up to `most` records from `from` on; a line end stands just before `to`.
   * Doubled quotes are made single in `bytes`. Gives where the first record not noted begins; that is
   * `from` when a quoted line end leaves it unfinished.
   * @throws SummaryRefused where quotation marks are misplaced; `before` records came earlier.
   * @throws QuotedNewline the same, and for a line end within quotes, when the file is parted.
   */
  find(bytes: Uint8Array, from: number, to: number, before: number, most: number): number {
    this.size = 0
    let at = from
    while (at < to && this.size < most) {
      const empty = this.emptyLine(bytes, at)
      const next = empty > 0 ? empty : this.findRecord(bytes, at, to)
      if (next === UNFINISHED) break
      if (next < 0) this.refuseQuote(before)
      at = next
    }
    return at
  }

  private emptyLine(bytes: Uint8Array, at: number): number {
    const { newline } = this.shape
    if (bytes[at] === newline) return at + 1
    return bytes[at] === RETURN && bytes[at + 1] === newline ? at + 2 : 0
  }

  /** Gives where the next record begins, UNFINISHED, or less where a quote is misplaced. */
  private findRecord(bytes: Uint8Array, from: number, to: number): number {
    const { width, starts, ends, kinds } = this
    const first = this.size * width
    let at = from
    for (let column = 0; ; column += 1) {
      const start = at
      let kind = kinds[bytes[at] as number]
      while (kind === KIND.plain) kind = kinds[bytes[(at += 1)] as number]
      if (kind === KIND.quote) {
        if (at > start) return UNFINISHED - 1
        at = this.findQuoted(bytes, at, to, column < width ? first + column : -1)
        if (at < 0) return at
        kind = kinds[bytes[at] as number]
      } else if (column < width) {
        starts[first + column] = start
        ends[first + column] = at
      }
      if (kind === KIND.delimiter) at += 1
      else return this.endRecord(bytes, at + 1, column + 1)
    }
  }

  private endRecord(bytes: Uint8Array, next: number, fields: number): number {
    const { size, width } = this
    if (this.doubled.length > 0) this.makeSingle(bytes)
    this.dropReturn(bytes, next - 1, (size + 1) * width - 1)
    this.broken[size] = fields === width ? 0 : 1
    if (fields !== width) {
      this.starts.fill(next, size * width, (size + 1) * width)
      this.ends.fill(next, size * width, (size + 1) * width)
    }
    this.size = size + 1
    return next
  }

  /** Takes the carriage return before a line end off the last field, where that is not quoted. */
  private dropReturn(bytes: Uint8Array, lineEnd: number, last: number): void {
    const { starts, ends } = this
    if (bytes[lineEnd - 1] !== RETURN || ends[last] !== lineEnd) return
    if ((starts[last] as number) < lineEnd) ends[last] = lineEnd - 1
  }

  /** Gives where the delimiter or line end behind a quoted field stands; see `findRecord`. */
  private findQuoted(bytes: Uint8Array, from: number, to: number, place: number): number {
    let at = from + 1
    for (; bytes[at] !== QUOTE || bytes[at + 1] === QUOTE; at += 1) {
      if (at >= to) return this.unfinished()
      if (bytes[at] === this.shape.newline && this.parted) throw new QuotedNewline()
      if (bytes[at] !== QUOTE) continue
      at += 1
      if (place >= 0 && this.doubled.at(-1) !== place) this.doubled.push(place)
    }
    if (at >= to) return this.unfinished()
    if (place >= 0) {
      this.starts[place] = from + 1
      this.ends[place] = at
    }
    const behind =
      bytes[at + 1] === RETURN && bytes[at + 2] === this.shape.newline ? at + 2 : at + 1
    const kind = this.kinds[bytes[behind] as number]
    return kind === KIND.delimiter || kind === KIND.newline ? behind : UNFINISHED - 1
  }

  private unfinished(): number {
    if (this.parted) throw new QuotedNewline()
    this.doubled.length = 0
    return UNFINISHED
  }

  private makeSingle(bytes: Uint8Array): void {
    for (const place of this.doubled) {
      const end = this.ends[place] as number
      let to = this.starts[place] as number
      for (let at = to; at < end; at += 1) {
        if (bytes[at] === QUOTE) at += 1
        bytes[to] = bytes[at] as number
        to += 1
      }
      this.ends[place] = to
    }
    this.doubled.length = 0
  }

  private refuseQuote(before: number): never {
    if (this.parted) throw new QuotedNewline()
    throw new SummaryRefused(
      'unreadable_file',
      `The file cannot be read as CSV near record ${before + this.size + 1}: check its quotation marks and its delimiter.`,
    )
  }
}
