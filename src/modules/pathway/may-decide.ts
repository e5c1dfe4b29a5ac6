import type { Actor } from '#kernel/actor.js'
import type { GateDecision } from '#modules/framework/index.js'
import type { GateAssessment, GateItem } from './gate-assessment.js'
import { hasSigned } from './judge-exception.js'
import { MAY_DECIDE } from './model.js'
import { eitherRole } from './wording.js'

/** Whether somebody may do it, and every reason why not. */
export interface Permission {
  may: boolean
  reasons: string[]
}

/**
 * Whether a person may decide a gate: a role that decides it, and not somebody who signed evidence
 * it rests on. A cease needs the role only, since nothing blocks it.
 */
export const mayDecide = (
  actor: Pick<Actor, 'id' | 'roles' | 'deputyFor'>,
  assessment: GateAssessment,
): Permission => {
  const reasons: string[] = []
  if (!assessment.decidedBy.some((role) => actor.roles.includes(role))) {
    reasons.push(`This gate is decided by the ${eitherRole(assessment.decidedBy)}.`)
  }
  if (assessment.gate === 'cease') return { may: reasons.length === 0, reasons }
  const role = assessment.decidedBy.find((one) => actor.roles.includes(one))
  const principal = role === undefined ? undefined : actor.deputyFor?.[role]
  reasons.push(...signedHere(actor.id, 'You', assessment))
  if (principal) reasons.push(...signedHere(principal.personId, principal.personName, assessment))
  return { may: reasons.length === 0, reasons }
}

/** What takes effect at once and asks of nobody that they signed nothing: product.md, rule 2. */
export const NEVER_BLOCKED: readonly GateDecision['effect'][] = ['pauses', 'returns', 'ceases']

/** Whether a person may record one decision of a gate; what is never blocked needs a role that decides any. */
export const mayRecord = (
  actor: Pick<Actor, 'id' | 'roles' | 'deputyFor'>,
  chosen: Pick<GateDecision, 'effect'>,
  assessment: GateAssessment,
): Permission => {
  if (!NEVER_BLOCKED.includes(chosen.effect)) return mayDecide(actor, assessment)
  const may = actor.roles.some((role) => MAY_DECIDE.includes(role))
  const reasons = may ? [] : [`This gate is decided by the ${eitherRole(assessment.decidedBy)}.`]
  return { may, reasons }
}

/** Every thing an assessment lists. */
export const everyItem = (assessment: GateAssessment): GateItem[] => [
  ...assessment.met,
  ...assessment.accepted,
  ...assessment.unmet,
  ...assessment.excepted,
  ...assessment.advisory,
  ...assessment.notApplicable,
]

const names = (items: readonly GateItem[]): string => items.map((item) => item.name).join(', ')

const signedHere = (personId: string, who: string, assessment: GateAssessment): string[] => {
  const signed = everyItem(assessment).filter((item) => hasSigned(personId, item))
  const evidence = signed.filter((item) => item.kind !== 'sign-off')
  const steps = signed.filter((item) => item.kind === 'sign-off')
  return [
    ...(evidence.length > 0
      ? [
          `${who} signed evidence for this gate (${names(evidence)}), so somebody else must decide it.`,
        ]
      : []),
    ...(steps.length > 0
      ? [`${who} signed before the decision (${names(steps)}), so somebody else must decide it.`]
      : []),
  ]
}

/** Whether a person may make an exception to one unmet item. */
export const mayExcept = (
  actor: Pick<Actor, 'id' | 'roles' | 'deputyFor'>,
  item: GateItem,
): Permission => {
  const { mayExcept: allowed } = item
  if (allowed === 'nobody') {
    return { may: false, reasons: ['Nobody may make an exception to this.'] }
  }
  const reasons: string[] = []
  if (!allowed.some((role) => actor.roles.includes(role))) {
    reasons.push(`An exception to this is for the ${eitherRole(allowed)}.`)
  }
  const role = allowed.find((one) => actor.roles.includes(one))
  const principal = role === undefined ? undefined : actor.deputyFor?.[role]
  if (hasSigned(actor.id, item) || (principal && hasSigned(principal.personId, item))) {
    const who = hasSigned(actor.id, item) ? 'You' : (principal?.personName ?? '')
    reasons.push(`${who} signed this evidence, so somebody else must decide on an exception.`)
  }
  return { may: reasons.length === 0, reasons }
}
