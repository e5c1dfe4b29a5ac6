import type { Expression, FactDefinition, Framework, Requirement } from './model.js'
import { AREA_IDS, FACT_IDS, GATE_IDS, STAGE_IDS } from './model.js'

/** What is wrong between the parts of a framework, as sentences; empty when all fits. */
export const problemsOf = (framework: Framework): string[] => [
  ...completeness('area', AREA_IDS, framework.areas),
  ...completeness('fact', FACT_IDS, framework.facts),
  ...completeness('stage', STAGE_IDS, framework.stages),
  ...completeness('gate', GATE_IDS, framework.gates),
  ...duplicates('requirement', framework.requirements),
  ...stageFact(framework),
  ...gateProblems(framework),
  ...framework.requirements.flatMap((one) => requirementProblems(one, framework)),
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

const repeated = (ids: readonly string[]): string[] => [
  ...new Set(ids.filter((id, index) => ids.indexOf(id) !== index)),
]

const stageFact = (framework: Framework): string[] => {
  const fact = framework.facts.find((one) => one.id === 'stage')
  const choices = fact?.kind === 'choice' ? fact.choices.map((choice) => choice.id) : []
  return STAGE_IDS.filter((id) => !choices.includes(id)).map(
    (id) => `The fact stage has no choice ${id}.`,
  )
}

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
      ...(blocked ? [`${where} nothing may block a cease.`] : []),
    ]
  })

const requirementProblems = (requirement: Requirement, framework: Framework): string[] => {
  const fields = requirement.fields.map((field) => field.id)
  const parts = [...requirement.metBy.anyOf, ...requirement.metBy.allOf]
  const last = requirement.mayExcept.at(-1)
  const expressions = [
    requirement.applies,
    ...requirement.mayExcept.map((rule) => rule.when),
    ...requirement.gates.map((gate) => gate.when),
  ].filter((expression) => expression !== null)
  return [
    ...repeated(fields).map((id) => `the field ${id} stands there twice.`),
    ...(parts.length === 0 ? ['it cannot be met: metBy names no part.'] : []),
    ...(parts.includes('points') === (requirement.points !== null)
      ? []
      : ['points and metBy must go together.']),
    ...(parts.includes('answers') && fields.length === 0
      ? ['it asks for answers but has no fields.']
      : []),
    ...(last?.when === null ? [] : ['the last line of mayExcept must have no condition.']),
    ...gateEffectProblems(requirement, fields),
    ...expressions.flatMap((expression) => expressionProblems(expression, framework.facts)),
  ].map((sentence) => `Requirement ${requirement.id}: ${sentence}`)
}

const gateEffectProblems = (requirement: Requirement, fields: readonly string[]): string[] =>
  requirement.gates.flatMap((gate) => [
    ...(gate.gate === 'cease' && gate.effect === 'blocks' ? ['nothing may block a cease.'] : []),
    ...[...gate.fields, ...(gate.atLeast ? [gate.atLeast.field, gate.atLeast.of] : [])]
      .filter((id) => !fields.includes(id))
      .map((id) => `the gate ${gate.gate} names the field ${id}, which it does not have.`),
  ])

const expressionProblems = (expression: Expression, facts: readonly FactDefinition[]): string[] => {
  if (expression === 'always') return []
  if ('not' in expression) return expressionProblems(expression.not, facts)
  if ('all' in expression) return expression.all.flatMap((one) => expressionProblems(one, facts))
  if ('any' in expression) return expression.any.flatMap((one) => expressionProblems(one, facts))
  const definition = facts.find((one) => one.id === expression.fact)
  if (definition === undefined) return [`the fact ${expression.fact} is not defined.`]
  const fits =
    definition.kind === 'yes-no'
      ? typeof expression.equals === 'boolean'
      : definition.choices.some((choice) => choice.id === expression.equals)
  return fits
    ? []
    : [`the fact ${expression.fact} never has the value ${String(expression.equals)}.`]
}
