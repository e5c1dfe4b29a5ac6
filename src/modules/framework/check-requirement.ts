import type { Expression, FactDefinition, Framework, Requirement } from './model.js'
import { repeated } from './repeated.js'

/** What is wrong with one requirement of a framework, as sentences. */
export const requirementProblems = (requirement: Requirement, framework: Framework): string[] => {
  const fields = requirement.fields.map((field) => field.id)
  const { form } = requirement
  return [
    ...repeated(fields).map((id) => `the field ${id} stands there twice.`),
    ...meansProblems(requirement),
    ...(requirement.mayExcept.at(-1)?.when === null
      ? []
      : ['the last line of mayExcept must have no condition.']),
    ...(form === null || framework.forms.some((one) => one.id === form)
      ? []
      : [`it names the form ${form}, and there is no file forms/${form}.yaml.`]),
    ...partProblems(requirement, fields),
    ...gateEffectProblems(requirement, fields),
    ...expressionsOf(requirement).flatMap((one) => expressionProblems(one, framework.facts)),
  ].map((sentence) => `Requirement ${requirement.id}: ${sentence}`)
}

/** Every rule a requirement holds. */
export const expressionsOf = (requirement: Requirement): Expression[] =>
  [
    requirement.applies,
    ...requirement.mayExcept.map((rule) => rule.when),
    ...requirement.gates.map((gate) => gate.when),
  ].filter((expression) => expression !== null)

const meansProblems = ({ metBy, points, fields }: Requirement): string[] => {
  const means = [...metBy.anyOf, ...metBy.allOf]
  return [
    ...(means.length === 0 ? ['it cannot be met: metBy names no part.'] : []),
    ...(means.includes('points') === (points !== null)
      ? []
      : ['points and metBy must go together.']),
    ...(means.includes('answers') && fields.length === 0
      ? ['it asks for answers but has no fields.']
      : []),
  ]
}

const partProblems = (requirement: Requirement, fields: readonly string[]): string[] => {
  const { parts, scope } = requirement
  if (parts.length === 0) return []
  const shared = parts.flatMap((part) => part.fields)
  return [
    ...(parts.length === 1 ? ['one part is no parts: name two or none.'] : []),
    ...repeated(parts.map((part) => part.id)).map((id) => `the part ${id} stands there twice.`),
    ...repeated(shared).map((id) => `the field ${id} stands in two parts.`),
    ...shared
      .filter((id) => !fields.includes(id))
      .map((id) => `a part names the field ${id}, which it does not have.`),
    ...fields
      .filter((id) => !shared.includes(id))
      .map((id) => `the field ${id} stands in no part.`),
    ...(parts.some((part) => part.scope === scope)
      ? []
      : [`no part has the scope of the whole, ${scope}.`]),
  ]
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
