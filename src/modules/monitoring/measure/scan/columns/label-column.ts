import type { ByteDictionary } from '../byte-dictionary.js'
import { PLACE, type RowBatch } from '../row-batch.js'
import type { CodedColumn } from './column-reader.js'

/** Reads labels as codes of their book. */
export class LabelColumn implements CodedColumn {
  private readonly dictionary: ByteDictionary
  readonly place: number
  private readonly label: number

  constructor(dictionary: ByteDictionary, label: number) {
    this.dictionary = dictionary
    this.place = PLACE.codes + label
    this.label = label
  }

  read(bytes: Uint8Array, from: number, to: number, batch: RowBatch, row: number): void {
    const codes = batch.codes[this.label] as Int32Array
    codes[row] = this.dictionary.find(bytes, from, to)
  }
}
