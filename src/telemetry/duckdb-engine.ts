import {
  BIGINT,
  DOUBLE,
  DuckDBDataChunk,
  INTEGER,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api'
import { readDuckDb, runDuckDb } from './duckdb-statement.js'
import { TakenIds } from './taken-ids.js'
import type { EventTable, SqlEngine, SqlRow, TableRows } from './sql-engine.js'

const ROWS_IN_A_CHUNK = 2048

/** The columns of the tables, in their order in `migrations/telemetry/`. */
const COLUMNS: Readonly<Record<EventTable, readonly (readonly [string, DuckDBType])[]>> = {
  predictions: [
    ['organisation_id', VARCHAR],
    ['deployment_id', VARCHAR],
    ['event_id', VARCHAR],
    ['prediction_id', VARCHAR],
    ['occurred_ms', BIGINT],
    ['arrival', BIGINT],
    ['score', DOUBLE],
    ['decision', INTEGER],
    ['version', VARCHAR],
    ['site', VARCHAR],
    ['group_values', VARCHAR],
  ],
  outcomes: [
    ['organisation_id', VARCHAR],
    ['deployment_id', VARCHAR],
    ['event_id', VARCHAR],
    ['prediction_id', VARCHAR],
    ['known_ms', BIGINT],
    ['arrival', BIGINT],
    ['outcome', INTEGER],
  ],
}

/**
 * DuckDB behind the engine's interface: one connection that writes, one more for each read. The
 * file belongs to this process alone, so taken event ids are remembered here instead of in an
 * index (measured: a primary key halves the rate and slows as it grows).
 */
export const makeDuckDbEngine = async (instance: DuckDBInstance): Promise<SqlEngine> => {
  const writer = await instance.connect()
  const engine: Omit<SqlEngine, 'maybeStored' | 'insert'> = {
    name: 'duckdb',
    tableClause: () => '',
    async *read(statement, timeoutSeconds) {
      const connection = await instance.connect()
      try {
        yield* readDuckDb(connection, statement, timeoutSeconds)
      } finally {
        connection.closeSync()
      }
    },
    write: (statements) =>
      inTransaction(writer, async () => {
        for (const statement of statements) await runDuckDb(writer, statement)
      }),
    reclaim: async () => {
      await writer.run('checkpoint')
    },
    close: async () => {
      writer.closeSync()
      instance.closeSync()
    },
  }
  const taken = new TakenIds(engine.read)
  return {
    ...engine,
    maybeStored: (table, scope, eventIds) => taken.among(table, scope, eventIds),
    insert: async (parts) => {
      await inTransaction(writer, () => appendParts(writer, parts))
      for (const part of parts) taken.add(part)
    },
  }
}

const inTransaction = async (
  connection: DuckDBConnection,
  work: () => Promise<void>,
): Promise<void> => {
  await connection.run('begin transaction')
  try {
    await work()
    await connection.run('commit')
  } catch (error) {
    await connection.run('rollback').catch(() => undefined)
    throw error
  }
}

const appendParts = async (
  connection: DuckDBConnection,
  parts: readonly TableRows[],
): Promise<void> => {
  for (const { table, rows } of parts) {
    const appender = await connection.createAppender(table)
    for (let from = 0; from < rows.length; from += ROWS_IN_A_CHUNK) {
      appender.appendDataChunk(toChunk(table, rows.slice(from, from + ROWS_IN_A_CHUNK)))
    }
    appender.closeSync()
  }
}

const toChunk = (table: EventTable, rows: readonly SqlRow[]): DuckDBDataChunk => {
  const columns = COLUMNS[table]
  const chunk = DuckDBDataChunk.create(
    columns.map(([, type]) => type),
    rows.length,
  )
  columns.forEach(([name, type], place) => {
    const values = rows.map((row): DuckDBValue => {
      const value = row[name] ?? null
      return type === BIGINT && value !== null ? BigInt(value) : value
    })
    chunk.setColumnValues(place, values)
  })
  return chunk
}
