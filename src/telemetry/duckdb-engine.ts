import type { DuckDBInstance } from '@duckdb/node-api'
import { readDuckDb, runDuckDb } from './duckdb-statement.js'
import { inTransaction, openJournaled } from './load-journal.js'
import { TakenIds } from './taken-ids.js'
import type { SqlEngine } from './sql-engine.js'

/**
 * DuckDB behind the engine's interface: rows wait in a journal until a read needs them or there are
 * many; one connection changes the database, one more is made for each read. The file belongs to
 * this process alone, so taken event ids are remembered here instead of in an index (measured: a
 * primary key halves the rate and slows as it grows).
 */
export const makeDuckDbEngine = async (
  instance: DuckDBInstance,
  journalDirectory: string,
): Promise<SqlEngine> => {
  const writer = await instance.connect()
  const journaled = await openJournaled(writer, journalDirectory)
  const engine: Omit<SqlEngine, 'prepare' | 'maybeStored' | 'insert'> = {
    name: 'duckdb',
    tableClause: () => '',
    together: ([first, ...rest]) => (first ? [[first, ...rest]] : []),
    async *read(statement, timeoutSeconds) {
      await journaled.settle()
      const connection = await instance.connect()
      try {
        yield* readDuckDb(connection, statement, timeoutSeconds)
      } finally {
        connection.closeSync()
      }
    },
    write: (statements) =>
      journaled.change(() =>
        inTransaction(writer, async () => {
          for (const statement of statements) await runDuckDb(writer, statement)
        }),
      ),
    reclaim: () =>
      journaled.change(async () => {
        await writer.run('checkpoint')
      }),
    close: async () => {
      await journaled.settle()
      writer.closeSync()
      instance.closeSync()
    },
  }
  const taken = new TakenIds(engine.read)
  const whole: SqlEngine = {
    ...engine,
    prepare: (migrateServer) => migrateServer(whole),
    maybeStored: (table, scope, eventIds) => taken.among(table, scope, eventIds),
    claim: (lines) => taken.claim(lines),
    insert: async (parts, lines = []) => {
      await journaled.write(parts, lines)
      for (const part of parts) taken.add(part)
    },
  }
  return whole
}
