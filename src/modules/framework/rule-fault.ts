import { likelyName } from '#kernel/likely-name.js'
import { FACT_IDS } from './model.js'

const KINDS = '"always", or { fact, equals }, { all }, { any } or { not }'

/**
 * What is wrong with a rule over facts, for the author of its file: the words that are no facts, each
 * with the fact most likely meant, before anything else. Pure.
 */
export const ruleFault = (rule: unknown): string => {
  const unknown = [...new Set(factsNamedIn(rule))].filter((name) => !isFact(name))
  if (unknown.length === 0) return `must be ${KINDS}, over the facts ${FACT_IDS.join(', ')}`
  const near = unknown.map((name) => ({ name, likely: likelyName(name, FACT_IDS) }))
  const sentences = near.map(({ name, likely }) =>
    likely
      ? `names the fact ${name}, which is not known; the nearest that is known is ${likely}`
      : `names the fact ${name}, which is not known`,
  )
  return near.every(({ likely }) => likely)
    ? sentences.join('; ')
    : `${sentences.join('; ')}. The known facts are ${FACT_IDS.join(', ')}`
}

const isFact = (name: string): boolean => FACT_IDS.some((id) => id === name)

const factsNamedIn = (rule: unknown): string[] => {
  if (Array.isArray(rule)) return rule.flatMap(factsNamedIn)
  if (typeof rule !== 'object' || rule === null) return []
  return Object.entries(rule).flatMap(([key, value]) =>
    key === 'fact' ? [String(value)] : factsNamedIn(value),
  )
}
