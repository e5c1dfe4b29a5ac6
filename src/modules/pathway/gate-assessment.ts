import type { Role } from '#kernel/roles.js'
import type { GateId } from '#modules/framework/index.js'
import type { ExceptionFact, Signature } from './gate-facts.js'

/** The states one thing a gate asks for can be in. */
export type ItemState =
  | 'met'
  | 'accepted'
  | 'not-answered'
  | 'part-answered'
  | 'not-enough'
  | 'not-signed'
  | 'wrong-role'
  | 'expired'
  | 'under-review'
  | 'no-points'
  | 'below-pass-mark'
  | 'cannot-tell'
  | 'not-live'
  | 'must-be-local'
  | 'check-failed'
  | 'to-sign'
  | 'sign-again'
  | 'not-applicable'

/** One thing a gate asks for: its state in a sentence, and who may make an exception. */
export interface GateItem {
  /** A requirement id, the id of a gate's check, or the id of a step of its sign-off. */
  readonly requirementId: string
  readonly kind: 'requirement' | 'check' | 'sign-off'
  readonly name: string
  readonly state: ItemState
  readonly sentence: string
  /** What a link would lead to: `requirement:R04`, `check:caught-up` or `sign-off:ask`. */
  readonly target: string
  readonly blocking: boolean
  /** The gate that first asked for it; earlier than the one assessed when it is carried forward. */
  readonly askedAt: GateId
  /** Why it applies, or why it does not. */
  readonly because: readonly string[]
  readonly mayExcept: readonly Role[] | 'nobody'
  /** Why nobody may, where the requirement says so. */
  readonly exceptionNote: string | null
  /** Everybody who signed, accepted or waived it; none of them may decide on it. */
  readonly signatures: readonly Signature[]
  /** Which edition of the evidence it was judged on; null for a check or a signature. */
  readonly edition: string | null
  readonly exception: ExceptionFact | null
}

/** What a gate comes to on given facts and one version of the rules. */
export interface GateAssessment {
  readonly gate: GateId
  readonly frameworkVersion: string
  readonly assessedAt: string
  readonly canPass: boolean
  readonly decidedBy: readonly Role[]
  readonly met: readonly GateItem[]
  readonly accepted: readonly GateItem[]
  readonly unmet: readonly GateItem[]
  readonly advisory: readonly GateItem[]
  readonly excepted: readonly GateItem[]
  readonly notApplicable: readonly GateItem[]
  /** Sentences that sum it up, most important first. */
  readonly reasons: readonly string[]
  /** `not-passed-here` for a tool that was in use before this gate was assessed here. */
  readonly standing: 'open' | 'not-passed-here'
}
