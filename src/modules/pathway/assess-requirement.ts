import { londonDate } from '#kernel/time.js'
import {
  evaluateApplies,
  lineThatCounts,
  type Gate,
  type GateEffect,
  type Requirement,
} from '#modules/framework/index.js'
import type { GateItem } from './gate-assessment.js'
import { nothingOnFile, type GateFacts, type RequirementStatus } from './gate-facts.js'
import { applyExceptions, whoMayExcept } from './judge-exception.js'
import { judgeParts, signaturesOn } from './judge-parts.js'
import { personAndRole } from './wording.js'

/** An item and the list of the assessment it belongs in. */
export interface Assessed {
  place: 'met' | 'accepted' | 'unmet' | 'advisory' | 'excepted' | 'not-applicable'
  item: GateItem
}

/** What one requirement comes to at a gate, or null where the gate does not ask for it. */
export const assessRequirement = (
  requirement: Requirement,
  gate: Gate,
  facts: GateFacts,
): Assessed | null => {
  const effect = lineThatCounts(requirement, gate, facts.deployment)
  if (!effect) return null
  const status =
    facts.statuses.find((one) => one.requirementId === requirement.id) ??
    nothingOnFile(requirement.id)
  const { applies, because } = evaluateApplies(
    requirement.applies,
    facts.deployment,
    facts.framework.facts,
  )
  const item: GateItem = {
    requirementId: requirement.id,
    kind: 'requirement',
    name: requirement.name,
    state: 'not-applicable',
    sentence: `Does not apply. ${because.join(' ')}`,
    target: `requirement:${requirement.id}`,
    blocking: effect.effect === 'blocks',
    askedAt: effect.gate,
    because,
    ...whoMayExcept(requirement, facts.deployment),
    signatures: signaturesOn(status),
    edition: status.edition,
    exception: null,
  }
  if (!applies) return { place: 'not-applicable', item: { ...item, blocking: false } }
  return assessEvidence(requirement, effect, status, item, gate, facts)
}

const assessEvidence = (
  requirement: Requirement,
  effect: GateEffect,
  status: RequirementStatus,
  asked: GateItem,
  gate: Gate,
  facts: GateFacts,
): Assessed => {
  const today = londonDate(facts.now)
  const claim = notApplicableClaim(requirement, status, asked)
  if (claim?.counts) {
    const item: GateItem = { ...asked, blocking: false, sentence: claim.sentence }
    return { place: 'not-applicable', item }
  }
  const verdict = judgeParts(requirement, effect, status, today, facts.monitoring)
  const sentence = claim ? `${verdict.sentence} ${claim.sentence}` : verdict.sentence
  const item: GateItem = { ...asked, ...verdict, sentence }
  if (verdict.state === 'met' || verdict.state === 'accepted') return { place: verdict.state, item }
  const exceptions = facts.exceptions.filter(
    (exception) =>
      exception.target === requirement.id &&
      (exception.gate === gate.id || exception.gate === effect.gate),
  )
  const after = applyExceptions(item, exceptions, today)
  if (!item.blocking) return { place: 'advisory', item }
  if (after.item.exception) return { place: 'excepted', item: after.item }
  const lapsed = after.lapsed || verdict.state === 'expired' || verdict.state === 'under-review'
  if (gate.carries === 'lapsed' && !lapsed) {
    return { place: 'advisory', item: { ...after.item, blocking: false } }
  }
  return { place: 'unmet', item: after.item }
}

/** A person's statement that it does not apply counts where an exception could be made at all. */
const notApplicableClaim = (
  requirement: Requirement,
  { notApplicable }: RequirementStatus,
  { mayExcept }: GateItem,
): { counts: boolean; sentence: string } | null => {
  if (!notApplicable) return null
  const { reason, signature } = notApplicable
  const who = personAndRole(signature)
  if (mayExcept === 'nobody') {
    const sentence = `${who} said that it does not apply. It does on the facts given; correct those if they are wrong.`
    return { counts: false, sentence }
  }
  if (!requirement.signedBy.includes(signature.role)) {
    const sentence = `${who} said that it does not apply, but that role may not sign this.`
    return { counts: false, sentence }
  }
  return { counts: true, sentence: `Said not to apply by ${who}: ${reason}` }
}
