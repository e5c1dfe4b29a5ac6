import { isDeepStrictEqual } from 'node:util'
import type { DomainEvent } from '#kernel/events/event.js'
import { hazardStated } from '#kernel/events/hazards.js'
import type { AuditEntry, CommandContext } from '#registry/command.js'
import { contentOf } from './content.js'
import { readCriteria } from './criteria-store.js'
import type { Hazard, HazardContent, HazardLog } from './model.js'
import { riskOf } from './rules.js'
import { requireHazard, updateHazard } from './store.js'
import { logOfLog, requireLogOf, requireOpenSubject } from './subject.js'

/** A change of one hazard, and what it is called in its history. */
export interface Revision {
  what: string
  note?: string
  change: Partial<HazardContent> &
    Partial<Pick<Hazard, 'reviewSince' | 'reviewedOn' | 'reviewedByName'>>
}

/** The outcome that a command about one hazard gives back. */
export interface RevisedOutcome {
  result: { id: string; revision: number }
  audit: AuditEntry
  events: readonly DomainEvent[]
}

/** A hazard of one's own that can still be changed, and its log. Throws NotFound and Conflict. */
export const requireOpenHazard = async (
  { tx, actor }: Pick<CommandContext, 'tx' | 'actor'>,
  id: string,
): Promise<{ hazard: Hazard; log: HazardLog }> => {
  const hazard = await requireHazard(tx, id)
  const log = await requireLogOf(tx, hazard)
  await requireOpenSubject(tx, actor, logOfLog(log))
  return { hazard, log }
}

/**
 * Writes a hazard anew, if it is still at the revision that was seen: its risks looked up in the
 * organisation's matrix, a revision beside the earlier ones, an audit line, and the event for those
 * who build on this log. Throws Conflict with what somebody else wrote.
 */
export const reviseHazard = async (
  context: CommandContext,
  { hazard: before, log }: { hazard: Hazard; log: HazardLog },
  seenRevision: number,
  { what, note = '', change }: Revision,
): Promise<RevisedOutcome> => {
  const { tx, actor, now } = context
  const { matrix } = await readCriteria(tx, before.organisationId)
  const content = { ...before, ...change }
  const after: Hazard = {
    ...content,
    initialRisk: riskOf(content.initial, matrix),
    residualRisk: riskOf(content.residual, matrix),
  }
  await updateHazard(tx, seenRevision, after, { what, note, at: now, by: actor })
  return {
    result: { id: before.id, revision: seenRevision + 1 },
    audit: {
      subject: { kind: 'hazard', id: before.id },
      ...changed(before, after),
      ...(note ? { reason: note } : {}),
    },
    events: statedBy(log),
  }
}

/** The event for those who build on a log; a log that nobody builds on has none. */
export const statedBy = (log: HazardLog): DomainEvent[] =>
  log.versionId !== null || log.coversGroup
    ? [
        hazardStated({
          logId: log.id,
          organisationId: log.organisationId,
          versionId: log.versionId,
          deploymentId: log.deploymentId,
        }),
      ]
    : []

const changed = (before: Hazard, after: Hazard): { before: object; after: object } => {
  const [then, now] = [contentOf(before), contentOf(after)]
  const fields = (Object.keys(now) as (keyof HazardContent)[]).filter(
    (field) => !isDeepStrictEqual(then[field], now[field]),
  )
  const pick = (content: HazardContent) =>
    Object.fromEntries(fields.map((field) => [field, content[field]]))
  const review = (one: Hazard) =>
    before.reviewSince === after.reviewSince ? {} : { reviewSince: one.reviewSince }
  return { before: { ...pick(then), ...review(before) }, after: { ...pick(now), ...review(after) } }
}
