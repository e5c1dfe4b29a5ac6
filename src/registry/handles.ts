import type { Kysely, Transaction } from 'kysely'
import type { DB } from './rows.js'

/** Every table of the registry and its row, generated from the migrations. */
export type Rows = DB

/** A handle that may write; it exists only inside a command. */
export type Tx = Transaction<Rows>

/** A handle that can only read: the writing methods are not there, and PostgreSQL refuses them too. */
export type ReadDb = Pick<
  Kysely<Rows>,
  'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'fn' | 'dynamic' | 'getExecutor'
>
