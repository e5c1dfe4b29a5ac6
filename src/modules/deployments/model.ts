import { z } from 'zod'
import type { Allow } from '#kernel/actor.js'
import { isRole, ROLE_NAMES, roleInText } from '#kernel/roles.js'
import { boundedText, freeText } from '#kernel/identifiable-data.js'
import type { CalendarDate } from '#kernel/time.js'
import type { DeploymentFacts } from '#modules/framework/index.js'
import { revisionField, ticked, useCaseInput } from '#modules/opportunities/index.js'

/** The stages a deployment can be at, in order. */
export const DEPLOYMENT_STAGES = [
  'assess',
  'pilot',
  'implement',
  'usual',
  'scale',
  'cease',
] as const

/** A stage of a deployment. */
export type DeploymentStage = (typeof DEPLOYMENT_STAGES)[number]

/** States of the record, beside its stage. */
export const DEPLOYMENT_STATES = ['running', 'paused', 'parked', 'stop-called', 'ceased'] as const

/** A state of a deployment. */
export type DeploymentState = (typeof DEPLOYMENT_STATES)[number]

/** One organisation's use of one product for one use case. */
export interface Deployment {
  id: string
  organisationId: string
  organisationName: string
  organisationKind: string
  opportunityId: string
  useCase: { id: string; title: string; setting: string; forWhom: string }
  product: { id: string; name: string; kind: string; supplierId: string; supplierName: string }
  /** Null while it is not chosen. */
  version: { id: string; name: string } | null
  ownerId: string
  /** Null for partners, who are shown the contact role only. */
  ownerName: string | null
  contactRole: string
  stage: DeploymentStage
  stageSince: CalendarDate
  state: DeploymentState
  stateReason: string | null
  inUseBeforeAssessment: boolean
  heldBack: boolean
  /** As answered, with organisationType and stage derived; a missing fact is not answered. */
  facts: DeploymentFacts
  pilotEnds: CalendarDate | null
  reviewDue: CalendarDate | null
  switchOffHow: string
  switchOffWho: string
  registeredAt: Date
  changedAt: Date
  revision: number
}

/** Whom to ask, by the name of the role; words of one's own stand as they are. */
export const contactRoleName = ({ contactRole }: Pick<Deployment, 'contactRole'>): string =>
  isRole(contactRole) ? ROLE_NAMES[contactRole] : contactRole

/** Whom to ask, in running text; words of one's own stand as they are. */
export const contactInText = ({ contactRole }: Pick<Deployment, 'contactRole'>): string =>
  isRole(contactRole) ? roleInText(contactRole) : contactRole

/** Which version ran when; the open row has no end. */
export interface VersionRun {
  id: string
  version: { id: string; name: string } | null
  configuration: string
  ranFrom: Date
  ranUntil: Date | null
  notedBy: string
}

/** A move between stages. */
export interface StageChange {
  id: string
  from: DeploymentStage | null
  to: DeploymentStage
  gate: 'passed' | 'not-passed-here' | 'rolled-back' | 'ceased'
  decisionId: string | null
  changedOn: CalendarDate
}

/** An emergency stop. */
export interface Stop {
  id: string
  deploymentId: string
  reason: string
  calledAt: Date
  calledByName: string
  wentOffAt: Date | null
  confirmedAt: Date | null
  confirmedByName: string | null
  note: string | null
}

/** Why and when a deployment ceased. */
export interface Cease {
  reasons: readonly string[]
  explanation: string
  ceasedAt: Date
  ceasedByName: string
}

/** One thing to settle after a deployment ceased. */
export interface CeaseTask {
  id: string
  item: string
  ownerId: string | null
  ownerName: string | null
  due: CalendarDate | null
  note: string
  settled: 'done' | 'not-needed' | null
  settledAt: Date | null
  settledByName: string | null
}

/** Who registers and edits deployments. */
export const MAY_REGISTER: Allow = [
  'deployment-owner',
  'administrator',
  'technical-lead',
  'executive-sponsor',
  'system',
]

/** Who decides that an opportunity is assessed (framework/gates.yaml, gate assess). */
export const MAY_OPEN: Allow = ['deployment-owner', 'executive-sponsor', 'system']

/** Who may pause, stop, roll back and cease; nothing else stands in their way (product.md rule 2). */
export const MAY_STOP: Allow = [
  'deployment-owner',
  'clinical-safety-officer',
  'technical-lead',
  'information-governance-lead',
  'executive-sponsor',
  'administrator',
  'system',
]

const id = z.string().max(60)

/** A date, or nothing. */
export const optionalDate = (what: string) =>
  z
    .union([z.literal(''), z.iso.date(`Enter ${what} as a day, month and year.`)])
    .nullish()
    .transform((value) => value || null)

const yesNoFact = z.boolean().nullish()

/** What is known of a deployment; organisationType and stage are never asked, they are derived. */
const factsInput = z.strictObject({
  clinical: yesNoFact,
  realCare: yesNoFact,
  medicalDevice: yesNoFact,
  personalData: yesNoFact,
  patientFacing: yesNoFact,
  generative: yesNoFact,
  ambientScribe: yesNoFact,
  imaging: yesNoFact,
  decidesAboutPerson: yesNoFact,
  connectsToClinicalSystems: yesNoFact,
  internetFacing: yesNoFact,
  beyondDirectCare: yesNoFact,
  centralBody: yesNoFact,
  underCharter: yesNoFact,
  hosting: z
    .enum(['supplier-cloud', 'nhs-tenant', 'regional', 'on-site', 'edge'], {
      error: 'Choose where it runs.',
    })
    .nullish(),
})

const switchOff = {
  switchOffHow: freeText('how it is switched off here', 1000, 0).default(''),
  switchOffWho: boundedText('who switches it off here', 200, 0).default(''),
}

/** What registering takes. */
export const registerDeploymentInput = z.object({
  productId: id.min(1, 'Choose the product.'),
  versionId: id.optional(),
  useCaseId: id.optional(),
  useCase: useCaseInput.optional(),
  ownerId: id.optional(),
  stage: z
    .enum(['assess', 'pilot', 'implement', 'usual', 'scale'], {
      error: 'Choose the stage it is really at.',
    })
    .default('assess'),
  /** When it reached that stage; today when left out. */
  since: optionalDate('when it reached that stage'),
  pilotEnds: optionalDate('when the pilot ends'),
  reviewDue: optionalDate('when the next review is due'),
  facts: factsInput.default({}),
  siteIds: z.array(id).max(100).default([]),
  heldBack: ticked,
  ...switchOff,
})

/** What opening a deployment from an opportunity takes: the decision of its first gate, always. */
export const openDeploymentInput = registerDeploymentInput
  .omit({ stage: true, since: true })
  .extend({ opportunityId: id, decisionId: id.min(1) })

/** What editing takes. */
export const editDeploymentInput = z.object({
  id,
  revision: revisionField,
  ownerId: id.optional(),
  facts: factsInput.default({}),
  pilotEnds: optionalDate('when the pilot ends'),
  reviewDue: optionalDate('when the next review is due'),
  heldBack: ticked,
  ...switchOff,
})

/** What changing the version takes. */
export const changeVersionInput = z.object({
  deploymentId: id,
  versionId: id.min(1, 'Choose the version.'),
  configuration: freeText('the configuration', 2000, 0).default(''),
})

/** What an emergency stop takes: two clicks, and a reason where there is time for one. */
export const callStopInput = z.object({
  deploymentId: id,
  reason: freeText('the reason', 2000, 0).default(''),
})

/** What a pause or a resumption takes. */
export const reasonInput = z.object({
  deploymentId: id,
  reason: freeText('the reason', 2000),
})
