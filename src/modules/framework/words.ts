import { type Role, roleInText } from '#kernel/roles.js'
import { asDate } from '#ui/index.js'
import type {
  EvidencePart,
  Framework,
  GateEffect,
  MetBy,
  Requirement,
  Source,
  SourceMark,
} from './model.js'
import { conditionInWords } from './applies-in-words.js'

/** How sure a source is, in words; what is not confirmed says so (product.md, rule 7). */
export const markInWords = ({ mark }: { mark: SourceMark }): string =>
  ({
    verified: 'read at its source',
    secondary: 'read elsewhere, to be confirmed at its source',
    'to-be-confirmed': 'to be confirmed',
  })[mark]

/** The date of a source as it gives it: a year, a month, a day, or undated. */
export const sourceDate = ({ date }: Source): string => {
  if (date === null) return 'no date'
  if (date === 'undated') return 'undated'
  if (/^\d{4}$/.test(date)) return date
  if (/^\d{4}-\d{2}$/.test(date)) return asDate(`${date}-01`).replace(/^1 /, '')
  return asDate(date)
}

/** When a requirement is looked at again. */
export const renewalInWords = (requirement: Requirement): string =>
  requirement.renewal
    .map((one) => ('months' in one ? `every ${one.months} months` : EVENTS[one.on]))
    .join(', ')

const EVENTS = {
  version: 'with every new version',
  change: 'when the configuration or the use changes',
  decision: 'with every decision',
  review: 'at every review',
  decommissioning: 'when it is taken out of use',
  once: 'once',
} as const

/** Roles in running text: `analyst or deployment owner`. */
export const rolesInWords = (roles: readonly Role[]): string => {
  const names = roles.map(roleInText)
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`
}

/** What a requirement does at a gate, in words. */
export const effectInWords = (framework: Framework, effect: GateEffect): string => {
  const gate = framework.gates.find((one) => one.id === effect.gate)?.name ?? effect.gate
  const needs = { draft: 'a draft', signed: 'signed', live: 'signed, with figures arriving' }
  const when = effect.when === null ? '' : `, if ${conditionInWords(effect.when, framework)}`
  return `${gate}: ${effect.effect} (${needs[effect.needs]}${when})`
}

/** Who may make an exception, in words. */
export const exceptionInWords = (framework: Framework, requirement: Requirement): string =>
  requirement.mayExcept
    .map(({ when, by, because }) => {
      const who = by === 'nobody' ? 'nobody' : rolesInWords(by)
      const then = when === null ? '' : ` if ${conditionInWords(when, framework)}`
      return `${who}${then}${because ? ` (${because})` : ''}`
    })
    .join('; otherwise ')

const PART_WORDS: Readonly<Record<EvidencePart, string>> = {
  answers: 'answers',
  document: 'a document',
  points: 'figures',
}

/** What satisfies a requirement, in words. */
export const metByInWords = ({ anyOf, allOf }: MetBy): string =>
  [
    ...allOf.map((part) => PART_WORDS[part]),
    ...(anyOf.length === 0 ? [] : [anyOf.map((part) => PART_WORDS[part]).join(' or ')]),
  ].join(' and ')
