import { z } from 'zod'
import type { Allow } from '#kernel/actor.js'
import { ROLES } from '#kernel/roles.js'
import { boundedText, freeText } from '#kernel/identifiable-data.js'

/** Where an opportunity stands. */
export const OPPORTUNITY_STATES = [
  'open',
  'parked',
  'stopped',
  'joined',
  'became-deployment',
] as const

/** Where an opportunity stands. */
export type OpportunityState = (typeof OPPORTUNITY_STATES)[number]

/** A problem worth solving, before there is a deployment. */
export interface Opportunity {
  id: string
  organisationId: string
  organisationName: string
  title: string
  problem: string
  /** What the problem costs or what solving it is worth today. */
  worth: string
  isClinical: 'not-answered' | 'no' | 'yes'
  useCaseId: string | null
  ownerId: string
  /** Null for partners, who are not shown names. */
  ownerName: string | null
  state: OpportunityState
  stateReason: string | null
  stateSince: Date
  /** The deployment it became, or the one it joined. */
  deploymentId: string | null
  heldBack: boolean
  putForwardBy: string
  putForwardAt: Date
  revision: number
}

/** What a product is used for, in which setting, for whom. */
export interface UseCase {
  id: string
  organisationId: string
  title: string
  setting: string
  forWhom: string
}

/** Anybody who works at the organisation may put forward an idea; suppliers and auditors may not. */
export const MAY_PUT_FORWARD: Allow = [
  'system',
  ...ROLES.filter((role) => !['operator', 'auditor', 'supplier-contact'].includes(role)),
]

const clinical = z
  .enum(['not-answered', 'no', 'yes'], { error: 'Say whether it could affect care.' })
  .default('not-answered')

const opportunityFields = {
  title: freeText('a short title for the problem', 200),
  problem: freeText('what the problem is', 4000),
  worth: freeText('what it is worth today', 4000, 0).default(''),
  isClinical: clinical,
}

/** A ticked box of a form, or a boolean. */
export const ticked = z
  .union([z.boolean(), z.literal(['yes', 'on', 'true', ''])])
  .default(false)
  .transform((value) => value === true || (typeof value === 'string' && value !== ''))

/** The number that says which state of a record somebody saw when they began to edit. */
export const revisionField = z.coerce.number({ error: 'Load the page again.' }).int().positive()

/** What putting forward takes; without an owner it is the person themself. */
export const putForwardInput = z.object({
  ...opportunityFields,
  ownerId: z.string().max(60).optional(),
  useCaseId: z.string().max(60).optional(),
  heldBack: ticked,
})

/** What editing takes. */
export const editOpportunityInput = z.object({
  id: z.string().max(60),
  revision: revisionField,
  ...opportunityFields,
  ownerId: z.string().max(60).optional(),
  heldBack: ticked,
})

/** What setting aside takes: parked, stopped, open again, or joined to a deployment. */
export const setAsideInput = z.object({
  id: z.string().max(60),
  reason: freeText('the reason', 1000),
})

/** What a use case says. */
export const useCaseInput = z.object({
  title: boundedText('what it is used for', 200),
  setting: freeText('the setting', 500, 0).default(''),
  forWhom: freeText('whom it is used for', 500, 0).default(''),
})
