import { z } from 'zod'
import type { Allow } from '#kernel/actor.js'
import { strictFreeText } from '#kernel/identifiable-data.js'
import type { Role } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'
import { HAZARD_KINDS, type HazardKind } from './hazard-kinds.js'

/** Whether anyone was harmed, as the reporter says. */
export const HARMS = ['no', 'not-sure', 'minor', 'serious'] as const
export type Harm = (typeof HARMS)[number] | 'not-answered'

/** Where a concern comes from. */
export const ORIGINS = ['staff', 'public', 'signal'] as const
export type Origin = (typeof ORIGINS)[number]

/** How far a concern is: reported, not established, until it is triaged. */
export const CONCERN_STATES = ['reported', 'triaged', 'closed'] as const
export type ConcernState = (typeof CONCERN_STATES)[number]

/** What triage finds. */
export const SEVERITIES = ['not-serious', 'serious'] as const
export type Severity = (typeof SEVERITIES)[number]

/** A report, or a signal confirmed by its plan's rule, that something may be wrong. */
export interface Concern {
  id: string
  reference: string
  organisationId: string
  deploymentId: string | null
  /** Product and use case of the deployment, or the reporter's own words. */
  toolName: string
  tool: string
  whatHappened: string
  noticedOn: CalendarDate | null
  harm: Harm
  stillHappening: 'not-answered' | 'yes' | 'no' | 'not-sure'
  origin: Origin
  signalId: string | null
  raisedBy: string | null
  raisedByName: string | null
  raisedAt: Date
  acknowledgeBy: CalendarDate
  triageBy: CalendarDate
  acknowledgedAt: Date | null
  acknowledgedByName: string | null
  state: ConcernState
  severity: Severity | null
  kind: HazardKind | null
  versionId: string | null
  versionName: string | null
  triagedAt: Date | null
  triagedByName: string | null
  alertId: string | null
  outcome: string | null
  closedAt: Date | null
  redactedAt: Date | null
  revision: number
}

/** One thing that was done about a concern. */
export interface ConcernEntry {
  id: string
  kind: 'acknowledged' | 'comment' | 'signal' | 'triaged' | 'closed' | 'reopened' | 'redacted'
  words: string
  severity: string | null
  hazard: string | null
  at: Date
  byName: string
}

/** A notice to every organisation that runs the affected version. */
export interface Alert {
  id: string
  issuedByOrganisationId: string
  issuedByName: string
  issuedByRole: Role
  notice: 'alert' | 'stop' | 'cease'
  severity: 'serious' | 'information'
  kind: string
  product: { id: string; name: string; supplierName: string; vigilanceContact: string | null }
  version: { id: string; name: string }
  useCase: string
  contactRole: Role
  issuedAt: Date
  stoodDownAt: Date | null
  stoodDownReason: string | null
}

/** What a recipient has said of an alert, in the words of the Central Alerting System. */
export const ANSWER_STATES = [
  'told',
  'acknowledged',
  'action-required',
  'action-not-required',
  'complete',
] as const
export type AnswerState = (typeof ANSWER_STATES)[number]

/** One who was told of an alert, as the asker may see it. */
export interface AlertRecipient {
  /** Null where it is counted without a name. */
  organisationId: string | null
  organisationName: string | null
  recipient: string
  part: 'runs-it' | 'supplier'
  deploymentId: string | null
  hidden: 'held-back' | 'outside' | null
  needsAnswer: boolean
  toldAt: Date
  dueOn: CalendarDate
  state: AnswerState
  acknowledgedAt: Date | null
  acknowledgedByRole: Role | null
  answeredAt: Date | null
  answeredByRole: Role | null
  answerReason: string | null
  completedAt: Date | null
  completedByRole: Role | null
}

/** Who triages concerns. */
export const MAY_TRIAGE: Allow = ['clinical-safety-officer']

/** Who works on concerns after they are raised: comments, acknowledges, closes. */
export const MAY_WORK: Allow = ['clinical-safety-officer', 'deployment-owner', 'administrator']

/** Who answers alerts for an organisation that runs the version, or supplies it. */
export const MAY_ANSWER: Allow = [
  'clinical-safety-officer',
  'deployment-owner',
  'administrator',
  'supplier-contact',
]

/** Who may take words out of a concern. */
export const MAY_REDACT: Allow = ['administrator', 'information-governance-lead']

const id = z.string().max(60)

const emptyAsNull = (value: string | null | undefined): string | null => value || null

const pastDate = z
  .union([z.literal(''), z.iso.date('Enter when it was noticed as a day, month and year.')])
  .nullish()
  .transform(emptyAsNull)

const concernWords = {
  whatHappened: strictFreeText('what happened', 4000),
  noticedOn: pastDate,
  harm: z
    .enum(HARMS, { error: 'Say whether anyone was harmed. “Not sure” is an answer.' })
    .or(z.literal('not-answered'))
    .or(z.literal(''))
    .default('not-answered')
    .transform((value) => value || ('not-answered' as const)),
  stillHappening: z
    .enum(['yes', 'no', 'not-sure', 'not-answered', ''])
    .default('not-answered')
    .transform((value) => value || ('not-answered' as const)),
}

/** What raising a concern takes; only what happened must be said. */
export const raiseConcernInput = z.object({
  deploymentId: id.nullish().transform(emptyAsNull),
  /** Which tool, in the reporter's own words, where it is not one of the list. */
  tool: strictFreeText('which tool it is', 200, 0).default(''),
  ...concernWords,
})

/** What a member of the public is asked; never who they are. */
export const raisePublicConcernInput = z.object({
  organisation: id.min(1, 'Choose the organisation.'),
  tool: strictFreeText('which tool it is', 200, 0).default(''),
  ...concernWords,
})

/** What a signal brings. */
export const raiseFromSignalInput = z.object({
  signalId: id,
  deploymentId: id,
  versionId: id.nullable(),
  sentence: z.string().min(1).max(4000),
})

const words = strictFreeText('your words', 4000)
const revision = z.coerce.number({ error: 'Load the page again.' }).int().positive()

/** What triage takes. */
export const triageConcernInput = z.object({
  concernId: id,
  revision,
  severity: z.enum(SEVERITIES, { error: 'Choose how serious it is.' }),
  kind: z.enum(HAZARD_KINDS, { error: 'Choose what kind of concern it is.' }),
  /** Which tool it is, where the reporter did not know. */
  deploymentId: id.nullish().transform(emptyAsNull),
  /** The version affected; the one the deployment runs unless another is chosen. */
  versionId: id.nullish().transform(emptyAsNull),
  reason: strictFreeText('the reason for the decision', 4000),
})

/** What acknowledging takes. */
export const acknowledgeConcernInput = z.object({ concernId: id })

/** What a comment takes. */
export const commentInput = z.object({ concernId: id, words })

/** What closing takes. */
export const closeConcernInput = z.object({
  concernId: id,
  revision,
  outcome: strictFreeText('what came of it', 4000),
})

/** What opening again takes. */
export const reopenConcernInput = z.object({ concernId: id, revision, words })

/** What redaction takes. */
export const redactConcernInput = z.object({
  concernId: id,
  reason: strictFreeText('why words are removed', 1000),
})

/** What answering an alert takes; without a recipient it is for everything of the organisation that it concerns. */
export const answerAlertInput = z.object({
  alertId: id,
  recipient: id.nullish().transform(emptyAsNull),
  answer: z.enum(['acknowledged', 'action-required', 'action-not-required', 'complete'], {
    error: 'Choose whether action is required.',
  }),
  reason: strictFreeText('the reason', 2000, 0).default(''),
})

/** What issuing a system alert takes. */
export const issueSystemAlertInput = z.object({
  versionId: id.min(1, 'Choose the version.'),
  kind: z.enum(HAZARD_KINDS, { error: 'Choose what kind of concern it is.' }),
  useCase: strictFreeText('what it is used for', 200),
})

/** What standing an alert down takes. */
export const standDownAlertInput = z.object({
  alertId: id,
  reason: strictFreeText('why the alert is stood down', 2000),
})
