import { expressionsOf } from './check-requirement.js'
import { circlesIn } from './find-circles.js'
import type { AnswerField, Expression, FactDefinition, FactId, Framework } from './model.js'
import { STAGE_IDS } from './model.js'

/** What is wrong with the facts of a framework: a stage left out, a derivation that does not fit, a circle. */
export const factProblems = (framework: Framework): string[] => [
  ...stageFact(framework),
  ...framework.facts.flatMap((fact) => derivationProblems(fact, framework)),
  ...circles(framework),
]

const stageFact = (framework: Framework): string[] => {
  const fact = framework.facts.find((one) => one.id === 'stage')
  const choices = fact?.kind === 'choice' ? fact.choices.map((choice) => choice.id) : []
  return STAGE_IDS.filter((id) => !choices.includes(id)).map(
    (id) => `The fact stage has no choice ${id}.`,
  )
}

const derivationProblems = (fact: FactDefinition, framework: Framework): string[] => {
  const { from } = fact
  if (from === null) return []
  const requirement = framework.requirements.find((one) => one.id === from.requirement)
  const field = requirement?.fields.find((one) => one.id === from.field)
  const source = `${from.requirement}.${from.field}`
  if (!field) return [`The fact ${fact.id} is derived from ${source}, which is not asked.`]
  return fits(fact, field)
    ? []
    : [`The fact ${fact.id} is derived from ${source}, whose answers it does not know.`]
}

const fits = (fact: FactDefinition, field: AnswerField): boolean =>
  fact.kind === 'yes-no'
    ? field.kind === 'yes-no'
    : field.kind === 'choice' &&
      field.choices.every((one) => fact.choices.some((choice) => choice.id === one.id))

/** Requirements that wait for each other's answers: none of them could be settled first. */
const circles = (framework: Framework): string[] => {
  const waitsFor = new Map(
    framework.requirements.map((one) => [
      one.id,
      expressionsOf(one)
        .flatMap(factsIn)
        .flatMap((id) => framework.facts.find((fact) => fact.id === id)?.from?.requirement ?? []),
    ]),
  )
  return circlesIn(waitsFor).map(
    (circle) => `The rules go in a circle: ${circle.join(' needs the answer of ')}.`,
  )
}

const factsIn = (expression: Expression): FactId[] => {
  if (expression === 'always') return []
  if ('fact' in expression) return [expression.fact]
  if ('not' in expression) return factsIn(expression.not)
  return ('all' in expression ? expression.all : expression.any).flatMap(factsIn)
}
