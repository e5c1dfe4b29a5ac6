import { z } from 'zod'
import { freeText } from '#kernel/identifiable-data.js'
import { KEY_ROLES, ROLES, type Role } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'

/** Somebody with an account, as colleagues know them. */
export interface Person {
  id: string
  name: string
  email: string
  deactivatedAt: Date | null
}

/** A person of one organisation with the roles they hold there now; none once they have left. */
export interface Member extends Person {
  roles: readonly Role[]
}

/** An invitation; its link is not stored, only a digest of the secret in it. */
export interface Invitation {
  id: string
  organisationId: string
  organisationName: string
  name: string
  email: string
  roles: readonly Role[]
  invitedBy: string
  invitedAt: Date
  expiresAt: Date
  acceptedAt: Date | null
  withdrawnAt: Date | null
}

/** An API key as it is listed; the key itself was shown once and is not stored. */
export interface ApiKey {
  id: string
  name: string
  prefix: string
  role: Role
  scopes: readonly string[]
  createdBy: string
  createdAt: Date
  expiresAt: Date | null
  lastUsedOn: string | null
  revokedAt: Date | null
}

/** Something a leaver owns; modules above say what, and take it over when person.left is told. */
export interface OwnedRecord {
  kind: string
  name: string
  href: string
}

/** Days for which an invitation works. */
export const INVITATION_DAYS = 7

const id = z.string({ error: 'Choose one.' }).max(60)
const name = freeText('the full name', 200)

/** An e-mail address, trimmed and in lower case. */
const emailAddress = z
  .string({ error: 'Enter an e-mail address.' })
  .trim()
  .toLowerCase()
  .min(1, 'Enter an e-mail address.')
  .max(254, 'Make the e-mail address 254 characters or fewer.')
  .pipe(z.email('Enter an e-mail address in the correct format, like name@example.com.'))

const list = <Item extends z.ZodType>(item: Item, message: string) =>
  z.preprocess(
    (given) => (typeof given === 'string' ? [given] : given),
    z.array(item, { error: message }).min(1, message).max(40, message),
  )

export const role = z.enum(ROLES, { error: 'Choose a role.' })

export const invitePersonInput = z.object({
  name,
  email: emailAddress,
  roles: list(role, 'Choose at least one role.').transform((roles) => [...new Set(roles)]),
})

export const acceptInvitationInput = z.object({
  token: z.string().max(100),
  name,
  email: emailAddress,
})

export const nameFirstOrganisationInput = z.object({
  organisationId: z
    .string({ error: 'Choose your organisation.' })
    .min(1, 'Choose your organisation.')
    .max(60),
  name,
  email: emailAddress,
})

export const holdRoleInput = z.object({ personId: id, role })

export const deactivatePersonInput = z.object({
  personId: id,
  /** Who takes over what they own; empty when they own nothing. */
  handOverTo: id.optional().transform((to) => to || null),
})

export const changeNameInput = z.object({ name: freeText('your full name', 200) })

export const signInHelpInput = z.object({
  personId: id,
  help: z.enum(['password-link', 'second-factor-removed']),
})

const DAY = /^\d{4}-\d{2}-\d{2}$/

export const makeApiKeyInput = z.object({
  name: freeText('what the key is for', 120),
  role: z
    .enum(ROLES, { error: 'Choose the role the key acts in.' })
    .refine((one) => KEY_ROLES.includes(one), 'A key cannot act in this role. Choose another.'),
  scopes: list(
    z.string().regex(/^[a-z-]+:(read|write)$/, 'Choose what the key may do from the list.'),
    'Choose at least one thing the key may do.',
  ).transform((scopes) => [...new Set(scopes)]),
  /** The last day it works, London time. */
  lastDay: z
    .string({ error: 'Choose how long the key works.' })
    .regex(DAY, 'Choose how long the key works.'),
})

/** The roles in which somebody may be stood in for: those that answer, sign and decide. */
export const DEPUTY_ROLES = [
  'deployment-owner',
  'clinical-safety-officer',
  'information-governance-lead',
  'technical-lead',
  'executive-sponsor',
  'analyst',
] as const satisfies readonly Role[]

/** The roles that somebody of another organisation may hold under an arrangement. */
export const ROLES_HELD_ELSEWHERE = [
  'clinical-safety-officer',
  'information-governance-lead',
  'technical-lead',
  'executive-sponsor',
  'analyst',
  'auditor',
] as const satisfies readonly Role[]

/** Somebody who stands in for a holder of a role, from a day to a day. */
export interface Deputy {
  id: string
  role: Role
  principalId: string
  principalName: string
  deputyId: string
  deputyName: string
  firstDay: CalendarDate
  lastDay: CalendarDate
  reason: string
  endedAt: Date | null
  endedByName: string | null
  endedReason: string | null
}

/** A role that somebody of one organisation, the provider, holds at another, the host. */
export interface Arrangement {
  id: string
  providerId: string
  providerName: string
  hostId: string
  hostName: string
  role: Role
  personId: string
  personName: string
  basis: string
  firstDay: CalendarDate
  lastDay: CalendarDate
  offeredByName: string
  offeredAt: Date
  confirmedByName: string | null
  confirmedAt: Date | null
  endedAt: Date | null
  endedByName: string | null
  endedReason: string | null
}

const day = (what: string) => z.iso.date(`Enter ${what} as day, month and year.`)

export const nameDeputyInput = z.object({
  role: z.enum(DEPUTY_ROLES, { error: 'Choose the role they stand in for.' }),
  deputyId: id.min(1, 'Choose who stands in for you.'),
  firstDay: day('the first day'),
  lastDay: day('the last day'),
  reason: freeText('the reason', 2000),
})

export const offerRoleInput = z.object({
  hostId: z
    .string({ error: 'Choose the organisation.' })
    .min(1, 'Choose the organisation.')
    .max(60),
  role: z.enum(ROLES_HELD_ELSEWHERE, { error: 'Choose the role they hold there.' }),
  personId: id.min(1, 'Choose who holds it.'),
  basis: freeText('what this rests on, such as an agreement and its date', 2000),
  firstDay: day('the first day'),
  lastDay: day('the last day'),
})

/** What ending a deputy or an arrangement takes. */
export const endStandingInInput = z.object({ id, reason: freeText('the reason', 2000) })

export const confirmRoleInput = z.object({ id })

export const apiKeyInput = z.object({ keyId: id })
export const invitationInput = z.object({ invitationId: id })
