import { checkAllowed, type Actor } from '#kernel/actor.js'
import { DomainError } from '#kernel/errors.js'
import type { Operation } from '#kernel/operation.js'
import { beginReading } from './begin-reading.js'
import { translateText } from './constraint-errors.js'
import { parseInput } from '#kernel/parse-input.js'
import type { Query, QueryContext } from './query.js'
import { queryContext, type ReadCore } from './run-query.js'

interface Opened {
  context: QueryContext
  end: () => Promise<void>
}

interface Shared {
  opening: Promise<Opened>
  inFlight: number
  retired: boolean
}

/** Questions of one actor that follow upon each other, answered on one snapshot. */
export interface Snapshot {
  read: <In, Out>(query: Operation<In, Out>, input: unknown) => Promise<Out>
  /** Lets the snapshot go: what is asked later sees what has been written since. */
  renew: () => Promise<void>
}

/**
 * Opens a snapshot with the first question: a page asks many, and a transaction for each took as long
 * as the answers. It is let go as soon as nothing is being asked, so that no one who holds a connection
 * waits for another; and by a fault, since PostgreSQL answers nothing more in that transaction.
 */
export const openSnapshot = (core: ReadCore, actor: Actor): Snapshot => {
  let current: Shared | undefined

  const retire = async (shared: Shared | undefined): Promise<void> => {
    if (!shared || shared.retired) return
    shared.retired = true
    if (current === shared) current = undefined
    if (shared.inFlight === 0) await end(shared)
  }

  const settle = async (shared: Shared): Promise<void> => {
    shared.inFlight -= 1
    if (shared.inFlight > 0) return
    if (shared.retired) await end(shared)
    // What was waiting for this answer asks its next question before the turn of the event loop is over.
    else setImmediate(() => void (shared.inFlight === 0 && retire(shared)))
  }

  const ask = async <In, Out>(query: Query<In, Out>, input: unknown): Promise<Out> => {
    const shared = (current ??= { opening: begin(core, actor), inFlight: 0, retired: false })
    shared.inFlight += 1
    try {
      const { context } = await shared.opening
      return await context.read(query, input)
    } catch (thrown) {
      if (!isRefusal(thrown)) await retire(shared)
      throw translateText(thrown)
    } finally {
      await settle(shared)
    }
  }

  return {
    read: async (operation, input) => {
      checkAllowed(actor, operation.allow)
      return ask(operation as Query<never, never>, input)
    },
    renew: () => retire(current),
  }
}

const begin = async (core: ReadCore, actor: Actor): Promise<Opened> => {
  const now = core.clock.now()
  const { db, end } = await beginReading(core.pool, actor, now)
  return { context: askingOnce(queryContext(db, actor, now)), end }
}

/** Whether our own code refused; what the database refused, whatever it became, ended the transaction. */
const isRefusal = (thrown: unknown): boolean =>
  thrown instanceof DomainError && thrown.cause === undefined

/** A context in which the same question is asked once: on one snapshot its answer stays the same. */
const askingOnce = (context: QueryContext): QueryContext => {
  const answers = new Map<string, Promise<unknown>>()
  const asking: QueryContext = {
    ...context,
    read: async <In, Out>(query: Query<In, Out>, input: unknown): Promise<Out> => {
      checkAllowed(context.actor, query.allow)
      const given = parseInput(query.input, input)
      const question = `${query.name} ${JSON.stringify(given)}`
      const answer = answers.get(question) ?? query.run(asking, given)
      answers.set(question, answer)
      return answer as Promise<Out>
    },
  }
  return asking
}

const end = async ({ opening }: Shared): Promise<void> => {
  await opening.then((opened) => opened.end()).catch(() => {})
}
