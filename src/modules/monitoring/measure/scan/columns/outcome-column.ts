import type { ByteDictionary } from '../byte-dictionary.js'
import { type FieldIndex, INDEXED_RECORDS } from '../field-index.js'
import { type RowBatch, UNKNOWN } from '../row-batch.js'
import type { ColumnReader } from './column-reader.js'

/** Reads 0, 1 or unknown; a meaning of UNKNOWN or more has a status of its own, or 0 for none. */
export class OutcomeColumn implements ColumnReader {
  private readonly dictionary: ByteDictionary
  private readonly into: 'outcomes' | 'decisions'
  private readonly statuses: readonly number[]
  private readonly meanings = new Int32Array(INDEXED_RECORDS)

  constructor(
    dictionary: ByteDictionary,
    into: 'outcomes' | 'decisions',
    statuses: readonly number[],
  ) {
    this.dictionary = dictionary
    this.into = into
    this.statuses = statuses
  }

  read(fields: FieldIndex, column: number, bytes: Uint8Array, batch: RowBatch): void {
    const { meanings, statuses } = this
    const values = batch[this.into]
    const row = batch.size
    this.dictionary.findColumn(fields, column, bytes, meanings, 0)
    for (let i = 0; i < fields.size; i += 1) {
      const meaning = meanings[i] as number
      values[row + i] = meaning < UNKNOWN ? meaning : UNKNOWN
      if (meaning >= UNKNOWN) batch.fault(row + i, statuses[meaning - UNKNOWN] as number)
    }
  }
}
