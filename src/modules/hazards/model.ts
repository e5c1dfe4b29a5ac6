import type { Allow } from '#kernel/actor.js'
import type { CalendarDate } from '#kernel/time.js'
import type { Level, Need, RiskMatrix } from './clinical-safety-data.js'

/** How likely and how severe; the risk is looked up, never multiplied. */
export interface Score {
  likelihood: Level
  severity: Level
}

/** What brings a risk down, and where it stands. */
export interface Control {
  kind: ControlKind
  words: string
  /** Where it can be seen to be done: a document, a test, a link. */
  evidence: string
  who: string
  due: CalendarDate | null
  done: CalendarDate | null
}

export const CONTROL_KINDS = ['design', 'test', 'training', 'process'] as const
export type ControlKind = (typeof CONTROL_KINDS)[number]

/** Whether an entry of the log counts. */
export const ENTRIES = ['logged', 'awaiting-triage', 'deprecated'] as const
export type Entry = (typeof ENTRIES)[number]

export const STATES = ['open', 'transferred', 'closed'] as const
export type HazardState = (typeof STATES)[number]

export const ORIGINS = ['own', 'supplier', 'group', 'copied', 'imported'] as const
export type Origin = (typeof ORIGINS)[number]

/** The fields of words of a hazard (field.md 8.2), in the order they are asked. */
export const WORD_FIELDS = [
  'description',
  'causes',
  'effect',
  'hazard',
  'harm',
  'existingControls',
] as const
export type WordField = (typeof WORD_FIELDS)[number]

/** The two plain answers that a severity was taken from. */
export interface HarmAnswer {
  harm: string
  people: 'one' | 'many'
}

/** Everything a hazard says; each change of it is a revision of its own. */
export interface HazardContent extends Record<WordField, string> {
  name: string
  kind: string
  controls: readonly Control[]
  initial: Score | null
  residual: Score | null
  /** How the severities were settled, where the two questions were answered. */
  initialHarm: HarmAnswer | null
  residualHarm: HarmAnswer | null
  /** Why a risk that is undesirable is tolerated. */
  toleratedBecause: string
  /** A trust's own 1 to 25 score; it stands beside and is never converted. */
  corporateScore: number | null
  ownerId: string | null
  ownerName: string
  entry: Entry
  state: HazardState
  stateReason: string
  transferredTo: string
  concerns: readonly { id: string; reference: string }[]
}

/** A hazard as its supplier, its group or another site states it. */
export interface SourceStatement
  extends
    Record<WordField, string>,
    Pick<HazardContent, 'name' | 'kind' | 'controls' | 'initial' | 'residual'> {
  organisationName: string
  versionName: string | null
  revision: number
  /** The source withdrew it. */
  withdrawn: boolean
  /** Who accepted it there, at that revision; only of a group's own review. */
  acceptances: readonly {
    role: AcceptingRole
    name: string
    personId: string
    risk: Level
    on: CalendarDate
    /** Whom a deputy stood in for; left out of what was passed on before this was. */
    onBehalfOf?: { personId: string; personName: string } | null
  }[]
}

export type AcceptingRole = 'clinical-safety-officer' | 'executive-sponsor'

/** A hazard of a log. */
export interface Hazard extends HazardContent {
  id: string
  organisationId: string
  logId: string
  /** Within its log, such as H-12. */
  reference: string
  origin: Origin
  lineage: string
  source: SourceStatement | null
  /** What put it under review, such as `version 2.3`; null when nothing did. */
  reviewSince: string | null
  reviewedOn: CalendarDate | null
  reviewedByName: string | null
  /** Looked up in the organisation's matrix; null while it is not scored. */
  initialRisk: Level | null
  residualRisk: Level | null
  revision: number
  changedAt: Date
  changedByName: string
}

/** A log of hazards: of one deployment, or of one version by its supplier. */
export interface HazardLog {
  id: string
  organisationId: string
  deploymentId: string | null
  versionId: string | null
  /** Partners may copy it as a starting point. */
  offered: boolean
  /** Its last review covers the practices of the group. */
  coversGroup: boolean
  reviewedOn: CalendarDate | null
  reviewedByName: string | null
  reviewNote: string
  caseTexts: Readonly<Record<string, string>>
  revision: number
}

/** A revision of a hazard, as it stood. */
export interface HazardRevision {
  revision: number
  what: string
  note: string
  content: HazardContent
  at: Date
  byName: string
}

/** A person's acceptance of a hazard as it stood. */
export interface Acceptance {
  hazardRevision: number
  risk: Level
  role: AcceptingRole
  personId: string
  /** A deputy's says for whom. */
  personName: string
  /** Whom a deputy stood in for. */
  onBehalfOf: { personId: string; personName: string } | null
  reason: string
  on: CalendarDate
}

/** The criteria by which an organisation accepts risk. */
export interface Criteria {
  /** Null for the published ones. */
  id: string | null
  matrix: RiskMatrix
  /** What each risk from 1 to 5 asks for. */
  needs: readonly Need[]
  note: string
  signedByName: string | null
  signedOn: CalendarDate | null
}

/** Who reads a log of their organisation. */
export const MAY_READ: Allow = [
  'clinical-safety-officer',
  'deployment-owner',
  'executive-sponsor',
  'technical-lead',
  'information-governance-lead',
  'administrator',
  'analyst',
  'supplier-contact',
  'auditor',
]

/** Who adds hazards and changes their words and controls. */
export const MAY_WRITE: Allow = [
  'clinical-safety-officer',
  'deployment-owner',
  'technical-lead',
  'supplier-contact',
]

/** Who scores, reviews and signs. */
export const MAY_SCORE: Allow = ['clinical-safety-officer']

/** Who accepts a residual risk. */
export const MAY_ACCEPT: Allow = ['clinical-safety-officer', 'executive-sponsor']
