import type { CalendarDate } from '#kernel/time.js'
import type {
  DeploymentInBrief,
  DeploymentStage,
  FactCount,
  SameThing,
} from '#modules/deployments/index.js'
import type { Concern, UnansweredAlert } from '#modules/concerns/index.js'

/** The columns of “where everything is”. */
export const COLUMNS = [
  'opportunity',
  'assess',
  'pilot',
  'implement',
  'usual',
  'scale',
  'cease',
] as const

/** A stage, or the opportunities before there is one. */
export type ColumnId = 'opportunity' | DeploymentStage

/** How many things an organisation has at each stage. */
export interface OrganisationCounts {
  organisationId: string
  organisationName: string
  counts: Readonly<Record<ColumnId, number>>
}

/** What nobody may open but everybody in the system may count, of one deployment. */
export interface AttentionCounts {
  deploymentId: string
  signals: number
  exceptions: number
  evidenceExpiring: number
  evidenceExpired: number
}

/** Everything an overview is worked out from, read in one snapshot. */
export interface OverviewFacts {
  today: CalendarDate
  /** Last day of the 30 in which an end counts as soon. */
  soon: CalendarDate
  /** Last day of the 7 in which a decision counts as due. */
  dueBy: CalendarDate
  deployments: readonly DeploymentInBrief[]
  counts: readonly AttentionCounts[]
  alerts: readonly UnansweredAlert[]
  /** Of one's own organisation alone: what others raise is theirs. */
  concerns: readonly Concern[]
  sameThings: readonly SameThing[]
}

/** What needs attention, each kind with its own count. */
export const ATTENTION_KINDS = [
  'stop',
  'alert',
  'concern',
  'signal',
  'pilot',
  'decision',
  'expired',
  'expiring',
  'duplicated',
  'before',
] as const

/** A kind of thing that needs attention. */
export type AttentionKind = (typeof ATTENTION_KINDS)[number]

/** One thing that needs attention, and the one next action. */
export interface AttentionLine {
  kind: AttentionKind
  text: string
  note: string
  href: string
  action: string
  organisations: readonly string[]
  deploymentIds: readonly string[]
  due: CalendarDate | null
}

/** An overview of one organisation or of one system. */
export interface Overview {
  name: string
  systemId: string | null
  rows: readonly OrganisationCounts[]
  /** Organisations of the system that have registered nothing that the asker may see. */
  silent: number
  members: number
  heldBack: { deployments: number; opportunities: number }
  facts: readonly FactCount[]
  inUseBeforeAssessment: number
  lines: readonly AttentionLine[]
  /** True where more need attention than were read. */
  isCut: boolean
}
