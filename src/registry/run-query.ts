import { checkAllowed, type Actor } from '#kernel/actor.js'
import type { Clock } from '#kernel/time.js'
import type { PostgresPool } from 'kysely'
import { beginReading } from './begin-reading.js'
import { translateText } from './constraint-errors.js'
import type { ReadDb } from './handles.js'
import { organisationOf } from './organisation-of.js'
import { parseInput } from '#kernel/parse-input.js'
import type { Query, QueryContext } from './query.js'

/** What a question is answered with: connections, and the day. */
export interface ReadCore {
  pool: PostgresPool
  clock: Clock
}

/** Answers one query in a read-only transaction of its own, on one snapshot. */
export const runQuery = async <In, Out>(
  core: ReadCore,
  query: Query<In, Out>,
  actor: Actor,
  input: unknown,
): Promise<Out> => {
  checkAllowed(actor, query.allow)
  const given = parseInput(query.input, input)
  const now = core.clock.now()
  try {
    const reading = await beginReading(core.pool, actor, now)
    try {
      return await query.run(queryContext(reading.db, actor, now), given)
    } finally {
      await reading.end()
    }
  } catch (fault) {
    throw translateText(fault)
  }
}

/** A query context over a handle, for a query of its own or inside a command. */
export const queryContext = (db: ReadDb, actor: Actor, now: Date): QueryContext => {
  const context: QueryContext = {
    db,
    actor,
    now,
    organisationId: () => organisationOf(actor),
    read: async (query, input) => {
      checkAllowed(actor, query.allow)
      return query.run(context, parseInput(query.input, input))
    },
  }
  return context
}
