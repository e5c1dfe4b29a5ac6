import { readFile, rm, truncate } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import {
  TABLE_COLUMNS,
  type EventTable,
  type SqlRow,
  type SqlValue,
  type TableRows,
} from './sql-engine.js'

/** Stands between two columns; no text that is kept holds a control character. */
export const SEPARATOR = '\x1f'

/** Begins the line that ends a commit: its length in bytes and its checksum. */
export const COMMIT_MARK = '\x1e'

const MARK = COMMIT_MARK.charCodeAt(0)
const LINE_END = '\n'.charCodeAt(0)

/** Lines of one table with their columns in the order of TABLE_COLUMNS; empty for no rows. */
export const linesOf = (parts: readonly TableRows[], table: EventTable): string => {
  let text = ''
  for (const part of parts) {
    if (part.table !== table) continue
    for (const row of part.rows) {
      const [head, tail] = partsOfLine(table, row)
      text += head + String(row['arrival']) + tail
    }
  }
  return text
}

// Each column by its name: a loop over names took four times as long. What is null is empty.
/** The line of a row before and after its arrival. */
export const partsOfLine = (table: EventTable, row: SqlRow): readonly [string, string] => {
  const whose = `${row['organisation_id']}\x1f${row['deployment_id']}`
  return table === 'predictions'
    ? [
        `${whose}\x1f${row['event_id']}\x1f${row['prediction_id']}\x1f${row['occurred_ms']}\x1f`,
        `\x1f${row['score']}\x1f${row['decision'] ?? ''}\x1f${row['version'] ?? ''}\x1f${row['site'] ?? ''}\x1f${row['group_values']}\n`,
      ]
    : [
        `${whose}\x1f${row['event_id']}\x1f${row['prediction_id']}\x1f${row['known_ms']}\x1f`,
        `\x1f${row['outcome']}\n`,
      ]
}

/** The row of a line, without its arrival. */
export const rowOfLine = (table: EventTable, line: string): Record<string, SqlValue> => {
  const values = line.replace(/\n$/, '').split(SEPARATOR)
  const row: Record<string, SqlValue> = {}
  for (const [place, { name, type }] of TABLE_COLUMNS[table].entries()) {
    const value = values[place] ?? ''
    if (name === 'arrival' || value === '') row[name] = null
    else row[name] = type === 'varchar' ? value : Number(value)
  }
  return row
}

/** A commit as its bytes: the lines, then the line that says they are whole. */
export const sealed = (lines: readonly Buffer[]): Buffer => {
  const length = lines.reduce((sum, part) => sum + part.length, 0)
  const checksum = lines.reduce((sum, part) => crc32(part, sum), 0)
  return Buffer.concat([...lines, Buffer.from(`${COMMIT_MARK}${length}${SEPARATOR}${checksum}\n`)])
}

/** Cuts off what follows the last whole commit; false when nothing is left, and no file. */
export const cutToLastCommit = async (path: string): Promise<boolean> => {
  const bytes = await readFile(path)
  let whole = 0
  for (let end = nextCommit(bytes, whole); end > whole; end = nextCommit(bytes, whole)) whole = end
  if (whole === 0) await rm(path)
  else if (whole < bytes.length) await truncate(path, whole)
  return whole > 0
}

/** Where the whole commit that begins at `from` ends, or `from` when there is none. */
const nextCommit = (bytes: Buffer, from: number): number => {
  const mark = bytes.indexOf(MARK, from)
  const end = mark < 0 ? -1 : bytes.indexOf(LINE_END, mark)
  if (end < 0) return from
  const lines = bytes.subarray(from, mark)
  const told = bytes.subarray(mark + 1, end).toString()
  return told === `${lines.length}${SEPARATOR}${crc32(lines)}` ? end + 1 : from
}
