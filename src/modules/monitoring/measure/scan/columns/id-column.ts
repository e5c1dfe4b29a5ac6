import { isMissing } from '../../../summary/parse-prediction-row.js'
import { STATUS } from '../../row-status.js'
import { ByteDictionary } from '../byte-dictionary.js'
import { decodeText, type DecodingCount } from '../decode-text.js'
import type { RowBatch } from '../row-batch.js'
import type { ColumnReader } from './column-reader.js'

const NO_LIMIT = 2 ** 30
const [ONCE, MISSING] = [0, 1]

/** Marks rows whose id was there before. */
export class IdColumn implements ColumnReader {
  private readonly ids: ByteDictionary
  private fresh = false

  constructor(decoding: DecodingCount) {
    this.ids = new ByteDictionary((bytes, from, to) => {
      this.fresh = true
      return isMissing(decodeText(bytes, from, to, decoding)) ? MISSING : ONCE
    }, NO_LIMIT)
  }

  read(bytes: Uint8Array, from: number, to: number, batch: RowBatch, row: number): void {
    this.fresh = false
    const meaning = this.ids.find(bytes, from, to)
    if (!this.fresh && meaning === ONCE) batch.fault(row, STATUS.duplicate_id)
  }
}
