import { KINDS } from '../row-status.js'
import type { RowBatch } from '../scan/row-batch.js'
import { UNKNOWN } from '../scan/row-batch.js'
import { sharedColumn } from './shared-column.js'
import { widened } from './widened.js'

/** Row counts of groups as plain data. */
export interface GroupCounts {
  /** Four a group: used, missing outcome, outcome not known, missing score. */
  readonly kinds: Uint32Array
  /** Four a group: tn, fn, fp, tp of the decision as logged, on used rows that have one. */
  readonly decided: Uint32Array
}

/** Counts the rows of each group by what became of them, and its logged decisions. */
export class GroupTally {
  private kinds = new Uint32Array(KINDS * 16)
  private decided = new Uint32Array(4 * 16)

  take(batch: RowBatch, cells: Int32Array, groups: number): void {
    this.kinds = widened(this.kinds, groups * KINDS)
    this.decided = widened(this.decided, groups * 4)
    const { kinds, decided } = this
    const { status, decisions, outcomes } = batch
    for (let row = 0; row < batch.size; row += 1) {
      const kind = status[row] as number
      if (kind >= KINDS) continue
      const cell = cells[row] as number
      kinds[cell * KINDS + kind] = (kinds[cell * KINDS + kind] as number) + 1
      const decision = decisions[row] as number
      if (kind !== 0 || decision === UNKNOWN) continue
      const at = cell * 4 + decision * 2 + (outcomes[row] as number)
      decided[at] = (decided[at] as number) + 1
    }
  }

  finish(groups: number): GroupCounts {
    return {
      kinds: sharedColumn(this.kinds, groups * KINDS),
      decided: sharedColumn(this.decided, groups * 4),
    }
  }
}
