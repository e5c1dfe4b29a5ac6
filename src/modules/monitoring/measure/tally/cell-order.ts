import { BATCH_ROWS, type RowBatch } from '../scan/row-batch.js'
import { widened } from './widened.js'

/**
 * The scores of a batch put in order of their cells, those of one cell in the order of the file: a
 * counting sort. All cells together are far larger than the nearest memory, one alone is not, so
 * that adding to one at a time is several times quicker than to any of them row by row.
 */
export class CellOrder {
  /** Where the scores of each cell begin; one more entry than cells. */
  starts = new Int32Array(16)
  readonly scores = new Float64Array(BATCH_ROWS)
  /** The bin of each score times two, plus its outcome. */
  readonly slots = new Uint32Array(BATCH_ROWS)
  private next = new Int32Array(16)

  /** Orders the rows of a status of at most `last`. */
  sort(batch: RowBatch, bins: Uint32Array, cells: Int32Array, groups: number, last: number): void {
    this.count(batch, cells, groups, last)
    const { next, scores, slots } = this
    const { status, outcomes } = batch
    for (let row = 0; row < batch.size; row += 1) {
      if ((status[row] as number) > last) continue
      const cell = cells[row] as number
      const place = next[cell] as number
      next[cell] = place + 1
      scores[place] = batch.scores[row] as number
      slots[place] = ((bins[row] as number) << 1) | ((outcomes[row] as number) & 1)
    }
  }

  private count({ status, size }: RowBatch, cells: Int32Array, groups: number, last: number): void {
    this.starts = widened(this.starts, groups + 1)
    this.next = widened(this.next, groups + 1)
    const { starts, next } = this
    starts.fill(0, 0, groups + 1)
    for (let row = 0; row < size; row += 1) {
      if ((status[row] as number) > last) continue
      const above = (cells[row] as number) + 1
      starts[above] = (starts[above] as number) + 1
    }
    for (let cell = 0; cell < groups; cell += 1) {
      next[cell] = starts[cell] as number
      starts[cell + 1] = (starts[cell + 1] as number) + (starts[cell] as number)
    }
  }
}
