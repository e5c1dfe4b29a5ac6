import type { CalendarDate } from '#kernel/time.js'
import { askedOf, type GateEffect, type Requirement } from '#modules/framework/index.js'
import type { GateFacts, RequirementStatus, Signature } from './gate-facts.js'
import { judgeEvidence } from './judge-evidence.js'
import type { Verdict } from './judge-points.js'

/**
 * Whether what is on file satisfies a requirement, part by part where it has parts: each by its own
 * scope and signatories, so that one may be accepted from another organisation while the other is signed
 * here (field.md section 4). It is met when every part is; the first that is not says why.
 */
export const judgeParts = (
  requirement: Requirement,
  effect: Pick<GateEffect, 'needs' | 'fields' | 'atLeast'>,
  status: RequirementStatus,
  today: CalendarDate,
  monitoring: GateFacts['monitoring'],
): Verdict => {
  const { parts } = status
  if (!parts) return judgeEvidence(requirement, effect, status, today, monitoring)
  const verdicts = askedOf(requirement).flatMap((asked) => {
    const on = parts.find(({ part }) => part === asked.part)
    const name = requirement.parts.find(({ id }) => id === asked.part)?.name ?? requirement.name
    if (!on) return []
    const holds = (field: string) => asked.requirement.fields.some(({ id }) => id === field)
    const narrowed = {
      ...effect,
      fields: effect.fields.filter(holds),
      atLeast: effect.atLeast && holds(effect.atLeast.field) ? effect.atLeast : null,
    }
    const state = { ...on.state, points: status.points }
    const verdict = judgeEvidence(asked.requirement, narrowed, state, today, monitoring)
    return [{ ...verdict, sentence: `${name}: ${lowerFirst(verdict.sentence)}` }]
  })
  const sentence = verdicts.map((one) => one.sentence).join(' ')
  const missing = verdicts.find(({ state }) => state !== 'met' && state !== 'accepted')
  if (missing) return { state: missing.state, sentence }
  const accepted = verdicts.length > 0 && verdicts.every(({ state }) => state === 'accepted')
  return { state: accepted ? 'accepted' : 'met', sentence }
}

/**
 * Everybody whose name a status rests on: who signed, accepted or said that it does not apply, and whom
 * a deputy among them stood in for.
 */
export const signaturesOn = (status: RequirementStatus): Signature[] =>
  [status, ...(status.parts ?? []).map(({ state }) => state)]
    .flatMap(({ signature, acceptance, notApplicable }) => [
      signature,
      acceptance?.signature,
      notApplicable?.signature,
    ])
    .filter((one) => one != null)
    .flatMap((one) => (one.onBehalfOf ? [one, { ...one, ...one.onBehalfOf }] : [one]))

const lowerFirst = (sentence: string): string =>
  `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`
