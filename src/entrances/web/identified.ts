import type { Actor } from '#kernel/actor.js'

/** Whom a request comes from, as main's identify function found out. */
export interface Identified {
  actor: Actor
  /** Changes with every session; null when nobody is signed in. CSRF tokens hang on it. */
  sessionKey: string | null
  /** Organisations the person could switch to, the current one included. */
  organisations: readonly { id: string; name: string; isExample: boolean }[]
}

/** Finds out whom a request comes from: session, account, organisation and roles. */
export type Identify = (request: Request) => Promise<Identified>
