import { isMissing, plainNumber } from '../../../summary/parse-prediction-row.js'
import { STATUS } from '../../row-status.js'
import { decodeText, type DecodingCount } from '../decode-text.js'
import type { FieldIndex } from '../field-index.js'
import { readDecimal } from '../read-decimal.js'
import type { RowBatch } from '../row-batch.js'
import type { ColumnReader } from './column-reader.js'

/** Reads scores as numbers, rounded correctly, and notes their range. */
export class ScoreColumn implements ColumnReader {
  lowest = Infinity
  highest = -Infinity
  private readonly probabilities: boolean
  private readonly decoding: DecodingCount

  /** With `probabilities`, a score outside 0 to 1 is a fault of its row. */
  constructor(probabilities: boolean, decoding: DecodingCount) {
    this.probabilities = probabilities
    this.decoding = decoding
  }

  read(fields: FieldIndex, column: number, bytes: Uint8Array, batch: RowBatch): void {
    const { starts, ends, width, size } = fields
    const { scores } = batch
    const first = batch.size
    let { lowest, highest } = this
    for (let i = 0, place = column; i < size; i += 1, place += width) {
      const from = starts[place] as number
      const to = ends[place] as number
      let score = readDecimal(bytes, from, to)
      if (Number.isNaN(score)) score = this.readText(bytes, from, to, first + i, batch)
      if (Number.isNaN(score)) continue
      // Adding 0 turns -0 into 0, with which it ties.
      scores[first + i] = score + 0
      if (score < lowest) lowest = score
      if (score > highest) highest = score
    }
    this.lowest = lowest
    this.highest = highest
    if (this.probabilities && !(lowest >= 0 && highest <= 1)) faultOutside(fields.size, batch)
  }

  /** The number a text is; NaN, and a fault of the row, where it is none. */
  private readText(
    bytes: Uint8Array,
    from: number,
    to: number,
    row: number,
    batch: RowBatch,
  ): number {
    const text = decodeText(bytes, from, to, this.decoding)
    const score = plainNumber(text)
    if (!Number.isNaN(score)) return score
    batch.scores[row] = 0
    batch.fault(row, isMissing(text) ? STATUS.missing_score : STATUS.score_not_a_number)
    return score
  }
}

function faultOutside(size: number, batch: RowBatch): void {
  for (let row = batch.size; row < batch.size + size; row += 1) {
    const score = batch.scores[row] as number
    if (score < 0 || score > 1) batch.fault(row, STATUS.score_out_of_range)
  }
}
