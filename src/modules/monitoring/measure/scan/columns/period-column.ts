import type { ByteDictionary } from '../byte-dictionary.js'
import { readTime } from '../read-time.js'
import { PLACE, type RowBatch } from '../row-batch.js'
import type { CodedColumn } from './column-reader.js'

/** Reads times as codes of their periods; a row without one is faulty. */
export class PeriodColumn implements CodedColumn {
  private readonly times: ByteDictionary
  readonly place: number
  private readonly label: number

  constructor(times: ByteDictionary, label: number) {
    this.times = times
    this.place = PLACE.codes + label
    this.label = label
  }

  read(bytes: Uint8Array, from: number, to: number, batch: RowBatch, row: number): void {
    const code = readTime(this.times, bytes, from, to)
    const codes = batch.codes[this.label] as Int32Array
    codes[row] = Math.max(0, code)
    if (code < 0) batch.fault(row, -code)
  }
}
