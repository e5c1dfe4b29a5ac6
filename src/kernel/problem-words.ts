import type { z } from 'zod'
import { likelyName } from './likely-name.js'

type Issue = z.core.$ZodRawIssue
type SubIssue = z.core.$ZodIssue

/**
 * A fault of a schema in plain words: which field, and what is expected there. For every fault that its
 * schema has no sentence for. Pure.
 */
export const inWords = (issue: Issue): string => {
  const field = (issue.path ?? []).map(String).join('.')
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue, field)
  const wanted = wantedOf(issue)
  if (!field) return `What is sent must be ${wanted}.`
  return issue.input === undefined ? `Give ${wanted} for ${field}.` : `${field} must be ${wanted}.`
}

/** A field that is not known, and which was likely meant. Pure. */
export const unknownField = (field: string, names: readonly string[]): string => {
  const steps = field.split('.')
  const likely = likelyName(steps.at(-1) ?? '', names)
  const meant = likely && [...steps.slice(0, -1), likely].join('.')
  return meant
    ? `${field} is not known here. Did you mean ${meant}?`
    : `${field} is not known here. Leave it out.`
}

const unknownKeys = (issue: Issue & { code: 'unrecognized_keys' }, field: string): string => {
  const known = shapeOf(issue.inst)
  return issue.keys.map((key) => unknownField(field ? `${field}.${key}` : key, known)).join(' ')
}

const shapeOf = (inst: Issue['inst']): string[] => {
  const def: unknown = inst?._zod.def
  const hasShape = typeof def === 'object' && def !== null && 'shape' in def
  return hasShape ? Object.keys(def.shape ?? {}) : []
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object of named fields',
  record: 'an object of named fields',
  date: 'a date',
  null: 'null',
  nonoptional: 'a value',
  never: 'left out',
}

const FORMATS: Readonly<Record<string, string>> = {
  date: 'a date such as 2026-11-02',
  datetime: 'a date and time such as 2026-11-02T10:00:00Z',
  time: 'a time such as 14:05',
  email: 'an e-mail address',
  url: 'a web address, such as https://www.example.org/page',
}

const wantedOf = (issue: Issue | SubIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? 'of another kind'
    case 'invalid_value':
      return oneOf(issue.values.map(valueOf))
    case 'too_small':
      return sized(
        issue.origin,
        issue.minimum,
        issue.inclusive === false ? 'more than' : 'at least',
      )
    case 'too_big':
      return sized(issue.origin, issue.maximum, issue.inclusive === false ? 'less than' : 'at most')
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'in the form that the reference gives'
    case 'invalid_union':
      return ofUnion(issue)
    default:
      return 'as the reference says'
  }
}

const UNITS: Readonly<Record<string, readonly [string, string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  set: ['entry', 'entries'],
  map: ['entry', 'entries'],
  file: ['byte', 'bytes'],
}
const WHOLES: Readonly<Record<string, string>> = { string: 'text', file: 'a file' }

const sized = (origin: string, size: number | bigint, bound: string): string => {
  const units = UNITS[origin]
  if (!units) return `${bound} ${size}`
  const [one, several] = units
  return `${WHOLES[origin] ?? 'a list'} of ${bound} ${size} ${Number(size) === 1 ? one : several}`
}

const valueOf = (value: unknown): string => (value === '' ? 'empty' : String(value))

const oneOf = (values: readonly string[]): string => {
  const [only, second] = values
  if (second === undefined) return only ?? 'left out'
  return `one of ${values.slice(0, -1).join(', ')} or ${values.at(-1)}`
}

/** The kinds that a union takes; where one of them came further than its first step, what it lacks. */
const ofUnion = (issue: {
  errors: readonly SubIssue[][]
  options?: readonly unknown[]
}): string => {
  if (issue.options?.length) return oneOf(issue.options.map(valueOf))
  const firsts = issue.errors.flatMap(([first]) => (first ? [first] : []))
  const deepest = firsts.toSorted((left, right) => right.path.length - left.path.length)[0]
  if (deepest && deepest.path.length > 0)
    return `such that ${deepest.path.map(String).join('.')} in it is ${wantedOf(deepest)}`
  const wanted = [...new Set(firsts.map(wantedOf))]
  return wanted.length > 0 ? wanted.join(' or ') : 'as the reference says'
}
