import { listValue, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api'
import { Unavailable } from '#kernel/errors.js'
import type { SqlRow, SqlValue, Statement } from './sql-engine.js'

const PARAMETER = /\{(\w+):([\w()]+)\}/g

/** Runs a query on a connection of its own, interrupted after so many seconds of its work. */
export async function* readDuckDb(
  connection: DuckDBConnection,
  statement: Statement,
  timeoutSeconds: number,
): AsyncIterable<readonly SqlRow[]> {
  const { text, values } = toDuckDb(statement)
  const limited = timeLimit(connection, timeoutSeconds)
  const result = await limited(() => connection.stream(text, values))
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
  const { text, values } = toDuckDb(statement)
  await connection.run(text, values)
}

/** `{name:Type}` becomes `$name` with a cast, and a list becomes the rows of a subquery. */
export const toDuckDb = (
  statement: Statement,
): { text: string; values: Record<string, DuckDBValue> } => {
  const values: Record<string, DuckDBValue> = {}
  const text = statement.text.replaceAll(PARAMETER, (_, name: string, type: string) => {
    const value = statement.params[name]
    if (value === undefined) throw new RangeError(`No value is given for ${name}.`)
    if (typeof value === 'object') {
      values[name] = listValue([...value])
      return `(select unnest($${name}::varchar[]))`
    }
    values[name] = type === 'Int64' ? BigInt(value) : value
    return type === 'Int64'
      ? `$${name}::bigint`
      : type === 'Float64'
        ? `$${name}::double`
        : `$${name}`
  })
  return { text, values }
}

/** Time spent outside the database, by a slow reader, does not count. */
const timeLimit = (connection: DuckDBConnection, seconds: number) => {
  let left = seconds * 1000
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    const started = performance.now()
    let interrupted = false
    const timer = setTimeout(
      () => {
        interrupted = true
        connection.interrupt()
      },
      Math.max(left, 0),
    )
    try {
      return await work()
    } catch (error) {
      if (!interrupted) throw error
      throw new Unavailable(`This took longer than ${seconds} seconds. Ask for a shorter period.`, {
        cause: error,
      })
    } finally {
      clearTimeout(timer)
      left -= performance.now() - started
    }
  }
}

const toRow = (names: readonly string[], row: readonly DuckDBValue[]): SqlRow =>
  Object.fromEntries(names.map((name, place) => [name, toSqlValue(row[place] ?? null)]))

const toSqlValue = (value: DuckDBValue): SqlValue => {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  throw new TypeError('A query gave a value that is neither a number nor a text.')
}
