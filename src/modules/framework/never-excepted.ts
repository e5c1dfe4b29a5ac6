import { agreedWay } from './agreed-way.js'
import { evaluateApplies } from './applies.js'
import { asksLess } from './asks-less.js'
import { CHECK_NAMES } from './check-names.js'
import { everyCase, factsOf } from './every-case.js'
import { exceptionRuleFor } from './find-in-framework.js'
import { lineThatCounts } from './line-that-counts.js'
import type {
  DeploymentFacts,
  EvidenceState,
  Framework,
  Gate,
  GateCheckId,
  GateEffect,
  Requirement,
} from './model.js'

// product.md, section 4, rule 2: the signed safety file, registration of a device, a DPIA where the law
// requires one, ICO consultation, a charter test (in evidence and in the record) and a risk of 5.
const REQUIREMENTS: readonly string[] = ['R04', 'R07', 'R18', 'R19', 'R38']
const CHECKS: readonly GateCheckId[] = ['no-unacceptable-hazard', 'charter-kept']

/**
 * What nobody may except and a version asks less of than the one that is installed here, as sentences;
 * empty when it keeps every such block. It may ask more: each is compared case by case of the facts. Pure.
 */
export const blocksLost = (version: Framework, kept: Framework = agreedWay()): string[] => [
  ...kept.requirements
    .filter(({ id }) => REQUIREMENTS.includes(id))
    .flatMap((one) => lostOf(one, version, kept)),
  ...CHECKS.flatMap((check) => lostChecks(check, version, kept)),
  ...lostWays(version, kept),
]

const lostOf = (wanted: Requirement, version: Framework, kept: Framework): string[] => {
  const which = `${wanted.id} (${wanted.name})`
  const given = version.requirements.find(({ id }) => id === wanted.id)
  const gates = given ? gatesLost(wanted, given, version, kept) : gatesOf(wanted, kept)
  if (gates === null)
    return [`${which}: its rules use so many facts that nobody can see that it still blocks.`]
  const where = gates.map((gate) => `“${gate.name}”`).join(', ')
  return [
    ...(gates.length === 0
      ? []
      : [`${which} does not block ${where} as it must. Nobody may except it.`]),
    ...(given && signersOf(given).some((role) => !wanted.signedBy.includes(role))
      ? [`${which} could be signed by others than it must be. Nobody may except it.`]
      : []),
    ...(given ? asksLess(given, wanted).map((less) => `${which} ${less}`) : []),
    ...factsOf(wanted)
      .filter((id) => fromOf(version, id) !== fromOf(kept, id))
      .map((id) => `${which} rests on the fact ${id}, which would come from another answer.`),
  ]
}

const signersOf = ({ signedBy, parts }: Requirement) => [
  ...signedBy,
  ...parts.flatMap((part) => part.signedBy),
]

const gatesOf = (wanted: Requirement, { gates }: Framework): Gate[] =>
  gates.filter((gate) => lineThatCounts(wanted, gate, {})?.effect === 'blocks')

/** The gates at which there is a case that was blocked and is not any more; null for too many cases. */
const gatesLost = (
  wanted: Requirement,
  given: Requirement,
  version: Framework,
  kept: Framework,
): Gate[] | null => {
  const pairs = kept.gates.flatMap((gate) => {
    const other = version.gates.find(({ id }) => id === gate.id)
    return other ? [{ gate, other }] : []
  })
  if (sameRules(wanted, given) && pairs.every(({ gate, other }) => gate.carries === other.carries))
    return []
  const cases = everyCase([...factsOf(wanted), ...factsOf(given)], version.facts)
  if (cases === null) return null
  const blocked = cases.filter((facts) => nobodyMay(wanted, facts))
  const lost = ({ gate, other }: (typeof pairs)[number]) =>
    blocked.some((facts) => {
      const before = lineThatCounts(wanted, gate, facts)
      if (before?.effect !== 'blocks') return false
      if (CARRIED[other.carries] < CARRIED[gate.carries]) return true
      const after = lineThatCounts(given, other, facts)
      return !nobodyMay(given, facts) || after === null || isLess(after, before)
    })
  return pairs.filter(lost).map(({ gate }) => gate)
}

const nobodyMay = (requirement: Requirement, facts: DeploymentFacts): boolean =>
  exceptionRuleFor(requirement, facts)?.by === 'nobody' &&
  evaluateApplies(requirement.applies, facts).applies

const CARRIED: Readonly<Record<Gate['carries'], number>> = { none: 0, lapsed: 1, all: 2 }
const STRENGTH: Readonly<Record<EvidenceState, number>> = { draft: 0, signed: 1, live: 2 }

const isLess = (after: GateEffect, before: GateEffect): boolean =>
  after.effect !== 'blocks' ||
  STRENGTH[after.needs] < STRENGTH[before.needs] ||
  before.fields.some((field) => !after.fields.includes(field))

const sameRules = (one: Requirement, other: Requirement): boolean =>
  JSON.stringify([one.applies, one.mayExcept, one.gates]) ===
  JSON.stringify([other.applies, other.mayExcept, other.gates])

const fromOf = ({ facts }: Framework, id: string): string =>
  JSON.stringify(facts.find((one) => one.id === id)?.from ?? null)

const lostChecks = (check: GateCheckId, version: Framework, kept: Framework): string[] => {
  const blocks = ({ gates }: Framework) =>
    gates.filter(({ checks }) =>
      checks.some(
        (one) => one.check === check && one.effect === 'blocks' && one.mayExcept === 'nobody',
      ),
    )
  const there = blocks(version).map(({ id }) => id)
  const lost = blocks(kept).filter(({ id }) => !there.includes(id))
  if (lost.length === 0) return []
  const where = lost.map(({ name }) => `“${name}”`).join(', ')
  return [
    `The check “${CHECK_NAMES[check]}” does not block ${where} as it must. Nobody may except it.`,
  ]
}

// A gate that leads further than it did would lead round the gates between.
const lostWays = (version: Framework, kept: Framework): string[] =>
  kept.gates.flatMap(({ id, name, to }) =>
    version.gates.some((one) => one.id === id && one.to !== to)
      ? [`The gate “${name}” leads to another stage, past what nobody may except.`]
      : [],
  )
