import type { Actor } from '#kernel/actor.js'
import { NotAllowed } from '#kernel/errors.js'
import type { CalendarDate } from '#kernel/time.js'
import type { Organisation, OrganisationKind, SystemMembership } from './model.js'
import { ODS_FORMS } from './ods/index.js'

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

/** What the source of an organisation says that no file gave its facts. */
export const NAMED_BY_SOMEBODY = 'Named by somebody who looked for it'

/** Whether somebody named it, so that its facts are kept here and not by a national file. */
export const isNamed = ({ source }: Pick<Organisation, 'source'>): boolean =>
  source !== 'reference-pack' && !ODS_FORMS.some((form) => form === source)

/** Kinds between which an organisation says itself which it is: none lets it open more than another. */
export const OWN_KINDS: readonly OrganisationKind[] = ['trust', 'gp-practice', 'other-nhs']

/** Whether the actor may say that an organisation of one kind is of another; what it may open follows from its kind. */
export const mayBecome = (actor: Actor, from: OrganisationKind, to: OrganisationKind): boolean => {
  if (from === to) return true
  if (from === 'supplier' || to === 'supplier') return false
  if (actor.kind === 'system' || actor.roles.includes('operator')) return true
  return OWN_KINDS.includes(from) && OWN_KINDS.includes(to)
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
