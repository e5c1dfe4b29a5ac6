import type { z } from 'zod'
import type { Allow } from './actor.js'

/** What every entrance knows of a command or a query; the registry knows how to carry it out. */
export interface Operation<In, Out> {
  readonly kind: 'command' | 'query'
  /** `module.verb-noun`, stable: it stands in the audit trail. */
  readonly name: string
  readonly allow: Allow
  readonly input: z.ZodType<In>
  /** Only for the type checker: what comes back. */
  readonly gives?: Out
}

/** The two ways to the registry that pages, routes, verbs and handlers are given. */
export interface Doors {
  /** Carries out a command as the actor, in one transaction. Throws the eight errors. */
  run: <In, Out>(command: Operation<In, Out>, input: unknown) => Promise<Out>
  /** Answers a query as the actor, in one snapshot. Throws NotFound, NotAllowed, NotSignedIn, Invalid. */
  read: <In, Out>(query: Operation<In, Out>, input: unknown) => Promise<Out>
}
