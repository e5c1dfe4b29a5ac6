import { londonDate } from '#kernel/time.js'
import { CHECK_NAMES, STAGE_IDS, type Gate, type GateId } from '#modules/framework/index.js'
import { advisedInFull } from './advised-in-words.js'
import { assessRequirement, type Assessed } from './assess-requirement.js'
import { assessSignOff } from './assess-sign-off.js'
import type { GateAssessment, GateItem } from './gate-assessment.js'
import type { GateFacts } from './gate-facts.js'
import { charterSignatures } from './judge-charter.js'
import { judgeCheck } from './judge-check.js'
import { applyExceptions } from './judge-exception.js'

/**
 * What a gate comes to on the facts given: met, accepted, unmet, advisory, excepted and not
 * applicable, each with its reason, and whether it can be passed. Pure: the same facts and the same
 * version of the rules give the same answer. Nothing blocks a cease. Throws RangeError when the
 * framework has no such gate.
 */
export const assessGate = (gateId: GateId, facts: GateFacts): GateAssessment => {
  const gate = facts.framework.gates.find((one) => one.id === gateId)
  if (!gate) throw new RangeError(`The framework has no gate ${gateId}.`)
  const asked = [
    ...facts.framework.requirements.map((one) => assessRequirement(one, gate, facts)),
    ...gate.checks.map((check) => assessCheck(check, gate, facts)),
  ].filter((one) => one !== null)
  const assessed = [...asked, ...assessSignOff(gate, facts, asked)]
  const within = (place: Assessed['place']): GateItem[] =>
    assessed.flatMap((one) => (one.place === place ? [one.item] : []))
  const unmet = within('unmet')
  const standing = standingOf(gate, facts)
  const misplaced = misplacedBecause(gate, facts)
  return {
    gate: gateId,
    frameworkVersion: facts.framework.version,
    assessedAt: facts.now.toISOString(),
    canPass: unmet.length === 0 && misplaced === null,
    decidedBy: gate.decidedBy,
    met: within('met'),
    accepted: within('accepted'),
    unmet,
    advisory: within('advisory'),
    excepted: within('excepted'),
    notApplicable: within('not-applicable'),
    reasons: reasonsFor(gate, standing, misplaced, unmet, within('excepted'), within('advisory')),
    standing,
  }
}

const assessCheck = (
  { check, effect, mayExcept }: Gate['checks'][number],
  gate: Gate,
  facts: GateFacts,
): Assessed => {
  const today = londonDate(facts.now)
  const { passes, applies, sentence } = judgeCheck(check, facts, today)
  const item: GateItem = {
    requirementId: check,
    kind: 'check',
    name: CHECK_NAMES[check],
    state: passes ? 'met' : 'check-failed',
    sentence,
    target: `check:${check}`,
    blocking: effect === 'blocks' && gate.id !== 'cease',
    askedAt: gate.id,
    because: ['It always applies.'],
    mayExcept,
    exceptionNote: null,
    signatures: check === 'charter-kept' ? charterSignatures(facts) : [],
    edition: null,
    exception: null,
  }
  if (applies === false)
    return { place: 'not-applicable', item: { ...item, state: 'not-applicable', blocking: false } }
  if (passes) return { place: 'met', item }
  if (!item.blocking) return { place: 'advisory', item }
  const exceptions = facts.exceptions.filter(
    (exception) => exception.target === check && exception.gate === gate.id,
  )
  const after = applyExceptions(item, exceptions, today).item
  return { place: after.exception ? 'excepted' : 'unmet', item: after }
}

const standingOf = (
  gate: Gate,
  { inUseBeforeAssessment }: GateFacts,
): GateAssessment['standing'] => {
  if (!inUseBeforeAssessment || gate.to === null || gate.to === 'cease') return 'open'
  const reached = STAGE_IDS.indexOf(inUseBeforeAssessment.registeredAt)
  return STAGE_IDS.indexOf(gate.to) <= reached ? 'not-passed-here' : 'open'
}

const misplacedBecause = (gate: Gate, { framework, stage }: GateFacts): string | null => {
  if (gate.id === 'cease' || gate.from.includes(stage)) return null
  const name = (id: string) => framework.stages.find((one) => one.id === id)?.name ?? id
  const from = gate.from.map(name).join(' or ')
  return `This gate leads on from the stage ${from}. This is at the stage ${name(stage)}.`
}

const reasonsFor = (
  gate: Gate,
  standing: GateAssessment['standing'],
  misplaced: string | null,
  unmet: readonly GateItem[],
  excepted: readonly GateItem[],
  advisory: readonly GateItem[],
): string[] => {
  const reasons: string[] = []
  if (standing === 'not-passed-here') {
    reasons.push('Not passed here: it was in use before it was assessed.')
  }
  if (misplaced !== null) reasons.push(misplaced)
  if (gate.id === 'cease')
    reasons.push('Nothing blocks a cease. What is open is chased afterwards.')
  else
    reasons.push(unmet.length === 0 ? 'Nothing blocks this gate.' : blockedSentence(unmet.length))
  if (excepted.length > 0) reasons.push(`By exception: ${names(excepted)}.`)
  if (advisory.length > 0) reasons.push(advisedInFull(advisory))
  return reasons
}

const blockedSentence = (count: number): string =>
  count === 1 ? '1 thing blocks this gate.' : `${count} things block this gate.`

const names = (items: readonly GateItem[]): string => items.map((item) => item.name).join(', ')
