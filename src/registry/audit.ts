import type { Actor } from '#kernel/actor.js'
import type { NewId } from '#kernel/ids.js'
import type { AuditEntry, Outcome } from './command.js'
import type { Tx } from './handles.js'

/** Writes the audit lines of one command, in its transaction. */
export const writeAudit = async (
  tx: Tx,
  act: { actor: Actor; command: string; now: Date; newId: NewId },
  audit: Outcome<unknown>['audit'],
): Promise<void> => {
  if (audit === 'nothing-changed') return
  const entries = isList(audit) ? audit : [audit]
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    await insertLines(tx, act, entries.slice(from, from + AT_ONCE))
  }
}

/** Lines a statement writes at most, so that its parameters stay under PostgreSQL's 65,535. */
const AT_ONCE = 1000

const insertLines = async (
  tx: Tx,
  act: { actor: Actor; command: string; now: Date; newId: NewId },
  entries: readonly AuditEntry[],
): Promise<void> => {
  await tx
    .insertInto('audit')
    .values(
      entries.map((entry) => ({
        id: act.newId('aud'),
        occurred_at: act.now,
        organisation_id: act.actor.organisationId,
        actor_id: act.actor.id,
        actor_kind: act.actor.kind,
        actor_name: act.actor.name,
        actor_roles: [...act.actor.roles],
        command: act.command,
        subject_kind: entry.subject.kind,
        subject_id: entry.subject.id,
        reason: entry.reason ?? null,
        before: asJson(entry.before),
        after: asJson(entry.after),
      })),
    )
    .execute()
}

const isList = (audit: AuditEntry | readonly AuditEntry[]): audit is readonly AuditEntry[] =>
  Array.isArray(audit)

const asJson = (value: object | null | undefined): string | null =>
  value ? JSON.stringify(value) : null
