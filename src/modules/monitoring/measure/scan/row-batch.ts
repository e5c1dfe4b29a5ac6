export const BATCH_ROWS = 4096

/** Outcome and decision of a row where none is known. */
export const UNKNOWN = 2

/** Some thousand rows as typed columns; what a label column holds are codes of its dictionary. */
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
}

/** Takes a full batch, and the last one. */
export type BatchSink = (batch: RowBatch) => void
