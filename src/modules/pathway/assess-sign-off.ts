import { evaluateApplies, type Gate, type SignOffStep } from '#modules/framework/index.js'
import type { Assessed } from './assess-requirement.js'
import type { GateItem } from './gate-assessment.js'
import type { GateFacts, SignOffFact } from './gate-facts.js'
import { changedSince } from './signed-basis.js'
import { eitherRole, everyRole, longDate, personAndRole } from './wording.js'

/**
 * What the signatures before a decision come to, step by step, beside what else the gate asks for. A
 * signature counts while nothing it was given on has changed; a step that waits for another says so.
 * Nothing is signed before a cease. Pure.
 */
export const assessSignOff = (
  gate: Gate,
  facts: GateFacts,
  asked: readonly Assessed[],
): Assessed[] => {
  if (gate.id === 'cease') return []
  const given = facts.signOffs.filter((one) => one.gate === gate.id)
  const done: Assessed[] = []
  for (const step of gate.signOff) done.push(assessStep(step, gate, facts, asked, given, done))
  return done
}

const assessStep = (
  step: SignOffStep,
  gate: Gate,
  facts: GateFacts,
  asked: readonly Assessed[],
  given: readonly SignOffFact[],
  earlier: readonly Assessed[],
): Assessed => {
  const { applies, because } = evaluateApplies(
    step.when ?? 'always',
    facts.deployment,
    facts.framework.facts,
  )
  const here = given.filter((one) => one.step === step.id)
  const counting = here.filter((one) => changedSince(one.basis, asked).length === 0)
  const item: GateItem = {
    requirementId: step.id,
    kind: 'sign-off',
    name: step.name,
    state: 'to-sign',
    sentence: '',
    target: `sign-off:${step.id}`,
    blocking: true,
    askedAt: gate.id,
    because,
    mayExcept: 'nobody',
    exceptionNote: 'A signature is given, by a deputy if need be; nothing takes its place.',
    signatures: counting.flatMap(signaturesOf),
    edition: null,
    exception: null,
  }
  if (!applies) {
    const sentence = `Does not apply. ${because.join(' ')}`
    return {
      place: 'not-applicable',
      item: { ...item, state: 'not-applicable', sentence, blocking: false },
    }
  }
  const missing = missingAt(step, counting)
  if (missing === null) {
    return { place: 'met', item: { ...item, state: 'met', sentence: signedWords(counting) } }
  }
  const lapsed = here.filter((one) => !counting.includes(one))
  const sentence = [
    ...(counting.length > 0 ? [signedWords(counting)] : []),
    ...lapsed.map((one) => lapsedWords(one, asked)),
    missing,
    ...waitsFor(step, asked, earlier),
  ].join(' ')
  const state = lapsed.length > 0 ? 'sign-again' : 'to-sign'
  return { place: 'unmet', item: { ...item, state, sentence } }
}

const signaturesOf = ({ by, onBehalfOf }: SignOffFact) =>
  onBehalfOf === null ? [by] : [by, { ...by, ...onBehalfOf }]

/** The roles of a step that nobody signed in yet; for the rule `any`, all of them until enough did. */
export const openRoles = (
  step: SignOffStep,
  counting: readonly Pick<SignOffFact, 'by'>[],
): SignOffStep['roles'] => {
  if (step.rule === 'any') return counting.length < step.people ? step.roles : []
  return step.roles.filter((role) => !counting.some(({ by }) => by.role === role))
}

const missingAt = (step: SignOffStep, counting: readonly SignOffFact[]): string | null => {
  const open = openRoles(step, counting)
  if (open.length === 0) return null
  if (step.rule === 'all') return `To be signed by the ${everyRole(open)}.`
  const left = step.people - counting.length
  const many = left === 1 ? '' : `${left} people, each `
  return `To be signed by ${many}the ${eitherRole(open)}.`
}

const signedWords = (signed: readonly SignOffFact[]): string =>
  signed
    .map(({ by, onBehalfOf }) => {
      const whose = onBehalfOf === null ? '' : `, on behalf of ${onBehalfOf.personName},`
      return `Signed by ${personAndRole(by)}${whose} on ${longDate(by.on)}.`
    })
    .join(' ')

const lapsedWords = ({ by, basis }: SignOffFact, asked: readonly Assessed[]): string =>
  `${personAndRole(by)} signed on ${longDate(by.on)}. It is to be given again, because of what changed: ${changedSince(basis, asked).join('; ')}.`

const waitsFor = (
  step: SignOffStep,
  asked: readonly Assessed[],
  earlier: readonly Assessed[],
): string[] => {
  if (asked.some(({ place }) => place === 'unmet')) {
    return ['It can be signed once nothing else blocks this gate.']
  }
  const before = earlier.filter(
    ({ place, item }) => place === 'unmet' && step.after.includes(item.requirementId),
  )
  return before.length === 0
    ? []
    : [`Before it: ${before.map(({ item }) => item.name).join(', ')}.`]
}
