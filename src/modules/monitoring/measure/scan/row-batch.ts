/** Many rows for each group, so that a group's counts stay near while they are added to. */
export const BATCH_ROWS = 1 << 18

/** Outcome and decision of a row where none is known. */
export const UNKNOWN = 2

/** Many rows as typed columns; what a label column holds are codes of its dictionary. */
export class RowBatch {
  size = 0
  readonly status = new Uint8Array(BATCH_ROWS)
  readonly scores = new Float64Array(BATCH_ROWS)
  readonly outcomes = new Uint8Array(BATCH_ROWS)
  readonly decisions = new Uint8Array(BATCH_ROWS).fill(UNKNOWN)
  readonly codes: readonly Int32Array[]

  constructor(labelColumns: number) {
    this.codes = Array.from({ length: labelColumns }, () => new Int32Array(BATCH_ROWS))
  }

  /** Marks a row; the weightiest problem stands. */
  fault(row: number, status: number): void {
    if (status > (this.status[row] as number)) this.status[row] = status
  }
}

/** Takes a full batch, and the last one. */
export type BatchSink = (batch: RowBatch) => void
