import type { RowBatch } from '../row-batch.js'

/** Reads the fields of one column into the rows of a batch. */
export interface ColumnReader {
  /** @throws SummaryRefused where the value must not be there. */
  read(bytes: Uint8Array, from: number, to: number, batch: RowBatch, row: number): void
}

/** A column whose fields each mean a number from 0 on, the same for the same bytes. */
export interface CodedColumn extends ColumnReader {
  /** Which column of the batch's table is written to. */
  readonly place: number
}

/** Whether a column is one of codes. */
export const isCoded = (reader: ColumnReader): reader is CodedColumn => 'place' in reader
