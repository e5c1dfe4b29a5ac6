/** As many rows as stay in near memory, with all that is told of them. */
export const BATCH_ROWS = 4096

/** Outcome and decision of a row where none is known. */
export const UNKNOWN = 2

/** Which column of a batch's table is which. */
export const PLACE = { outcomes: 0, decisions: 1, codes: 2 } as const

/** Many rows as typed columns; what a label column holds are codes of its dictionary. */
export class RowBatch {
  size = 0
  /** Whether any row has a status other than `used`. */
  faulty = false
  readonly status = new Uint8Array(BATCH_ROWS)
  readonly scores = new Float64Array(BATCH_ROWS)
  /** Outcomes, decisions and the columns of codes, one after the other. */
  readonly table: Int32Array
  readonly outcomes: Int32Array
  readonly decisions: Int32Array
  readonly codes: readonly Int32Array[]
  /** The highest code so far in each column of codes. */
  readonly highest: Int32Array

  constructor(labelColumns: number) {
    this.highest = new Int32Array(labelColumns)
    this.table = new Int32Array(BATCH_ROWS * (PLACE.codes + labelColumns))
    const column = (place: number): Int32Array =>
      this.table.subarray(place * BATCH_ROWS, (place + 1) * BATCH_ROWS)
    this.outcomes = column(PLACE.outcomes)
    this.decisions = column(PLACE.decisions).fill(UNKNOWN)
    this.codes = Array.from({ length: labelColumns }, (_, label) => column(PLACE.codes + label))
  }

  /** Marks a row; the weightiest problem stands. */
  fault(row: number, status: number): void {
    if (status <= (this.status[row] as number)) return
    this.status[row] = status
    this.faulty = true
  }

  /** Makes place for other rows. */
  clear(): void {
    this.size = 0
    this.faulty = false
  }
}

/** Takes a full batch, and the last one. */
export type BatchSink = (batch: RowBatch) => void
