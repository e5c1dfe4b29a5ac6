import type { EventLines } from './event-lines.js'
import type { Scope } from './telemetry-store.js'

/** The two tables of events; both engines name them alike. */
export type EventTable = 'predictions' | 'outcomes'

/** The columns of a table, in their order in `migrations/telemetry/`. */
export const TABLE_COLUMNS: Readonly<
  Record<EventTable, readonly { name: string; type: 'varchar' | 'bigint' | 'double' | 'integer' }[]>
> = {
  predictions: [
    { name: 'organisation_id', type: 'varchar' },
    { name: 'deployment_id', type: 'varchar' },
    { name: 'event_id', type: 'varchar' },
    { name: 'prediction_id', type: 'varchar' },
    { name: 'occurred_ms', type: 'bigint' },
    { name: 'arrival', type: 'bigint' },
    { name: 'score', type: 'double' },
    { name: 'decision', type: 'integer' },
    { name: 'version', type: 'varchar' },
    { name: 'site', type: 'varchar' },
    { name: 'group_values', type: 'varchar' },
  ],
  outcomes: [
    { name: 'organisation_id', type: 'varchar' },
    { name: 'deployment_id', type: 'varchar' },
    { name: 'event_id', type: 'varchar' },
    { name: 'prediction_id', type: 'varchar' },
    { name: 'known_ms', type: 'bigint' },
    { name: 'arrival', type: 'bigint' },
    { name: 'outcome', type: 'integer' },
  ],
}

/** A value of one column; 64-bit integers of ours stay below 2^53. */
export type SqlValue = string | number | null

/** A row as both engines give it. */
export type SqlRow = Readonly<Record<string, SqlValue>>

/** A text with `{name:Type}` for each parameter (types String, Int64, Float64, Array(String)). */
export interface Statement {
  text: string
  params: Readonly<Record<string, string | number | readonly string[]>>
  /** Whose events are asked for, of several anyone: it tells which server of a cluster has them. */
  about?: Scope
}

/** Rows of one scope for one table, every column given. */
export interface TableRows {
  scope: Scope
  table: EventTable
  rows: readonly SqlRow[]
}

/** What a store needs of a database; everything that differs between the two is behind this. */
export interface SqlEngine {
  readonly name: 'duckdb' | 'clickhouse'
  /** Migrates every server of the store by the function given; gives the version all are at. */
  prepare(migrateServer: (server: SqlEngine) => Promise<number>): Promise<number>
  /** The clause after a table's columns, for rows that are one by these columns. */
  tableClause(key: readonly string[]): string
  /** Parts deployments into those whose events one query may ask for together. */
  together(scopes: readonly Scope[]): readonly (readonly [Scope, ...Scope[]])[]
  /** Runs a query; throws Unavailable after so many seconds. */
  read(statement: Statement, timeoutSeconds: number): AsyncIterable<readonly SqlRow[]>
  /** Runs statements that change something, in one transaction where the engine has any. */
  write(statements: readonly Statement[]): Promise<void>
  /** Adds rows in one durable commit (ClickHouse: one for each table), and lines where it takes them. */
  insert(parts: readonly TableRows[], lines?: readonly EventLines[]): Promise<void>
  /** Takes the event ids of lines; false when one may be stored already. Absent where only rows are taken. */
  claim?(lines: EventLines): Promise<boolean>
  /** Those of the event ids that may be stored already; never leaves out one that is. */
  maybeStored(table: EventTable, scope: Scope, eventIds: readonly string[]): Promise<string[]>
  /** Takes deleted rows off the disk. */
  reclaim(): Promise<void>
  close(): Promise<void>
}

/** All rows of a query that gives few. */
export const readAll = async (
  engine: SqlEngine,
  statement: Statement,
  timeoutSeconds: number,
): Promise<SqlRow[]> => {
  const rows: SqlRow[] = []
  for await (const batch of engine.read(statement, timeoutSeconds)) rows.push(...batch)
  return rows
}
