import type { RowBatch } from '../scan/row-batch.js'
import { sharedColumn } from './shared-column.js'
import { widened } from './widened.js'

/** Rows with a score, in the order of the file, as plain data. */
export interface ExactPart {
  readonly scores: Float64Array
  /** 0, 1, or 2 where not known. */
  readonly outcomes: Uint8Array
  /** For each breakdown, the cell of each row. */
  readonly cells: readonly Int32Array[]
  /** The chunks of the file read here, and the row each begins with. */
  readonly chunks: readonly { readonly chunk: number; readonly row: number }[]
}

/** Keeps every row with a score: 9 bytes a row and 4 a breakdown. */
export class ExactRows {
  private size = 0
  private scores = new Float64Array(1024)
  private outcomes = new Uint8Array(1024)
  private cells: Int32Array[]
  private readonly chunks: { chunk: number; row: number }[] = []

  constructor(breakdowns: number) {
    this.cells = Array.from({ length: breakdowns }, () => new Int32Array(1024))
  }

  /** Says that the rows to come are of a chunk of the file. */
  begin(chunk: number): void {
    this.chunks.push({ chunk, row: this.size })
  }

  take(batch: RowBatch, cells: readonly Int32Array[], last: number): void {
    const most = this.size + batch.size
    this.scores = widened(this.scores, most)
    this.outcomes = widened(this.outcomes, most)
    this.cells = this.cells.map((column) => widened(column, most))
    for (let row = 0; row < batch.size; row += 1) {
      if ((batch.status[row] as number) > last) continue
      const at = this.size
      this.scores[at] = batch.scores[row] as number
      this.outcomes[at] = batch.outcomes[row] as number
      for (let i = 0; i < cells.length; i += 1) {
        const column = this.cells[i] as Int32Array
        column[at] = (cells[i] as Int32Array)[row] as number
      }
      this.size += 1
    }
  }

  finish(): ExactPart {
    return {
      scores: sharedColumn(this.scores, this.size),
      outcomes: sharedColumn(this.outcomes, this.size),
      cells: this.cells.map((column) => sharedColumn(column, this.size)),
      chunks: this.chunks,
    }
  }
}
