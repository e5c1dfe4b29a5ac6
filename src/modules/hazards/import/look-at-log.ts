import { digestOf } from '#files/file-store.js'
import { madeOnlyBy } from '#kernel/made-only-by.js'
import type { Doors } from '#kernel/operation.js'
import type { LogOf } from '../inputs.js'
import { checkMayImport } from './check-may-import.js'
import { readTable, type FileTable } from './read-table.js'

/** A file that was read as a hazard log; only `lookAtLog` makes one. */
export interface LookedAtLog {
  readonly table: FileTable
  /** An idempotency key stands for the digest, not for the bytes. */
  readonly toJSON: () => { digest: string }
}

const { made, schema } = madeOnlyBy<LookedAtLog>('Choose a file.')

/** Takes a file that was read as a hazard log, and nothing that only says so. */
export const lookedAtLog = schema

/**
 * Reads a file as a hazard log for somebody who may bring it in. An Excel file unpacks to 30 MB, so not
 * while a transaction is open. Throws what the question whether they may throws, and Invalid.
 */
export const lookAtLog = async (
  { read }: Pick<Doors, 'read'>,
  log: LogOf,
  bytes: Uint8Array,
): Promise<LookedAtLog> => {
  await read(checkMayImport, { log })
  const digest = digestOf(bytes)
  return made({ table: await readTable(bytes), toJSON: () => ({ digest }) })
}
