import { factProblems } from './check-facts.js'
import { requirementProblems } from './check-requirement.js'
import { formProblems } from './forms/check-form.js'
import { hookProblems } from './forms/check-hooks.js'
import { signOffProblems } from './check-sign-off.js'
import type { Framework, GateDecision } from './model.js'
import { AREA_IDS, FACT_IDS, GATE_IDS, STAGE_IDS } from './model.js'
import { repeated } from './repeated.js'

/** What is wrong between the parts of a framework, as sentences; empty when all fits. */
export const problemsOf = (framework: Framework): string[] => [
  ...completeness('area', AREA_IDS, framework.areas),
  ...completeness('fact', FACT_IDS, framework.facts),
  ...completeness('stage', STAGE_IDS, framework.stages),
  ...completeness('gate', GATE_IDS, framework.gates),
  ...duplicates('requirement', framework.requirements),
  ...factProblems(framework),
  ...gateProblems(framework),
  ...framework.requirements.flatMap((one) => requirementProblems(one, framework)),
  ...framework.forms.flatMap(formProblems),
  ...hookProblems(framework.forms, framework.requirements),
]

interface Named {
  readonly id: string
}

const completeness = (what: string, wanted: readonly string[], given: readonly Named[]) => [
  ...wanted
    .filter((id) => !given.some((one) => one.id === id))
    .map((id) => `The ${what} ${id} is missing.`),
  ...duplicates(what, given),
]

const duplicates = (what: string, given: readonly Named[]): string[] =>
  repeated(given.map((one) => one.id)).map((id) => `The ${what} ${id} stands there twice.`)

const gateProblems = (framework: Framework): string[] =>
  framework.gates.flatMap((gate) => {
    const where = `Gate ${gate.id}:`
    const blocked = gate.id === 'cease' && gate.checks.some((check) => check.effect === 'blocks')
    return [
      ...repeated(gate.decisions.map((one) => one.id)).map(
        (id) => `${where} the decision ${id} stands there twice.`,
      ),
      ...repeated(gate.checks.map((one) => one.check)).map(
        (id) => `${where} the check ${id} stands there twice.`,
      ),
      ...gate.decisions.flatMap((decision) => decisionProblems(decision, where)),
      ...(blocked ? [`${where} nothing may block a cease.`] : []),
      ...signOffProblems(gate).map((problem) => `${where} ${problem}`),
    ]
  })

// What moves on is a pass, and nothing ever blocks a pause, a roll-back or a cease.
const NEVER_BLOCKED: readonly GateDecision['effect'][] = ['pauses', 'returns', 'ceases']

const decisionProblems = ({ id, effect, needsAllMet }: GateDecision, where: string): string[] => {
  if (effect === 'moves' && !needsAllMet)
    return [`${where} the decision ${id} moves on, so it needs all that blocks to be met.`]
  return needsAllMet && NEVER_BLOCKED.includes(effect)
    ? [`${where} nothing may block the decision ${id}, because it pauses, rolls back or ceases.`]
    : []
}
