import type { FieldIndex } from '../field-index.js'
import type { RowBatch } from '../row-batch.js'

/** Reads one column of some records into the rows of a batch from `batch.size` on. */
export interface ColumnReader {
  /** @throws SummaryRefused where the values must not be there. */
  read(fields: FieldIndex, column: number, bytes: Uint8Array, batch: RowBatch): void
}
