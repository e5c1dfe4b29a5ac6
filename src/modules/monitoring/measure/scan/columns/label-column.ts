import type { ByteDictionary } from '../byte-dictionary.js'
import type { FieldIndex } from '../field-index.js'
import type { RowBatch } from '../row-batch.js'
import type { ColumnReader } from './column-reader.js'

/** Reads labels as codes of their book. */
export class LabelColumn implements ColumnReader {
  private readonly dictionary: ByteDictionary
  private readonly place: number

  constructor(dictionary: ByteDictionary, place: number) {
    this.dictionary = dictionary
    this.place = place
  }

  read(fields: FieldIndex, column: number, bytes: Uint8Array, batch: RowBatch): void {
    const codes = batch.codes[this.place] as Int32Array
    this.dictionary.findColumn(fields, column, bytes, codes, batch.size)
  }
}
