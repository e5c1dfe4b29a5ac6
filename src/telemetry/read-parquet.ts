import { DuckDBInstance, DuckDBTimestampTZValue, type DuckDBValue } from '@duckdb/node-api'
import { Invalid } from '#kernel/errors.js'

/** Some rows of a Parquet file as text, under the names of its columns. */
export interface ParquetRows {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Numbers and times so that reading the text gives the same value; nothing where there is null. */
function textOf(value: DuckDBValue): string {
  if (value === null) return ''
  if (value instanceof DuckDBTimestampTZValue)
    return new Date(Number(value.micros / 1000n)).toISOString()
  return typeof value === 'number' && Object.is(value, -0) ? '0' : String(value)
}

// The marks of a pattern in a path stand for themselves.
const literally = (path: string): string => path.replaceAll(/[[*?]/g, (mark) => `[${mark}]`)

/**
 * Streams the rows of a Parquet file, in its order, in bounded memory. The file is named as a value,
 * never as part of a statement.
 * @throws Invalid when it is not Parquet or is damaged.
 */
export async function* readParquet(path: string): AsyncGenerator<ParquetRows> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '512MB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  try {
    const connection = await instance.connect()
    const result = await connection.stream('select * from read_parquet($path)', {
      path: literally(path),
    })
    const columns = result.columnNames()
    for (;;) {
      const chunk = await result.fetchChunk()
      if (!chunk || chunk.rowCount === 0) break
      yield { columns, rows: chunk.getRows().map((row) => row.map(textOf)) }
    }
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
    throw new Invalid(`The file ${path} cannot be read as Parquet. ${reason}`.trim())
  } finally {
    instance.closeSync()
  }
}
