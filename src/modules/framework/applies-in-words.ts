import { wordsOfFact } from './applies.js'
import type { Expression, FactDefinition, Framework } from './model.js'

/** When a rule over facts holds, in words: `it touches real care, and it is not a medical device`. Pure. */
export const conditionInWords = (rule: Expression, { facts }: Pick<Framework, 'facts'>): string =>
  wordsOf(rule, facts, false)

/** When something applies by a rule over facts: `always`, or `if it touches real care`. Pure. */
export const appliesInWords = (rule: Expression, framework: Pick<Framework, 'facts'>): string =>
  rule === 'always' ? 'always' : `if ${conditionInWords(rule, framework)}`

const wordsOf = (rule: Expression, facts: readonly FactDefinition[], within: boolean): string => {
  if (rule === 'always') return 'always'
  if ('fact' in rule) return factWords(rule.fact, rule.equals, facts)
  if ('not' in rule) return notWords(rule.not, facts)
  const [parts, word] = 'all' in rule ? [rule.all, 'and'] : [rule.any, 'or']
  const words = parts.map((one) => wordsOf(one, facts, parts.length > 1)).join(`, ${word} `)
  return within && parts.length > 1 ? `(${words})` : words
}

const notWords = (rule: Expression, facts: readonly FactDefinition[]): string =>
  typeof rule === 'object' && 'fact' in rule && typeof rule.equals === 'boolean'
    ? factWords(rule.fact, !rule.equals, facts)
    : `not (${wordsOf(rule, facts, false)})`

const factWords = (
  fact: string,
  value: boolean | string,
  facts: readonly FactDefinition[],
): string =>
  wordsOfFact(
    value,
    facts.find(({ id }) => id === fact),
  ) ?? `${fact} is ${String(value)}`
