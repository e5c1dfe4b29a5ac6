import type { DeploymentFacts, Expression, FactDefinition, FactId } from './model.js'
import { allHold, anyHolds, opposite, type Outcome } from './truth.js'

/** Whether a rule holds, and the facts that decided it, in words. */
export interface Applicability {
  applies: boolean
  because: string[]
}

/**
 * Whether a requirement applies to a deployment, and why. A fact that has not been answered keeps it
 * applying and is named (Kleene's strong three-valued logic, 1952, with unknown read as yes).
 * `definitions` give the words; without them the ids are shown.
 */
export const evaluateApplies = (
  expression: Expression,
  facts: DeploymentFacts,
  definitions: readonly FactDefinition[] = [],
): Applicability => {
  const outcome = evaluate(expression, facts, definitions)
  return { applies: outcome.truth !== 'false', because: [...new Set(outcome.because)] }
}

/** Why some things apply, told apart: that some always do, what is known, and what is not answered yet. */
export const splitReasons = (
  because: readonly string[],
): { always: boolean; known: string[]; unanswered: string[] } => ({
  always: because.includes(ALWAYS),
  known: because.filter((reason) => reason !== ALWAYS && !reason.startsWith(NOT_ANSWERED)),
  unanswered: because
    .filter((reason) => reason.startsWith(NOT_ANSWERED))
    .map((reason) => reason.slice(NOT_ANSWERED.length)),
})

const NOT_ANSWERED = 'Not answered: '
const ALWAYS = 'It always applies.'

const evaluate = (
  expression: Expression,
  facts: DeploymentFacts,
  definitions: readonly FactDefinition[],
): Outcome => {
  if (expression === 'always') return { truth: 'true', because: [ALWAYS] }
  if ('fact' in expression) return compare(expression, facts, definitions)
  if ('not' in expression) return opposite(evaluate(expression.not, facts, definitions))
  const parts = 'all' in expression ? expression.all : expression.any
  const outcomes = parts.map((part) => evaluate(part, facts, definitions))
  return 'all' in expression ? allHold(outcomes) : anyHolds(outcomes)
}

const compare = (
  rule: { fact: FactId; equals: boolean | string },
  facts: DeploymentFacts,
  definitions: readonly FactDefinition[],
): Outcome => {
  const value = facts[rule.fact]
  const definition = definitions.find((one) => one.id === rule.fact)
  if (value === undefined || value === null) {
    const question = definition?.question ?? rule.fact
    return { truth: 'unknown', because: [`${NOT_ANSWERED}${question}`] }
  }
  return {
    truth: value === rule.equals ? 'true' : 'false',
    because: [sentence(rule.fact, value, definition)],
  }
}

const sentence = (
  fact: FactId,
  value: boolean | string,
  definition: FactDefinition | undefined,
): string => {
  const words = wordsOfFact(value, definition) ?? `${fact} is ${String(value)}`
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

/** The words of a fact for one of its values; undefined where it has none. */
export const wordsOfFact = (
  value: boolean | string,
  definition: FactDefinition | undefined,
): string | undefined => {
  if (definition?.kind === 'yes-no') return value === true ? definition.yes : definition.no
  return definition?.choices.find((choice) => choice.id === value)?.label
}
