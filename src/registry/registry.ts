import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { systemActor, type Actor } from '#kernel/actor.js'
import type { NewId } from '#kernel/ids.js'
import type { Doors, Operation } from '#kernel/operation.js'
import type { Clock } from '#kernel/time.js'
import type { Command } from './command.js'
import { planningPool } from './plan-once.js'
import { readConstraintMessages } from './constraint-errors.js'
import type { Rows } from './handles.js'
import { enter } from './enter.js'
import { openJobs, type JobQueue } from './jobs.js'
import { migrate, readMigrations } from './migrate.js'
import { forgetKeys } from './once.js'
import type { HandlersOf } from './outbox.js'
import type { Query } from './query.js'
import { readTimestamp } from './read-timestamp.js'
import { runCommand, type RunOptions } from './run-command.js'
import { runQuery } from './run-query.js'
import { openPool } from './open-pool.js'
import { openSnapshot } from './snapshot.js'

/** The registry: PostgreSQL behind commands and queries. */
export interface Registry {
  run: <In, Out>(
    command: Operation<In, Out>,
    actor: Actor,
    input: unknown,
    options?: RunOptions,
  ) => Promise<Out>
  read: <In, Out>(query: Operation<In, Out>, actor: Actor, input: unknown) => Promise<Out>
  /** The two doors with an actor (and options for every write) already given. */
  doorsFor: (actor: Actor, options?: RunOptions) => Doors
  /** The same for one page: its questions share a snapshot until something is carried out. */
  pageDoorsFor: (actor: Actor, optionsOf?: () => RunOptions) => Doors
  /** Lets go of idempotency keys that are a week old; what comes again after that is done again. */
  forgetOldKeys: () => Promise<void>
  readonly jobs: JobQueue
  /** For the sign-in library, backup and health only; commands and queries never see it. */
  readonly pool: pg.Pool
  /** Throws when the database does not answer. */
  health: () => Promise<void>
  close: () => Promise<void>
}

/** What opening a registry needs. */
export interface RegistryOptions {
  url: string
  clock: Clock
  newId: NewId
  migrationsDirectory: string
  handlersOf: HandlersOf
  worker: boolean
  /** Whether this process may migrate: only the holder of the data directory may. */
  mayMigrate: boolean
  onFault: (fault: Error) => void
  connections?: number
}

const CONNECTIONS = 12
const KEYS_KEPT_MS = 7 * 86_400_000
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, String)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, readTimestamp)

/** Opens the registry: connects, migrates, and starts the job queue. */
export const openRegistry = async (options: RegistryOptions): Promise<Registry> => {
  let isClosing = false
  const onFault = (fault: Error): void => {
    if (!isClosing) options.onFault(fault)
  }
  const pool = openPool(options.url, { max: options.connections ?? CONNECTIONS, onFault })
  if (options.mayMigrate) await migrate(pool, await readMigrations(options.migrationsDirectory))
  const jobs = await openJobs(pool, { ...options, onFault })
  const planning = planningPool(pool)
  const db = new Kysely<Rows>({ dialect: new PostgresDialect({ pool: planning }) })
  const core = {
    db,
    pool: planning,
    jobs,
    clock: options.clock,
    newId: options.newId,
    handlersOf: options.handlersOf,
    constraintMessages: await readConstraintMessages(db),
  }
  const registry: Registry = {
    run: (command, actor, input, runOptions) =>
      runCommand(core, command as Command<never, never>, actor, input, runOptions ?? {}),
    read: (query, actor, input) => runQuery(core, query as Query<never, never>, actor, input),
    doorsFor: (actor, runOptions) => ({
      run: (command, input) => registry.run(command, actor, input, runOptions),
      read: (query, input) => registry.read(query, actor, input),
    }),
    pageDoorsFor: (actor, optionsOf) => {
      const snapshot = openSnapshot(core, actor)
      return {
        run: async (command, input) => {
          await snapshot.renew()
          return registry.run(command, actor, input, optionsOf?.())
        },
        read: snapshot.read,
      }
    },
    forgetOldKeys: () =>
      db.transaction().execute(async (tx) => {
        const now = options.clock.now()
        await enter(tx, systemActor('registry.forget-old-keys'), now)
        await forgetKeys(tx, new Date(now.getTime() - KEYS_KEPT_MS))
      }),
    jobs,
    pool,
    health: async () => {
      await pool.query('select 1')
    },
    close: async () => {
      await jobs.stop()
      // What the queue still asks now finds the pool ended, or the server gone before its connection is: no fault.
      isClosing = true
      await db.destroy()
    },
  }
  return registry
}
