import { createHash } from 'node:crypto'
import { checkAllowed, type Actor } from '#kernel/actor.js'
import { translateFullDisk } from '#kernel/full-disk.js'
import type { NewId } from '#kernel/ids.js'
import type { Clock } from '#kernel/time.js'
import type { Kysely } from 'kysely'
import { writeAudit } from './audit.js'
import type { Command, CommandContext } from './command.js'
import {
  isWorthRetrying,
  translateConstraint,
  type ConstraintMessages,
} from './constraint-errors.js'
import { enter } from './enter.js'
import type { Rows, Tx } from './handles.js'
import { claimEvent, claimKey, keepAnswer } from './once.js'
import { organisationOf } from './organisation-of.js'
import { publish, type HandlersOf } from './outbox.js'
import type { JobQueue } from './jobs.js'
import { parseInput } from '#kernel/parse-input.js'
import { queryContext } from './run-query.js'

/** How a write is kept from happening twice. */
export interface RunOptions {
  /** Of the client: the same key answers the same, and does nothing more. */
  idempotencyKey?: string
  /** What the key stands for: the input, unless the key itself stands for all that was posted. */
  keyStandsFor?: 'input' | 'post'
  /** Told when a write was not done because its key was used before. */
  onEarlier?: () => void
  /** Of a handler: the event it reacts to. */
  handling?: { eventId: string; handler: string }
}

/** What carrying out a command needs. */
export interface CommandCore {
  db: Kysely<Rows>
  jobs: JobQueue
  clock: Clock
  newId: NewId
  handlersOf: HandlersOf
  constraintMessages: ConstraintMessages
}

const ATTEMPTS = 5

/**
 * Carries out a command: permission, input, one transaction with the command's changes, its audit
 * lines and its events. Throws the eight errors; tries again after a serialisation failure.
 */
export const runCommand = async <In, Out>(
  core: CommandCore,
  command: Command<In, Out>,
  actor: Actor,
  input: unknown,
  options: RunOptions,
): Promise<Out> => {
  checkAllowed(actor, command.allow)
  const given = parseInput(command.input, input)
  const byInput = options.idempotencyKey && options.keyStandsFor !== 'post'
  const digest = byInput ? digestOf(input) : ''
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await core.db
        .transaction()
        .setIsolationLevel(command.isolation ?? 'read committed')
        .execute((tx) => once(core, tx, command, actor, given, options, digest))
    } catch (fault) {
      if (attempt < ATTEMPTS && isWorthRetrying(fault)) continue
      throw translateConstraint(translateFullDisk(fault), core.constraintMessages)
    }
  }
}

const once = async <In, Out>(
  core: CommandCore,
  tx: Tx,
  command: Command<In, Out>,
  actor: Actor,
  given: In,
  options: RunOptions,
  digest: string,
): Promise<Out> => {
  const now = core.clock.now()
  await enter(tx, actor, now)
  if (options.handling && !(await claimEvent(tx, options.handling, command.name, actor, now))) {
    return undefined as Out
  }
  if (options.idempotencyKey) {
    const key = { key: options.idempotencyKey, command: command.name, digest }
    const earlier = await claimKey(tx, key, actor, now)
    if (earlier) {
      options.onEarlier?.()
      return earlier.answer as Out
    }
    const result = await carryOut(core, tx, command, actor, given, now)
    await keepAnswer(tx, key, actor, result)
    return result
  }
  return carryOut(core, tx, command, actor, given, now)
}

const carryOut = async <In, Out>(
  core: CommandCore,
  tx: Tx,
  command: Command<In, Out>,
  actor: Actor,
  given: In,
  now: Date,
): Promise<Out> => {
  const act = { actor, command: command.name, now, newId: core.newId }
  const context: CommandContext = {
    tx,
    actor,
    now,
    newId: core.newId,
    organisationId: () => organisationOf(actor),
    run: (inner, input) => {
      checkAllowed(actor, inner.allow)
      return carryOut(core, tx, inner, actor, parseInput(inner.input, input), now)
    },
    read: (query, input) => queryContext(tx, actor, now).read(query, input),
  }
  const outcome = await command.run(context, given)
  await writeAudit(tx, act, outcome.audit)
  await publish(tx, act, outcome.events, core)
  return outcome.result
}

const digestOf = (input: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(input) ?? '')
    .digest('hex')
