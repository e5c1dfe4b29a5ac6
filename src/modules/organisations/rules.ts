import type { Actor } from '#kernel/actor.js'
import { NotAllowed } from '#kernel/errors.js'
import type { CalendarDate } from '#kernel/time.js'
import type { Organisation, SystemMembership } from './model.js'

/** Whether the actor may say which systems an organisation belongs to: its administrator, an operator, or the command line. */
export const mayKeep = (actor: Actor, organisationId: string): boolean =>
  actor.kind === 'system' ||
  actor.roles.includes('operator') ||
  (actor.roles.includes('administrator') && actor.organisationId === organisationId)

/** Throws NotAllowed for somebody who may not keep an organisation's facts. */
export const checkMayKeep = (actor: Actor, organisationId: string): void => {
  if (mayKeep(actor, organisationId)) return
  throw new NotAllowed('Only an administrator of this organisation, or an operator, may do this.')
}

/** Why an organisation cannot belong to a system from a day on, as a sentence; null when it can. */
export const membershipProblem = (
  member: Pick<Organisation, 'id' | 'kind'>,
  system: Pick<Organisation, 'id' | 'kind' | 'closed' | 'opened' | 'name'>,
  from: CalendarDate,
): string | null => {
  if (system.kind !== 'icb') return 'A system is an integrated care board. Choose one.'
  if (member.kind === 'supplier') return 'A supplier belongs to no system.'
  if (member.kind === 'icb') return 'An integrated care board is its own system.'
  if (system.closed !== null && system.closed < from) {
    return `${system.name} had closed by then. Choose the board that followed it.`
  }
  if (system.opened !== null && from < system.opened) {
    return `${system.name} opened on ${system.opened}. Enter that day or a later one.`
  }
  return null
}

/** Open memberships that a new one replaces: those in boards that have closed by its first day. */
export const replacedBy = (
  memberships: readonly SystemMembership[],
  closedSystems: ReadonlySet<string>,
  systemId: string,
): readonly SystemMembership[] =>
  memberships.filter(
    (one) => one.until === null && one.systemId !== systemId && closedSystems.has(one.systemId),
  )
