import { labelColumns } from '../scan/file-columns.js'
import { BATCH_ROWS, type RowBatch } from '../scan/row-batch.js'
import { type MeasureRequest, PERIOD } from '../request.js'
import { KINDS, STATUS, STATUSES } from '../row-status.js'
import { talliedBreakdowns } from './join-breakdowns.js'
import { CellBook } from './cell-book.js'
import { type ExactPart, ExactRows } from './exact-rows.js'
import { type GroupCounts, GroupTally } from './group-counts.js'
import { type GridPlan, ScoreGrid } from './score-grid.js'
import { sharedColumn } from './shared-column.js'
import { ScoreTally, type TalliedScores } from './score-tally.js'

/** The cells of one breakdown as plain data; `columns` tells what each code of a cell is of. */
export interface TalliedBreakdown {
  readonly columns: readonly number[]
  readonly size: number
  readonly codes: Int32Array
  readonly counts: GroupCounts
  /** Null when every row is kept instead. */
  readonly scores: TalliedScores | null
}

/** Everything tallied by one worker, as plain data. */
export interface Tallied {
  readonly statuses: Float64Array
  readonly breakdowns: readonly TalliedBreakdown[]
  readonly exact: ExactPart | null
}

interface OpenBreakdown {
  readonly book: CellBook
  readonly cells: Int32Array
  readonly groups: GroupTally
  readonly scores: ScoreTally | null
}

/**
 * The label columns of each breakdown by place; the period stands after the labels, and after it,
 * where there is a reference, on which side of it a row lies. A breakdown of nothing comes first
 * where every row is kept, and stands in where none is asked for.
 */
export function talliedColumns(request: MeasureRequest): readonly (readonly number[])[] {
  const labels = labelColumns(request)
  const side = request.reference ? [labels.length + 1] : []
  const asked = talliedBreakdowns(request).map((columns) =>
    columns.map((name) => (name === PERIOD ? labels.length : labels.indexOf(name))),
  )
  const whole: number[][] = request.exact || asked.length === 0 ? [[]] : []
  return [...whole, ...asked].map((columns) => [...columns, ...side])
}

/** Scores that may wait in all breakdowns together before they are added: 12 bytes each. */
const MOST_PENDING = 1 << 22

/** Takes batches of rows and ends in counts by group. */
export class MeasureTally {
  private readonly statuses = new Float64Array(STATUSES)
  private readonly breakdowns: readonly OpenBreakdown[]
  private readonly exact: ExactRows | null
  private readonly grid: ScoreGrid
  private readonly slots = new Int32Array(BATCH_ROWS)
  /** The last status of rows whose scores count. */
  private readonly last: number

  constructor(request: MeasureRequest, plan: GridPlan) {
    const columns = talliedColumns(request)
    this.grid = new ScoreGrid(plan)
    this.last = request.reference ? STATUS.outcome_not_known : STATUS.used
    const room = Math.floor(MOST_PENDING / columns.length)
    this.exact = request.exact ? new ExactRows(columns.length) : null
    this.breakdowns = columns.map((one) => ({
      book: new CellBook(one),
      cells: new Int32Array(BATCH_ROWS),
      groups: new GroupTally(request.prediction !== undefined),
      scores: request.exact ? null : new ScoreTally(plan, this.grid, room),
    }))
  }

  /** Says that the rows to come are of a chunk of the file. */
  begin(chunk: number): void {
    this.exact?.begin(chunk)
  }

  take(batch: RowBatch): void {
    const { slots } = this
    this.countStatuses(batch)
    if (!this.exact) this.findSlots(batch)
    for (const { book, cells, groups, scores } of this.breakdowns) {
      book.place(batch, KINDS, cells)
      groups.take(batch, cells, book.size)
      scores?.take(batch, slots, cells, book.size, this.last)
    }
    this.exact?.take(
      batch,
      this.breakdowns.map(({ cells }) => cells),
      this.last,
    )
  }

  private countStatuses({ status, size, faulty }: RowBatch): void {
    const { statuses } = this
    if (!faulty) {
      statuses[STATUS.used] = (statuses[STATUS.used] as number) + size
      return
    }
    for (let row = 0; row < size; row += 1) {
      const at = status[row] as number
      statuses[at] = (statuses[at] as number) + 1
    }
  }

  /** The bin of each score times two, plus its outcome. */
  private findSlots({ scores, outcomes, size }: RowBatch): void {
    const { slots, grid } = this
    for (let row = 0; row < size; row += 1)
      slots[row] = (grid.binOf(scores[row] as number) << 1) | ((outcomes[row] as number) & 1)
  }

  finish(): Tallied {
    return {
      statuses: this.statuses,
      exact: this.exact?.finish() ?? null,
      breakdowns: this.breakdowns.map(({ book, groups, scores }) => ({
        columns: book.columns,
        size: book.size,
        codes: sharedColumn(Int32Array.from(book.codes), book.codes.length),
        counts: groups.finish(book.size),
        scores: scores?.finish(book.size) ?? null,
      })),
    }
  }
}
