import type { DuckDBConnection } from '@duckdb/node-api'
import type { EventLines } from './event-lines.js'
import { COMMIT_MARK, SEPARATOR } from './journal-lines.js'
import { Journal, removePart, type JournalFile, type JournalPart } from './journal.js'
import { TABLE_COLUMNS, type TableRows } from './sql-engine.js'

/** Bytes that are written before the database takes them in (some 130,000 predictions). */
const BYTES_IN_A_PART = 32 * 1024 * 1024

/** A database whose new rows wait in a journal. */
export interface Journaled {
  /** Keeps rows, durable when it resolves. */
  write(parts: readonly TableRows[], lines: readonly EventLines[]): Promise<void>
  /** Resolves when the database has every row that was kept. */
  settle(): Promise<void>
  /** Changes the database itself, alone, once it has every row. */
  change<Value>(work: () => Promise<Value>): Promise<Value>
}

/**
 * Puts a journal before a database. A part and its number are taken in in one transaction, so that
 * no row comes twice however a process ends. What an earlier process left is taken in at once.
 */
export const openJournaled = async (
  connection: DuckDBConnection,
  directory: string,
): Promise<Journaled> => {
  await connection.run('create table if not exists journal_taken (number bigint not null)')
  const rows = await connection.runAndReadAll('select max(number) from journal_taken')
  const { journal, left } = await Journal.open(directory, Number(rows.getRows()[0]?.[0] ?? 0))
  const waiting = [...left]
  let turn: Promise<unknown> = Promise.resolve()

  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const next = turn.then(work)
    turn = next.catch(() => undefined)
    return next
  }
  const takeAllIn = async (): Promise<void> => {
    const part = await journal.take()
    if (part) waiting.push(part)
    for (let next = waiting[0]; next; next = waiting[0]) {
      await takeIn(connection, next)
      waiting.shift()
      await removePart(next)
    }
  }
  await takeAllIn()
  let loading: Promise<void> = Promise.resolve()
  return {
    write: async (parts, lines) => {
      await journal.write(parts, lines)
      if (journal.bytes < BYTES_IN_A_PART) return
      // One part is taken in while the next is written; a third would be a queue without end.
      await loading
      loading = inTurn(takeAllIn).catch(() => undefined)
    },
    settle: () => inTurn(takeAllIn),
    change: (work) =>
      inTurn(async () => {
        await takeAllIn()
        return work()
      }),
  }
}

const takeIn = (connection: DuckDBConnection, part: JournalPart): Promise<void> =>
  inTransaction(connection, async () => {
    for (const file of part.files) await connection.run(copyText(file))
    await connection.run(`delete from journal_taken`)
    await connection.run(`insert into journal_taken values (${part.number})`)
  })

/** Runs work in a transaction: all of it, or nothing. */
export const inTransaction = async (
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

const copyText = ({ table, path }: JournalFile): string => {
  const columns = TABLE_COLUMNS[table]
  const types = columns.map(({ name, type }) => `${quoted(name)}: ${quoted(type)}`)
  return `insert into ${table} (${columns.map(({ name }) => name).join(', ')})
    select * from read_csv(${quoted(path)}, columns = {${types.join(', ')}}, header = false,
      auto_detect = false, delim = ${quoted(SEPARATOR)}, comment = ${quoted(COMMIT_MARK)},
      quote = '', escape = '', nullstr = '', new_line = '\\n')`
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
