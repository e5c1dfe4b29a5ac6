import type { Actor } from '#kernel/actor.js'
import type { Problem } from '#kernel/errors.js'
import { ROLE_NAMES, ROLES, type Role } from '#kernel/roles.js'
import { addMonths, type CalendarDate } from '#kernel/time.js'
import type { ApiKey, Deputy, Invitation } from './model.js'

/** How an invitation stands. */
export type InvitationState = 'waiting' | 'accepted' | 'withdrawn' | 'expired'

/** How an invitation stands now: what was done to it comes before its date. */
export const invitationState = (
  invitation: Pick<Invitation, 'acceptedAt' | 'withdrawnAt' | 'expiresAt'>,
  now: Date,
): InvitationState => {
  if (invitation.acceptedAt) return 'accepted'
  if (invitation.withdrawnAt) return 'withdrawn'
  return invitation.expiresAt <= now ? 'expired' : 'waiting'
}

/** How an API key stands now: revoked comes before its last day. */
export const keyState = (
  { revokedAt, expiresAt }: Pick<ApiKey, 'revokedAt' | 'expiresAt'>,
  now: Date,
): 'works' | 'ended' | 'revoked' => {
  if (revokedAt) return 'revoked'
  return expiresAt && expiresAt <= now ? 'ended' : 'works'
}

/**
 * The roles that may be given in an organisation of a kind. A system AI lead stands for a system, so
 * holds the role at its integrated care board; an operator is made only by an operator.
 */
export const rolesToGive = (
  organisationKind: string,
  giver: { isOperator: boolean },
): readonly Role[] =>
  ROLES.filter((role) => {
    if (role === 'operator') return giver.isOperator
    return role !== 'system-ai-lead' || organisationKind === 'icb'
  })

/** Why these roles may not be given there, in a sentence, or null when they may. */
export const roleProblem = (
  roles: readonly Role[],
  organisationKind: string,
  giver: { isOperator: boolean },
): string | null => {
  const allowed = rolesToGive(organisationKind, giver)
  const wrong = roles.find((role) => !allowed.includes(role))
  if (!wrong) return null
  return wrong === 'operator'
    ? 'Only an operator can make somebody an operator.'
    : `${ROLE_NAMES[wrong]} is a role of an integrated care board. Choose another role.`
}

/**
 * Why an actor may not help somebody back in, or null when they may. A new password opens the whole
 * account, so it is not for an administrator to give where the account reaches further than they do.
 */
export const helpProblem = (
  actor: Pick<Actor, 'id' | 'roles'>,
  person: { id: string; roles: readonly Role[]; worksElsewhere: boolean; isDeactivated: boolean },
): string | null => {
  if (person.isDeactivated) return 'This account is closed.'
  if (person.id === actor.id) return 'Change your own sign-in on your account page.'
  if (actor.roles.includes('operator')) return null
  if (person.roles.includes('operator')) return 'Only another operator can do this for an operator.'
  return person.worksElsewhere
    ? 'This person also has roles at another organisation, so only an operator can do this.'
    : null
}

/** What would be left without anybody to answer for it, in a sentence; null when somebody stays. */
export const lastOneProblem = (
  ending: readonly Role[],
  left: { administrators: number; operators: number },
): string | null => {
  if (ending.includes('administrator') && left.administrators === 0) {
    return 'This is the last administrator of the organisation. Make somebody else an administrator first.'
  }
  if (ending.includes('operator') && left.operators === 0) {
    return 'This is the last operator of this Wardround. Make somebody else an operator first.'
  }
  return null
}

/** Longest time somebody stands in, in months: it is for a time. Our own proposal. */
const LONGEST_DEPUTY_MONTHS = 6

/** Longest an arrangement runs before both look at it again, in months. Our own proposal. */
const LONGEST_ARRANGEMENT_MONTHS = 24

/** What is wrong with the days of somebody who stands in, or null. */
export const daysProblem = (
  kind: 'deputy' | 'arrangement',
  { firstDay, lastDay }: { firstDay: CalendarDate; lastDay: CalendarDate },
  today: CalendarDate,
): Problem | null => {
  const months = kind === 'deputy' ? LONGEST_DEPUTY_MONTHS : LONGEST_ARRANGEMENT_MONTHS
  if (firstDay < today) return { field: 'firstDay', message: 'Enter a first day from today on.' }
  if (lastDay < firstDay)
    return { field: 'lastDay', message: 'Enter a last day that is not before the first.' }
  if (lastDay <= addMonths(firstDay, months)) return null
  return { field: 'lastDay', message: `Choose a last day within ${months} months of the first.` }
}

/**
 * Why somebody may not be named as a deputy, or null. Only who holds a role themselves names one; a
 * deputy is another person of the organisation who does not hold the role already.
 */
export const deputyProblem = (
  role: Role,
  principal: { id: string; roles: readonly Role[] },
  deputy: { id: string; roles: readonly Role[]; name: string },
): Problem | null => {
  if (!principal.roles.includes(role))
    return { field: 'role', message: 'Choose a role that you hold yourself.' }
  if (deputy.id === principal.id) return { field: 'deputyId', message: 'Choose somebody else.' }
  if (deputy.roles.length === 0)
    return { field: 'deputyId', message: 'Choose somebody who works here.' }
  if (!deputy.roles.includes(role)) return null
  const message = `${deputy.name} holds this role already and needs no naming. Choose somebody else.`
  return { field: 'deputyId', message }
}

/** How an arrangement or deputy stands on a day, in a word. */
export type StandingInState = 'To confirm' | 'To come' | 'Holds' | 'Over' | 'Ended'

/** The state of somebody who stands in on a London date; an arrangement waits for the host first. */
export const standingInState = (
  one: Pick<Deputy, 'firstDay' | 'lastDay' | 'endedAt'> & { confirmedAt?: Date | null },
  today: CalendarDate,
): StandingInState => {
  if (one.endedAt) return 'Ended'
  if (one.lastDay < today) return 'Over'
  if (one.confirmedAt === null) return 'To confirm'
  return one.firstDay > today ? 'To come' : 'Holds'
}
