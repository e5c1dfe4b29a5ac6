import {
  BIGINT,
  DOUBLE,
  LIST,
  listValue,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api'
import { Unavailable } from '#kernel/errors.js'
import type { SqlRow, SqlValue, Statement } from './sql-engine.js'

const PARAMETER = /\{(\w+):([\w()]+)\}/g

/** Runs a query on a connection of its own, interrupted after so many seconds of its work. */
export async function* readDuckDb(
  connection: DuckDBConnection,
  statement: Statement,
  timeoutSeconds: number,
): AsyncIterable<readonly SqlRow[]> {
  const { text, values, types } = toDuckDb(statement)
  const limited = timeLimit(connection, timeoutSeconds)
  const result = await limited(() => connection.stream(text, values, types))
  const names = result.columnNames()
  for (;;) {
    const chunk = await limited(() => result.fetchChunk())
    if (!chunk || chunk.rowCount === 0) return
    yield chunk.getRows().map((row) => toRow(names, row))
  }
}

/** Runs a statement that gives no rows. */
export const runDuckDb = async (
  connection: DuckDBConnection,
  statement: Statement,
): Promise<void> => {
  const { text, values, types } = toDuckDb(statement)
  await connection.run(text, values, types)
}

/** A statement as DuckDB takes it. Types are given: it would take the double 1e21 for an integer. */
interface DuckDbStatement {
  text: string
  values: Record<string, DuckDBValue>
  types: Record<string, DuckDBType>
}

/** `{name:Type}` becomes `$name`, and a list becomes the rows of a subquery. */
const toDuckDb = (statement: Statement): DuckDbStatement => {
  const values: Record<string, DuckDBValue> = {}
  const types: Record<string, DuckDBType> = {}
  const text = statement.text.replaceAll(PARAMETER, (_, name: string, type: string) => {
    const value = statement.params[name]
    if (value === undefined) throw new RangeError(`No value is given for ${name}.`)
    types[name] = TYPES[type] ?? VARCHAR
    if (typeof value === 'object') {
      values[name] = listValue([...value])
      return `(select unnest($${name}))`
    }
    values[name] = type === 'Int64' ? BigInt(value) : value
    return `$${name}`
  })
  return { text, values, types }
}

const TYPES: Readonly<Record<string, DuckDBType>> = {
  String: VARCHAR,
  Int64: BIGINT,
  Float64: DOUBLE,
  'Array(String)': LIST(VARCHAR),
}

/** Milliseconds between interrupts: one that comes before the query runs is lost. */
const INTERRUPT_EVERY = 20

/** Time spent outside the database, by a slow reader, does not count. */
const timeLimit = (connection: DuckDBConnection, seconds: number) => {
  let left = seconds * 1000
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    const started = performance.now()
    const isOver = (): boolean => performance.now() - started > left
    const timer = setInterval(
      () => {
        if (isOver()) connection.interrupt()
      },
      Math.min(INTERRUPT_EVERY, Math.max(left, 1)),
    )
    try {
      const value = await work()
      if (isOver()) throw tooLong(seconds)
      return value
    } catch (error) {
      throw isOver() ? tooLong(seconds, error) : error
    } finally {
      clearInterval(timer)
      left -= performance.now() - started
    }
  }
}

const tooLong = (seconds: number, cause?: unknown): Unavailable =>
  new Unavailable(`This took longer than ${seconds} seconds. Ask for a shorter period.`, { cause })

const toRow = (names: readonly string[], values: readonly DuckDBValue[]): SqlRow => {
  const row: Record<string, SqlValue> = {}
  for (const [place, name] of names.entries()) row[name] = toSqlValue(values[place] ?? null)
  return row
}

const toSqlValue = (value: DuckDBValue): SqlValue => {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  throw new TypeError('A query gave a value that is neither a number nor a text.')
}
