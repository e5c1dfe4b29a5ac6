import type { z } from 'zod'
import type { Actor, Allow } from '#kernel/actor.js'
import type { Operation } from '#kernel/operation.js'
import type { ReadDb } from './handles.js'
import { translateCursor } from './constraint-errors.js'
import { markCursors, markOf, openCursor, takesCursor } from './own-cursors.js'

/** What a query works with: a read-only handle on one snapshot. */
export interface QueryContext {
  db: ReadDb
  actor: Actor
  now: Date
  /** The actor's organisation. Throws NotAllowed where there is none. */
  organisationId: () => string
  /** Answers another query on the same snapshot. */
  read: <In, Out>(query: Query<In, Out>, input: unknown) => Promise<Out>
}

/** A query: answers, and changes nothing. */
export interface Query<In, Out> extends Operation<In, Out> {
  readonly kind: 'query'
  run(context: QueryContext, input: In): Promise<Out>
}

/** What `query` is given. */
export interface QueryDefinition<Schema extends z.ZodType, Out> {
  name: string
  allow: Allow
  input: Schema
  run(context: QueryContext, input: z.output<Schema>): Promise<Out>
}

/** Declares a query. Where its input has a cursor, the cursors it gives are taken by this list alone. */
export const query = <Schema extends z.ZodType, Out>(
  definition: QueryDefinition<Schema, Out>,
): Query<z.output<Schema>, Out> =>
  ({
    kind: 'query',
    ...definition,
    ...(takesCursor(definition.input) ? { run: withOwnCursors(definition) } : {}),
  }) as unknown as Query<z.output<Schema>, Out>

const withOwnCursors =
  <Schema extends z.ZodType, Out>(definition: QueryDefinition<Schema, Out>) =>
  async (
    context: QueryContext,
    input: z.output<Schema> & { cursor?: string },
  ): Promise<unknown> => {
    const mark = markOf(definition.name, input)
    const { cursor } = input
    if (!cursor) return markCursors(await definition.run(context, input), mark)
    try {
      const given = { ...input, cursor: openCursor(cursor, mark) }
      return markCursors(await definition.run(context, given), mark)
    } catch (fault) {
      throw translateCursor(fault)
    }
  }
