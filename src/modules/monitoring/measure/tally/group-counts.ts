import { KINDS, STATUS } from '../row-status.js'
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
  private readonly withDecisions: boolean
  private kinds = new Uint32Array(KINDS * 16)
  private decided = new Uint32Array(4 * 16)

  constructor(withDecisions: boolean) {
    this.withDecisions = withDecisions
  }

  take(batch: RowBatch, cells: Int32Array, groups: number): void {
    this.kinds = widened(this.kinds, groups * KINDS)
    this.decided = widened(this.decided, groups * 4)
    countKinds(batch, cells, this.kinds)
    if (this.withDecisions) countDecisions(batch, cells, this.decided)
  }

  finish(groups: number): GroupCounts {
    return {
      kinds: sharedColumn(this.kinds, groups * KINDS),
      decided: sharedColumn(this.decided, groups * 4),
    }
  }
}

function countKinds({ status, size }: RowBatch, cells: Int32Array, kinds: Uint32Array): void {
  for (let row = 0; row < size; row += 1) {
    const kind = status[row] as number
    if (kind >= KINDS) continue
    const at = (cells[row] as number) * KINDS + kind
    kinds[at] = (kinds[at] as number) + 1
  }
}

function countDecisions(batch: RowBatch, cells: Int32Array, decided: Uint32Array): void {
  const { status, decisions, outcomes, size } = batch
  for (let row = 0; row < size; row += 1) {
    const decision = decisions[row] as number
    if (status[row] !== STATUS.used || decision === UNKNOWN) continue
    const at = (cells[row] as number) * 4 + decision * 2 + (outcomes[row] as number)
    decided[at] = (decided[at] as number) + 1
  }
}
