import type { RowBatch } from '../scan/row-batch.js'
import { widened } from './widened.js'

/** 2 to the power of this many scores wait in a group before they are added, where there is room. */
const [MOST_BITS, FEWEST_BITS] = [11, 4]

/** Adds scores of one group; a slot is the score's bin times two, plus its outcome. */
export type AddScores = (
  group: number,
  scores: Float64Array,
  slots: Int32Array,
  from: number,
  to: number,
) => void

/**
 * Scores that wait until there are many of one group. The counts of all groups together are far
 * larger than the near memory, those of one group are not, so that adding many to one group at a
 * time is several times quicker than each to its own.
 */
export class PendingScores {
  private readonly room: number
  private readonly add: AddScores
  private bits = MOST_BITS
  private sizes = new Int32Array(0)
  private scores = new Float64Array(0)
  private slots = new Int32Array(0)

  /** @param room scores that may wait in all groups together */
  constructor(room: number, add: AddScores) {
    this.room = room
    this.add = add
  }

  /** Makes room for groups 0 to `groups` - 1. */
  fit(groups: number): void {
    if (groups <= this.sizes.length) return
    let { bits } = this
    while (bits > FEWEST_BITS && groups * 2 ** bits > this.room) bits -= 1
    if (bits < this.bits) {
      this.flush()
      this.bits = bits
    }
    const size = Math.max(groups, Math.min(this.sizes.length * 2, this.room >> bits))
    this.sizes = widened(this.sizes, size)
    this.scores = widened(this.scores, this.sizes.length * 2 ** bits)
    this.slots = widened(this.slots, this.sizes.length * 2 ** bits)
  }

  /** Takes the rows of a status of at most `last`; `slots` and `cells` are told of each row. */
  take(batch: RowBatch, slots: Int32Array, cells: Int32Array, last: number): void {
    const { bits, sizes } = this
    const full = 2 ** bits
    for (let row = 0; row < batch.size; row += 1) {
      if ((batch.status[row] as number) > last) continue
      const cell = cells[row] as number
      const size = sizes[cell] as number
      const at = (cell << bits) + size
      this.scores[at] = batch.scores[row] as number
      this.slots[at] = slots[row] as number
      sizes[cell] = size + 1
      if (size + 1 === full) this.flushGroup(cell)
    }
  }

  /** Adds all that wait. */
  flush(): void {
    for (let group = 0; group < this.sizes.length; group += 1)
      if ((this.sizes[group] as number) > 0) this.flushGroup(group)
  }

  private flushGroup(group: number): void {
    const from = group << this.bits
    this.add(group, this.scores, this.slots, from, from + (this.sizes[group] as number))
    this.sizes[group] = 0
  }
}
