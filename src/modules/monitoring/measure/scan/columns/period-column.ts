import type { ByteDictionary } from '../byte-dictionary.js'
import type { FieldIndex } from '../field-index.js'
import { readTime } from '../read-time.js'
import type { RowBatch } from '../row-batch.js'
import type { ColumnReader } from './column-reader.js'

/** Reads times as codes of their periods; a row without one is faulty. */
export class PeriodColumn implements ColumnReader {
  private readonly times: ByteDictionary
  private readonly place: number

  constructor(times: ByteDictionary, place: number) {
    this.times = times
    this.place = place
  }

  read(fields: FieldIndex, column: number, bytes: Uint8Array, batch: RowBatch): void {
    const { starts, ends, width, size } = fields
    const codes = batch.codes[this.place] as Int32Array
    const first = batch.size
    for (let i = 0, place = column; i < size; i += 1, place += width) {
      const code = readTime(this.times, bytes, starts[place] as number, ends[place] as number)
      codes[first + i] = code < 0 ? 0 : code
      if (code < 0) batch.fault(first + i, -code)
    }
  }
}
