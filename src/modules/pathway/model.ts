import { z } from 'zod'
import type { Allow } from '#kernel/actor.js'
import { freeText } from '#kernel/identifiable-data.js'
import type { Role } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'
import { CEASE_REASONS } from '#modules/deployments/index.js'
import { GATE_IDS, type GateDecision, type GateId } from '#modules/framework/index.js'

/** A decision at a gate, as partners see it too. */
export interface Decision {
  id: string
  opportunityId: string | null
  deploymentId: string | null
  gate: GateId
  decision: string
  label: string
  effect: GateDecision['effect']
  passed: boolean
  decidedOn: CalendarDate
  until: CalendarDate | null
  frameworkVersion: string
  /** Null for partners. */
  grounds: { reason: string; decidedByName: string; role: Role; decidedAt: Date } | null
}

/** A dated, named permission to pass a gate with one thing unmet. */
export interface Exception {
  id: string
  deploymentId: string
  gate: GateId
  target: string
  targetName: string
  reason: string
  until: CalendarDate
  grantedBy: string
  grantedByName: string
  role: Role
  grantedOn: CalendarDate
  revokedAt: Date | null
  revokedByName: string | null
  revokedReason: string | null
}

/** Something to be done after a gate was passed on condition, with an owner and a date. */
export interface Condition {
  id: string
  deploymentId: string
  decisionId: string
  condition: string
  ownerId: string
  ownerName: string
  due: CalendarDate
  closedAt: Date | null
  closedByName: string | null
  closingNote: string | null
}

/** The roles that some gate lets decide; which of them decides one stands in the gate. */
export const MAY_DECIDE: Allow = [
  'executive-sponsor',
  'deployment-owner',
  'clinical-safety-officer',
  'technical-lead',
  'information-governance-lead',
  'administrator',
]

/** The roles that some gate asks to sign before it is decided; which of them, says the step. */
export const MAY_SIGN: Allow = [
  'deployment-owner',
  'clinical-safety-officer',
  'information-governance-lead',
  'technical-lead',
  'analyst',
  'executive-sponsor',
  'administrator',
]

const id = z.string().max(60)
const gate = z.enum(GATE_IDS, { error: 'There is no such gate.' })
const date = (what: string) => z.iso.date(`Enter ${what} as day, month and year.`)
const optionalDate = (what: string) =>
  z
    .union([z.literal(''), date(what)])
    .nullish()
    .transform((value) => value || null)

const conditionInput = z.object({
  condition: freeText('the condition', 1000),
  ownerId: id.min(1, 'Choose who sees to it.'),
  due: date('when it is due'),
})

const decision = z.string({ error: 'Choose a decision.' }).min(1, 'Choose a decision.').max(60)
const reason = freeText('the reason', 4000)

/** What deciding a gate of a deployment takes. */
export const decideGateInput = z.object({
  deploymentId: id,
  gate,
  decision,
  reason,
  /** New end of the pilot, day of the next review, or day by which it ceases. */
  until: optionalDate('the date'),
  conditions: z.array(conditionInput).max(20).default([]),
  ceaseReasons: z.array(z.enum(CEASE_REASONS)).max(CEASE_REASONS.length).default([]),
})

/** What deciding the first gate, of an opportunity, takes. */
export const decideOpportunityInput = z.object({
  opportunityId: id,
  decision,
  reason,
  /** For a go: what is assessed. */
  productId: id.optional(),
  versionId: id.optional(),
  ownerId: id.optional(),
  useCase: z
    .object({
      title: freeText('what it is used for', 200),
      setting: freeText('the setting', 500, 0).default(''),
      forWhom: freeText('whom it is used for', 500, 0).default(''),
    })
    .optional(),
  /** For joining one that exists. */
  deploymentId: id.optional(),
})

/** What making an exception takes. */
export const grantExceptionInput = z.object({
  deploymentId: id,
  gate,
  target: z.string({ error: 'Choose what the exception is for.' }).min(1).max(60),
  reason,
  until: date('the last day it holds'),
})

/** What signing a step before a decision takes. */
export const signGateInput = z.object({
  deploymentId: id,
  gate,
  step: z.string({ error: 'Choose what to sign.' }).min(1, 'Choose what to sign.').max(60),
  note: freeText('the note', 2000, 0).default(''),
})

/** What taking a signature back takes. */
export const takeBackInput = z.object({
  /** At this gate of this deployment only, where they are named. */
  deploymentId: id.optional(),
  gate: gate.optional(),
  id,
  reason: freeText('the reason', 2000),
})

/** What a gate of a deployment is named by. */
export const gateInput = z.object({ deploymentId: id, gate })
