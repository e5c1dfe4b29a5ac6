import type { z } from 'zod'
import type { Actor, Allow } from '#kernel/actor.js'
import type { DomainEvent } from '#kernel/events/event.js'
import type { NewId } from '#kernel/ids.js'
import type { Operation } from '#kernel/operation.js'
import type { Tx } from './handles.js'
import type { Query } from './query.js'

/** One line of the audit trail: what was changed, from what to what. Never put a secret in it. */
export interface AuditEntry {
  subject: { kind: string; id: string }
  before?: object | null
  after?: object | null
  reason?: string
}

/** What a command gives back: its result, its audit lines and its events, which commit together. */
export interface Outcome<Out> {
  result: Out
  /** `nothing-changed` only when the act turned out to be done already. */
  audit: AuditEntry | readonly [AuditEntry, ...AuditEntry[]] | 'nothing-changed'
  events: readonly DomainEvent[]
}

/** What a command works with; everything it does stands or falls with one transaction. */
export interface CommandContext {
  tx: Tx
  actor: Actor
  now: Date
  newId: NewId
  /** The actor's organisation. Throws NotAllowed where there is none. */
  organisationId: () => string
  /** Carries out another command in this transaction, as the same actor. */
  run: <In, Out>(command: Command<In, Out>, input: unknown) => Promise<Out>
  /** Answers a query on what this transaction sees. */
  read: <In, Out>(query: Query<In, Out>, input: unknown) => Promise<Out>
}

/** A command: the only way to change anything. */
export interface Command<In, Out> extends Operation<In, Out> {
  readonly kind: 'command'
  /** `serializable` where facts are gathered first and must still be true at commit. */
  readonly isolation?: 'read committed' | 'serializable'
  run(context: CommandContext, input: In): Promise<Outcome<Out>>
}

/** What `command` is given. */
export interface CommandDefinition<Schema extends z.ZodType, Out> {
  name: string
  allow: Allow
  input: Schema
  isolation?: 'read committed' | 'serializable'
  run(context: CommandContext, input: z.output<Schema>): Promise<Outcome<Out>>
}

/** Declares a command: permission, input, and a run that returns result, audit and events. */
export const command = <Schema extends z.ZodType, Out>(
  definition: CommandDefinition<Schema, Out>,
): Command<z.output<Schema>, Out> =>
  ({ kind: 'command', ...definition }) as unknown as Command<z.output<Schema>, Out>
