import { checkAllowed, type Actor } from '#kernel/actor.js'
import type { Clock } from '#kernel/time.js'
import type { Kysely } from 'kysely'
import { translateText } from './constraint-errors.js'
import { enter } from './enter.js'
import type { ReadDb, Rows } from './handles.js'
import { organisationOf } from './organisation-of.js'
import { parseInput } from '#kernel/parse-input.js'
import type { Query, QueryContext } from './query.js'

/** Answers one query in a read-only transaction of its own, on one snapshot. */
export const runQuery = async <In, Out>(
  core: { db: Kysely<Rows>; clock: Clock },
  query: Query<In, Out>,
  actor: Actor,
  input: unknown,
): Promise<Out> => {
  checkAllowed(actor, query.allow)
  const given = parseInput(query.input, input)
  return core.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const now = core.clock.now()
      await enter(tx, actor, now)
      return query.run(queryContext(tx, actor, now), given)
    })
    .catch((fault: unknown) => {
      throw translateText(fault)
    })
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
