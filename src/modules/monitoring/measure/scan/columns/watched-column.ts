import { decodeText, type DecodingCount } from '../decode-text.js'
import type { NhsNumberWatch } from '../nhs-number-watch.js'
import type { ColumnReader } from './column-reader.js'

/** Ten digits, two separators and some space around them. */
const [SHORTEST, LONGEST] = [10, 16]

/** Looks for NHS numbers where nothing was asked about, and among ids. */
export class WatchedColumn implements ColumnReader {
  private readonly watch: NhsNumberWatch
  private readonly decoding: DecodingCount

  constructor(watch: NhsNumberWatch, decoding: DecodingCount) {
    this.watch = watch
    this.decoding = decoding
  }

  read(bytes: Uint8Array, from: number, to: number): void {
    if (to - from < SHORTEST || to - from > LONGEST) return
    this.watch.look(decodeText(bytes, from, to, this.decoding))
  }
}
