import { SummaryRefused } from '../../summary/summary-refused.js'
import type { CsvScanner } from './csv-scanner.js'

const LONGEST_RECORD = 1_000_000

/** Feeds a scanner with bytes as they come, keeping back what is not yet a whole record. */
export class ByteFeed {
  private readonly scanner: CsvScanner
  private readonly newline: number
  private buffer = new Uint8Array(1 << 20)
  private size = 0

  constructor(scanner: CsvScanner, newline: number) {
    this.scanner = scanner
    this.newline = newline
  }

  /** @throws SummaryRefused for a record that is too long or misplaced quotation marks. */
  write(bytes: Uint8Array): void {
    this.makeRoom(bytes.length)
    this.buffer.set(bytes, this.size)
    this.size += bytes.length
    const to = this.buffer.subarray(0, this.size).lastIndexOf(this.newline) + 1
    if (to > 0) this.keepFrom(this.scanner.scan(this.buffer, 0, to))
    if (this.size > LONGEST_RECORD * 2) this.refuseRecord()
  }

  /** Reads what is left, with or without a line end behind it. */
  end(): void {
    if (this.size === 0) return
    if (this.buffer[this.size - 1] !== this.newline) this.write(Uint8Array.of(this.newline))
    if (this.size > 0) this.refuseRecord()
  }

  private keepFrom(start: number): void {
    this.buffer.copyWithin(0, start, this.size)
    this.size -= start
  }

  private makeRoom(length: number): void {
    const needed = this.size + length + 2
    if (needed <= this.buffer.length) return
    const wider = new Uint8Array(needed * 2)
    wider.set(this.buffer.subarray(0, this.size))
    this.buffer = wider
  }

  private refuseRecord(): never {
    throw new SummaryRefused(
      'unreadable_file',
      'A record of the file does not end, or is longer than a million characters: check its quotation marks and its delimiter.',
    )
  }
}
