import { isMissing } from '../../../summary/parse-prediction-row.js'
import type { CellReader } from '../../../as-written/read-cells.js'
import { STATUS } from '../../row-status.js'
import { decodeText, type DecodingCount } from '../decode-text.js'
import { readDecimal } from '../read-decimal.js'
import type { RowBatch } from '../row-batch.js'
import type { ColumnReader } from './column-reader.js'

/** Reads scores as numbers, rounded correctly, and notes their range. */
export class ScoreColumn implements ColumnReader {
  lowest = Infinity
  highest = -Infinity
  private readonly probabilities: boolean
  /** Scores are percent; each is then read as text. */
  readonly percent: boolean
  private readonly cells: CellReader
  private readonly decoding: DecodingCount

  /** With `probabilities`, a score outside 0 to 1 is a fault of its row. */
  constructor(
    { probabilities, percent }: { probabilities: boolean; percent: boolean },
    cells: CellReader,
    decoding: DecodingCount,
  ) {
    this.probabilities = probabilities
    this.percent = percent
    this.cells = cells
    this.decoding = decoding
  }

  read(bytes: Uint8Array, from: number, to: number, batch: RowBatch, row: number): void {
    const score = this.percent ? Number.NaN : readDecimal(bytes, from, to)
    if (Number.isNaN(score)) this.readText(bytes, from, to, batch, row)
    else this.put(score, batch, row)
  }

  /** Puts the score of a row in its place. */
  put(score: number, batch: RowBatch, row: number): void {
    // Adding 0 turns -0 into 0, with which it ties.
    batch.scores[row] = score + 0
    if (score < this.lowest) this.lowest = score
    if (score > this.highest) this.highest = score
    if (this.probabilities && (score < 0 || score > 1)) batch.fault(row, STATUS.score_out_of_range)
  }

  private readText(
    bytes: Uint8Array,
    from: number,
    to: number,
    batch: RowBatch,
    row: number,
  ): void {
    const text = decodeText(bytes, from, to, this.decoding)
    const score = this.cells.score(text)
    if (!Number.isNaN(score)) return this.put(score, batch, row)
    batch.scores[row] = 0
    batch.fault(row, isMissing(text) ? STATUS.missing_score : STATUS.score_not_a_number)
  }
}
