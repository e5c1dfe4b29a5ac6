import { DuckDBInstance } from '@duckdb/node-api'
import { Invalid } from '#kernel/errors.js'

/** A Parquet file as columns of text; null is an empty text. */
export interface ParquetTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

// The path is quoted as SQL text, and the marks of a pattern in it stand for themselves.
const quoted = (path: string): string =>
  `'${path.replaceAll("'", "''").replaceAll(/[[*?]/g, (mark) => `[${mark}]`)}'`

/**
 * Reads the first rows of a Parquet file as text, in a DuckDB of its own that is thrown away.
 * @throws Invalid when it cannot be read.
 */
export const readParquet = async (path: string, mostRows: number): Promise<ParquetTable> => {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '512MB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  try {
    const answer = await connection.runAndReadAll(
      `select columns(*)::varchar from read_parquet(${quoted(path)}) limit ${mostRows}`,
    )
    const rows = answer
      .getRows()
      .map((row) => row.map((cell) => (cell === null ? '' : String(cell))))
    return { columns: answer.columnNames(), rows }
  } catch {
    throw new Invalid('The file cannot be read as Parquet. Save it again, or save it as CSV.')
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
