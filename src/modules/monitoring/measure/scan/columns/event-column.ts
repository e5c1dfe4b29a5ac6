import type { CellReader } from '../../../as-written/read-cells.js'
import { isMissing } from '../../../summary/parse-prediction-row.js'
import { STATUS } from '../../row-status.js'
import { ByteDictionary } from '../byte-dictionary.js'
import { decodeText, type DecodingCount } from '../decode-text.js'
import { type RowBatch, UNKNOWN } from '../row-batch.js'
import type { ColumnReader } from './column-reader.js'

const PENDING = UNKNOWN + 1
/** Other outcomes by their places, from −1 on. */
const OTHER = PENDING + 2

/**
 * Reads outcomes of which one is named as the event, and counts the others. It is no column of codes:
 * codes that are known are not read again, and would not be counted.
 */
export class EventColumn implements ColumnReader {
  private readonly cells: CellReader
  private readonly dictionary: ByteDictionary

  constructor(cells: CellReader, decoding: DecodingCount) {
    this.cells = cells
    this.dictionary = new ByteDictionary((bytes, from, to) =>
      this.meaningOf(decodeText(bytes, from, to, decoding)),
    )
  }

  read(bytes: Uint8Array, from: number, to: number, batch: RowBatch, row: number): void {
    const meaning = this.dictionary.find(bytes, from, to)
    if (meaning > PENDING) this.cells.others.count(meaning - OTHER)
    batch.outcomes[row] = meaning > PENDING ? 0 : Math.min(meaning, UNKNOWN)
    if (meaning === UNKNOWN) batch.fault(row, STATUS.missing_outcome)
    if (meaning === PENDING) batch.fault(row, STATUS.outcome_not_known)
  }

  private meaningOf(text: string): number {
    if (isMissing(text)) return UNKNOWN
    if (text.toLowerCase() === 'pending') return PENDING
    return this.cells.isEvent(text) ? 1 : OTHER + this.cells.others.placeOf(text)
  }
}
