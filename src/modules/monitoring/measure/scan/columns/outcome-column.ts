import type { ByteDictionary } from '../byte-dictionary.js'
import { PLACE, type RowBatch, UNKNOWN } from '../row-batch.js'
import type { CodedColumn } from './column-reader.js'

/** Reads 0, 1 or unknown; a meaning of UNKNOWN or more has a status of its own, or 0 for none. */
export class OutcomeColumn implements CodedColumn {
  readonly place: number
  private readonly dictionary: ByteDictionary
  private readonly into: 'outcomes' | 'decisions'
  private readonly statuses: readonly number[]

  constructor(
    dictionary: ByteDictionary,
    into: 'outcomes' | 'decisions',
    statuses: readonly number[],
  ) {
    this.dictionary = dictionary
    this.into = into
    this.place = PLACE[into]
    this.statuses = statuses
  }

  read(bytes: Uint8Array, from: number, to: number, batch: RowBatch, row: number): void {
    const meaning = this.dictionary.find(bytes, from, to)
    batch[this.into][row] = Math.min(meaning, UNKNOWN)
    if (meaning >= UNKNOWN) batch.fault(row, this.statuses[meaning - UNKNOWN] as number)
  }
}
