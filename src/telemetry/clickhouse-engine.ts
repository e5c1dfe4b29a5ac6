import { type ClickHouseClient, type ClickHouseSettings, ClickHouseError } from '@clickhouse/client'
import { Unavailable } from '#kernel/errors.js'
import { inListsOf } from './scope-lists.js'
import type { SqlEngine, SqlRow, SqlValue, Statement } from './sql-engine.js'
import { NO_ANSWER } from './telemetry-store.js'

const WRITE_SECONDS = 600
const INSERT_SECONDS = 60
/** Seconds by which a server that stopped at its limit has said so. */
const MARGIN_SECONDS = 5
/** ClickHouse refuses a parameter over 128 KiB; an id has 30 bytes and its quotes. */
const MOST_SCOPES = 1000

/**
 * Sent with every request. Answers whole or not at all, nulls as nulls, numbers exactly, unknown
 * fields refused, one row for each key (`final`), no insert acknowledged before it is stored, and
 * deletes run by the query itself (as a mutation, one with a subquery was seen to hang).
 */
const SETTINGS: ClickHouseSettings = {
  async_insert: 0,
  distributed_foreground_insert: 1,
  skip_unavailable_shards: 0,
  final: 1,
  join_use_nulls: 1,
  aggregate_functions_null_for_empty: 1,
  input_format_skip_unknown_fields: 0,
  input_format_null_as_default: 0,
  precise_float_parsing: 1,
  output_format_json_quote_64bit_integers: 1,
  mutations_sync: '2',
  lightweight_delete_mode: 'lightweight_update_force',
}

/** ClickHouse behind the engine's interface; several processes may use one server. */
export const makeClickHouseEngine = (client: ClickHouseClient): SqlEngine => {
  const command = async (statement: Statement): Promise<void> => {
    await answered(() =>
      client.command({
        query: statement.text,
        query_params: paramsOf(statement),
        clickhouse_settings: { ...SETTINGS, max_execution_time: WRITE_SECONDS },
      }),
    )
  }
  const engine: SqlEngine = {
    name: 'clickhouse',
    prepare: (migrateServer) => migrateServer(engine),
    tableClause: (key) =>
      `engine = ReplacingMergeTree order by (${key.join(', ')})
       settings fsync_after_insert = 1, fsync_part_directory = 1,
         enable_block_number_column = 1, enable_block_offset_column = 1`,
    together: (scopes) => inListsOf(scopes, MOST_SCOPES),
    read: (statement, timeoutSeconds) => readClickHouse(client, statement, timeoutSeconds),
    write: async (statements) => {
      for (const statement of statements) await command(statement)
    },
    insert: async (parts) => {
      for (const { table, rows } of parts) {
        await answeredWithin(INSERT_SECONDS, (signal) =>
          client.insert({
            table,
            values: rows,
            format: 'JSONEachRow',
            clickhouse_settings: { ...SETTINGS, max_execution_time: INSERT_SECONDS },
            abort_signal: signal,
          }),
        )
      }
    },
    maybeStored: async (_table, _scope, eventIds) => [...new Set(eventIds)],
    reclaim: async () => {
      for (const table of ['predictions', 'outcomes']) {
        await command({ text: `alter table ${table} apply patches`, params: {} })
        await command({ text: `alter table ${table} apply deleted mask`, params: {} })
      }
    },
    close: () => client.close(),
  }
  return engine
}

async function* readClickHouse(
  client: ClickHouseClient,
  statement: Statement,
  timeoutSeconds: number,
): AsyncIterable<readonly SqlRow[]> {
  const result = await answeredWithin(timeoutSeconds, (signal) =>
    client.query({
      query: statement.text,
      format: 'JSONCompactEachRowWithNamesAndTypes',
      query_params: paramsOf(statement),
      clickhouse_settings: { ...SETTINGS, max_execution_time: timeoutSeconds },
      abort_signal: signal,
    }),
  )
  let names: readonly string[] | undefined
  let types: readonly string[] | undefined
  for await (const lines of whole(result.stream<readonly SqlValue[]>())) {
    const rows: SqlRow[] = []
    for (const line of lines) {
      const values = line.json<readonly SqlValue[]>()
      if (!names) names = values.map(String)
      else if (!types) types = values.map(String)
      else rows.push(toRow(names, types, values))
    }
    if (rows.length > 0) yield rows
  }
}

/** Numbers as their shortest text, which every client passes on exactly. */
const paramsOf = ({ params }: Statement): Record<string, string | readonly string[]> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number' ? String(value) : value,
    ]),
  )

/** An answer that breaks off ends in Unavailable, never early. */
async function* whole<Value>(stream: AsyncIterable<Value>): AsyncIterable<Value> {
  try {
    yield* stream
  } catch (error) {
    throw asUnavailable(error)
  }
}

const toRow = (
  names: readonly string[],
  types: readonly string[],
  values: readonly SqlValue[],
): SqlRow =>
  Object.fromEntries(
    names.map((name, place) => {
      const value = values[place] ?? null
      const quoted = typeof value === 'string' && /Int64|Int128/.test(types[place] ?? '')
      return [name, quoted ? Number(value) : value]
    }),
  )

const TIMEOUT_EXCEEDED = '159'

/** A shard was not reached, or went away while it answered. */
const SHARD_GONE: ReadonlySet<string> = new Set(['32', '209', '210', '279'])

const answered = async <Value>(work: () => Promise<Value>): Promise<Value> => {
  try {
    return await work()
  } catch (error) {
    throw asUnavailable(error)
  }
}

/** The same from a server that may hang: it has begun to answer by its own limit, or is given up. */
const answeredWithin = async <Value>(
  seconds: number,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> => {
  const giveUp = new AbortController()
  const timer = setTimeout(() => giveUp.abort(), (seconds + MARGIN_SECONDS) * 1000)
  try {
    return await answered(() => work(giveUp.signal))
  } finally {
    clearTimeout(timer)
  }
}

const asUnavailable = (error: unknown): unknown => {
  if (!(error instanceof ClickHouseError)) return new Unavailable(NO_ANSWER, { cause: error })
  if (error.code === TIMEOUT_EXCEEDED) return new Unavailable(TOO_LONG, { cause: error })
  return SHARD_GONE.has(error.code) ? new Unavailable(NO_ANSWER, { cause: error }) : error
}

const TOO_LONG = 'The telemetry store took too long. Ask for a shorter period.'
