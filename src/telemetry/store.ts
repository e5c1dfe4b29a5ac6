import type { Clock } from '#kernel/time.js'
import { makeAppend } from './append-events.js'
import { makeCommitQueue } from '#kernel/commit-queue.js'
import { deleteUnmatched, deleteWindow } from './delete-events.js'
import { EventLines } from './event-lines.js'
import { exportEvents } from './export-events.js'
import { importEvents } from './import-events.js'
import { migrate } from './migrate.js'
import { countEvents, tally } from './read-events.js'
import { datesTouchedOf, joinedRowsOf } from './read-many.js'
import { lastArrival } from './scoped-sql.js'
import { readAll, type SqlEngine } from './sql-engine.js'
import type { TelemetryStore } from './telemetry-store.js'

const ROWS_IN_A_COMMIT = 20_000
const SECONDS = 60
const HEALTH_SECONDS = 5

/** The store over an engine: migrates it, then everything of it that is the same on both. */
export const openStore = async (engine: SqlEngine, clock: Clock): Promise<TelemetryStore> => {
  const schemaVersion = await engine.prepare((server) => migrate(server, clock.now()))
  const last = Number((await readAll(engine, lastArrival(), SECONDS))[0]?.['arrival'] ?? 0)
  const { appendGroup, checked } = makeAppend(engine, clock, last)
  const queue = makeCommitQueue(
    appendGroup,
    (item) => (item instanceof EventLines ? item.count : item.rows.length),
    ROWS_IN_A_COMMIT,
  )
  return {
    engine: engine.name,
    append: async (scope, batch) => queue.add(checked(scope, batch)),
    appendLines: (lines) => queue.add(lines),
    joinedRows: async function* joinedRows(scope, span, options) {
      for await (const { rows } of joinedRowsOf(engine, [scope], span, options)) yield rows
    },
    joinedRowsOf: (scopes, span, options) => joinedRowsOf(engine, scopes, span, options),
    tally: (scope, span, thresholds, options) => tally(engine, scope, span, thresholds, options),
    datesTouched: async (scope, since) => {
      const [touched] = await datesTouchedOf(engine, [{ scope, since }])
      if (touched?.waitsFor) throw touched.waitsFor
      return { dates: touched?.dates ?? [], until: touched?.until ?? since }
    },
    datesTouchedOf: (asked) => datesTouchedOf(engine, asked),
    counts: (scope) => countEvents(engine, scope),
    deleteWindow: (scopes, span) => queue.alone(() => deleteWindow(engine, scopes, span)),
    deleteUnmatched: (scopes, before) => queue.alone(() => deleteUnmatched(engine, scopes, before)),
    reclaim: () => queue.alone(() => engine.reclaim()),
    exportAll: (directory, of) => exportEvents(engine, directory, of, schemaVersion),
    importAll: (directory) => importEvents(directory, schemaVersion, queue.add),
    health: async () => {
      await readAll(engine, { text: 'select 1 as one', params: {} }, HEALTH_SECONDS)
      return { engine: engine.name, schemaVersion }
    },
    close: () => queue.alone(() => engine.close()),
  }
}
