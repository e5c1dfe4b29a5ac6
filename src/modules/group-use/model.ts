import { z } from 'zod'
import type { Allow } from '#kernel/actor.js'
import { freeText } from '#kernel/identifiable-data.js'
import type { Role } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'

/** One requirement as the group had it signed when it stated what it did. */
export interface StatedItem {
  requirementId: string
  name: string
  edition: string
  signedByName: string
  role: Role
  on: CalendarDate
  inDateUntil: CalendarDate | null
}

/** What a group did for its members, as it stood on a day. */
export interface GroupStatement {
  id: string
  deploymentId: string
  words: string
  items: readonly StatedItem[]
  versionName: string | null
  statedBy: string
  statedByName: string
  role: Role
  statedOn: CalendarDate
}

/** A member's confirmation: what differs there, the controller's signature and the second one. */
export interface Confirmation {
  id: string
  memberId: string
  statementId: string
  /** Empty where the member says that nothing differs. */
  differences: string
  secondFrom: 'member' | 'group'
  signedBy: string
  signedByName: string
  role: Role
  signedOn: CalendarDate
  second: { signedBy: string; signedByName: string; role: Role; signedOn: CalendarDate } | null
}

/** An organisation that a group's deployment covers. */
export interface CoveredMember {
  organisationId: string
  name: string
  confirmation: Confirmation | null
}

/** Who at the group says whom it covers and what it did. */
export const MAY_COVER: Allow = ['deployment-owner']

/** Who at a member signs as controller. */
export const MAY_CONFIRM: Allow = ['executive-sponsor']

/** Who signs second, at the member or at the group. */
export const SECOND_ROLES = [
  'clinical-safety-officer',
  'information-governance-lead',
  'technical-lead',
  'deployment-owner',
  'executive-sponsor',
] as const satisfies readonly Role[]

/** Who at a member ends its confirmation; ending is open to more people than confirming. */
export const MAY_END: Allow = [
  'executive-sponsor',
  'administrator',
  'clinical-safety-officer',
  'information-governance-lead',
  'deployment-owner',
]

const id = z.string().max(60)
const reason = freeText('the reason', 2000)
const chosen = 'Choose at least one organisation.'

export const deploymentInput = z.object({ deploymentId: id })

export const addMembersInput = z.object({
  deploymentId: id,
  memberIds: z.preprocess(
    (given) => (typeof given === 'string' ? [given] : given),
    z.array(id, { error: chosen }).min(1, chosen).max(100, 'Choose 100 organisations or fewer.'),
  ),
})

export const removeMemberInput = z.object({ deploymentId: id, memberId: id, reason })

export const stateInput = z.object({
  deploymentId: id,
  words: freeText('what the group did and what is left to the members', 4000),
})

export const confirmFields = {
  deploymentId: id,
  statementId: id,
  differs: z.enum(['yes', 'no'], { error: 'Say whether anything differs at your organisation.' }),
  differences: freeText('what differs', 4000, 0).default(''),
}

export const confirmInput = z
  .object(confirmFields)
  .refine((given) => given.differs === 'no' || given.differences !== '', {
    path: ['differences'],
    message: 'Enter what differs at your organisation.',
  })

export const secondInput = z.object({ deploymentId: id, memberId: id })

export const endConfirmationInput = z.object({ deploymentId: id, reason })
