import type { CalendarDate } from '#kernel/time.js'
import type { Role } from '#kernel/roles.js'
import type { Choice, Expression, FactDefinition } from './fact-model.js'
import type { LocalAddition } from './layer-model.js'
import type { GuidedForm } from './forms/form-model.js'

/** The stages of a deployment, in order; parked and paused are states, not stages. */
export const STAGE_IDS = [
  'opportunity',
  'assess',
  'pilot',
  'implement',
  'usual',
  'scale',
  'cease',
] as const
export type StageId = (typeof STAGE_IDS)[number]

/** The gates between stages, and the review that stays where it is. */
export const GATE_IDS = [
  'assess',
  'pilot',
  'implement',
  'usual',
  'review',
  'scale',
  'cease',
] as const
export type GateId = (typeof GATE_IDS)[number]

export * from './fact-model.js'

/** How sure we are of a statement: read at its source, read elsewhere, or neither yet. */
export type SourceMark = 'verified' | 'secondary' | 'to-be-confirmed'

export interface Source {
  readonly name: string
  readonly supports: string | null
  readonly address: string | null
  /** Year, month, day or `undated`, as the source says; null where there is no document. */
  readonly date: string | null
  readonly mark: SourceMark
}

export const AREA_IDS = ['A1', 'A2', 'A3', 'A4', 'A5'] as const
export type AreaId = (typeof AREA_IDS)[number]

/** Who may make an exception; the first entry whose condition holds counts, the last has none. */
export interface ExceptionRule {
  readonly when: Expression | null
  readonly by: readonly Role[] | 'nobody'
  readonly because: string | null
}

/** How far evidence must be: a draft, signed, or signed with figures arriving. */
export type EvidenceState = 'draft' | 'signed' | 'live'

/** What a requirement does at one gate; of several for a gate the first that applies counts. */
export interface GateEffect {
  readonly gate: GateId
  readonly effect: 'blocks' | 'advises'
  readonly when: Expression | null
  readonly needs: EvidenceState
  /** Answers that are needed at this gate beside the required ones. */
  readonly fields: readonly string[]
  /** A number that must have reached another by this gate. */
  readonly atLeast: { readonly field: string; readonly of: string } | null
}

/** When evidence must be looked at again: after months, or on an event. */
export type Renewal =
  | { readonly months: number }
  | { readonly on: 'version' | 'change' | 'decision' | 'review' | 'decommissioning' | 'once' }

export type EvidencePart = 'answers' | 'document' | 'points'

/** What satisfies a requirement: any one of some parts, and every one of others. */
export interface MetBy {
  readonly anyOf: readonly EvidencePart[]
  readonly allOf: readonly EvidencePart[]
}

/** How points are held against the pass mark. */
export type PointRule =
  | 'value-reaches-pass-mark'
  | 'interval-above-pass-mark'
  | 'interval-not-below-pass-mark'

export const FIELD_KINDS = [
  'text',
  'long-text',
  'yes-no',
  'choice',
  'number',
  'date',
  'person',
  'measure-choice',
] as const

/** One question of a requirement's form. */
export interface AnswerField {
  readonly id: string
  readonly label: string
  readonly kind: (typeof FIELD_KINDS)[number]
  readonly required: boolean
  readonly help: string
  readonly choices: readonly Choice[]
  readonly minimum: number | null
  readonly maximum: number | null
}

export const SCOPES = ['supplier', 'product-version', 'adopter', 'deployment'] as const
/** Whom a piece of evidence is about (field.md section 4). */
export type Scope = (typeof SCOPES)[number]

/** Questions of a requirement whose evidence is about somebody else than the rest of it. */
export interface RequirementPart {
  readonly id: string
  readonly name: string
  readonly scope: Scope
  readonly fields: readonly string[]
  readonly answeredBy: readonly Role[]
  readonly signedBy: readonly Role[]
}

/** Something the pathway asks, with its source, owner roles, scope, applicability and renewal. */
export interface Requirement {
  readonly id: string
  readonly name: string
  readonly areas: readonly AreaId[]
  readonly question: string
  readonly why: string
  readonly goodEvidence: string
  readonly scope: Scope
  readonly applies: Expression
  readonly answeredBy: readonly Role[]
  readonly signedBy: readonly Role[]
  readonly mayExcept: readonly ExceptionRule[]
  readonly metBy: MetBy
  readonly points: { readonly rule: PointRule } | null
  /** Empty means advisory only. */
  readonly gates: readonly GateEffect[]
  readonly renewal: readonly Renewal[]
  readonly fields: readonly AnswerField[]
  /** Empty, or parts that share out all fields, each with a scope of its own. */
  readonly parts: readonly RequirementPart[]
  /** The guided form of `framework/forms/` that asks for more than `fields`, or null. */
  readonly form: string | null
  readonly sources: readonly Source[]
  /** What the layer of a system adds; absent in the national set. */
  readonly local?: LocalAddition
}

/** What a gate asks of the record itself. */
export const GATE_CHECKS = [
  'version-chosen',
  'conditions-closed',
  'no-open-serious-concern',
  'last-point-on-time',
  'no-unexplained-signal',
  'review-passed',
  'caught-up',
  'no-unacceptable-hazard',
  'hazards-acceptable',
  'members-confirmed',
  'charter-kept',
] as const
export type GateCheckId = (typeof GATE_CHECKS)[number]

export interface GateCheck {
  readonly check: GateCheckId
  readonly effect: 'blocks' | 'advises'
  readonly mayExcept: readonly Role[] | 'nobody'
  /** Set where the layer of a system adds it, or makes the national one stricter. */
  readonly local?: {
    readonly layer: string
    readonly national: Pick<GateCheck, 'effect' | 'mayExcept'> | null
  }
}

/** An outcome a gate can have; one that needs all met is refused while anything blocks. */
export interface GateDecision {
  readonly id: string
  readonly label: string
  readonly effect:
    | 'moves'
    | 'stays'
    | 'returns'
    | 'extends'
    | 'parks'
    | 'joins'
    | 'pauses'
    | 'ceases'
  readonly needsAllMet: boolean
  readonly needsConditions: boolean
}

/**
 * A signature that a gate needs before it is decided: `any` is by so many people in one of the roles,
 * `all` by one person in each of them. Nobody signs one step twice.
 */
export interface SignOffStep {
  readonly id: string
  readonly name: string
  /** What the person who signs says, in the first person. */
  readonly statement: string
  readonly rule: 'any' | 'all'
  readonly roles: readonly Role[]
  /** How many people the rule `any` asks for. */
  readonly people: number
  /** Steps that are complete before this one is signed; each stands earlier in the list. */
  readonly after: readonly string[]
  readonly when: Expression | null
  /** Who may not sign it: `evidence` for who signed what the gate rests on, or who signed another step. */
  readonly notBy: readonly string[]
  /** Set where the layer of a system adds it. */
  readonly local?: { readonly layer: string }
}

/** The word in `notBy` for who signed evidence that the gate rests on. */
export const SIGNED_EVIDENCE = 'evidence'

export interface Gate {
  readonly id: GateId
  readonly name: string
  readonly from: readonly StageId[]
  /** The stage it leads to; null for the review, which stays. */
  readonly to: StageId | null
  readonly areas: readonly AreaId[]
  /** The words of the London framework for this part of its delivery approach. */
  readonly lifecycle: readonly string[]
  /** Which evidence of earlier gates counts here too: all of it, what has lapsed, or none. */
  readonly carries: 'all' | 'lapsed' | 'none'
  readonly asks: readonly { readonly question: string; readonly areas: readonly AreaId[] }[]
  readonly checks: readonly GateCheck[]
  /** Empty where nobody signs before the decision. */
  readonly signOff: readonly SignOffStep[]
  readonly decidedBy: readonly Role[]
  readonly decisions: readonly GateDecision[]
  readonly reasons: readonly Choice[]
  readonly checklist: readonly Choice[]
  readonly mark: SourceMark
}

export interface Stage {
  readonly id: StageId
  readonly name: string
  readonly line: string
  readonly areas: readonly AreaId[]
}

/** The agreed way, whole: one version of stages, gates, requirements and facts. */
export interface Framework {
  readonly id: string
  readonly name: string
  readonly version: string
  readonly effectiveFrom: CalendarDate
  readonly effectiveTo: CalendarDate | null
  readonly licence: string
  readonly wordingNote: string
  readonly areas: readonly { readonly id: AreaId; readonly name: string }[]
  readonly areasSource: Source
  readonly facts: readonly FactDefinition[]
  readonly stages: readonly Stage[]
  readonly gates: readonly Gate[]
  /** Sorted by id. */
  readonly requirements: readonly Requirement[]
  /** Sorted by id; each is named by one requirement. */
  readonly forms: readonly GuidedForm[]
}
