import type { CalendarDate } from '#kernel/time.js'
import type { CharterAtGate } from '#modules/collaborations/index.js'
import type {
  AcceptanceFact,
  AnswerState,
  AnswerValue,
  Signature,
} from '#modules/evidence/index.js'
import type { DeploymentFacts, Framework, GateId, StageId } from '#modules/framework/index.js'
import type { MemberFacts } from '#modules/group-use/index.js'
import type { HazardFacts } from '#modules/hazards/index.js'

export type { AcceptanceFact, AnswerValue, Signature }

/** One measure's latest point: value, interval and numbers of cases as stored. */
export interface PointFact {
  readonly measure: string
  readonly version: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly passMark: number | null
  readonly better: 'higher' | 'lower'
  readonly n: number
  readonly events: number | null
  /** Only mature and final points count. */
  readonly state: 'provisional' | 'mature' | 'final'
}

/** What is on file for one requirement of one deployment, with the points it rests on. */
export interface RequirementStatus extends AnswerState {
  readonly points: readonly PointFact[]
}

/** A dated, named permission to pass a gate with one thing unmet. */
export interface ExceptionFact {
  /** A requirement id, or the id of a gate's check. */
  readonly target: string
  readonly gate: GateId
  readonly grantedBy: Signature
  readonly reason: string
  readonly until: CalendarDate
}

/** A signature at a step of a gate that has not been used by a decision and was not taken back. */
export interface SignOffFact {
  readonly id: string
  readonly gate: GateId
  readonly step: string
  readonly by: Signature
  /** Whose role it was, where a deputy signed. */
  readonly onBehalfOf: { readonly personId: string; readonly personName: string } | null
  /** What stood at the gate when it was signed: a mark by item. */
  readonly basis: SignedBasis
}

/** Marks by the id of what a gate asks for; a mark that differs means that it changed. */
export type SignedBasis = Readonly<Record<string, string>>

/** Everything a gate is assessed on, gathered in one snapshot. */
export interface GateFacts {
  readonly framework: Framework
  readonly now: Date
  readonly stage: StageId
  readonly deployment: DeploymentFacts
  readonly statuses: readonly RequirementStatus[]
  readonly exceptions: readonly ExceptionFact[]
  readonly signOffs: readonly SignOffFact[]
  /** Null when there is no agreed plan. */
  readonly monitoring: {
    readonly lastPointOn: CalendarDate | null
    readonly nextPointDueOn: CalendarDate | null
  } | null
  readonly versionChosen: boolean
  readonly reviewsPassed: number
  readonly openConditions: readonly {
    readonly condition: string
    readonly ownerName: string
    readonly dueOn: CalendarDate
  }[]
  /** References only, never the words of a concern. */
  readonly openSeriousConcerns: readonly string[]
  readonly unexplainedSignals: readonly { readonly measure: string; readonly on: CalendarDate }[]
  readonly hazards: HazardFacts
  /** Null where the deployment covers no other organisation. */
  readonly members: MemberFacts | null
  /** Null where it does not belong to a collaboration under a charter. */
  readonly charter: CharterAtGate | null
  /** Set when the tool was in use before it was assessed here. */
  readonly inUseBeforeAssessment: {
    readonly registeredAt: StageId
    readonly catchUpOutstanding: readonly string[]
  } | null
}

/** Nothing on file yet. */
export const nothingOnFile = (requirementId: string): RequirementStatus => ({
  requirementId,
  edition: null,
  answers: null,
  document: null,
  notApplicable: null,
  signature: null,
  inDateUntil: null,
  underReview: null,
  acceptance: null,
  points: [],
})
