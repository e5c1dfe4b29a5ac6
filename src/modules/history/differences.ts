import { ROLE_NAMES } from '#kernel/roles.js'
import { asDate, asDateTime } from '#ui/index.js'

/** One field as it was and as it became; null where there was nothing. */
export interface Difference {
  field: string
  before: string | null
  after: string | null
}

/**
 * What differs between the state before and after an act, field by field and in words. Fields of
 * parts stand with the name of their part; what is equal on both sides is left out.
 */
export const differencesOf = (before: unknown, after: unknown): Difference[] => {
  const were = flatten(before)
  const are = flatten(after)
  const fields = [...new Set([...were.keys(), ...are.keys()])]
  return fields.flatMap((field) => {
    const one = were.get(field) ?? null
    const other = are.get(field) ?? null
    return one === other ? [] : [{ field: fieldWords(field), before: one, after: other }]
  })
}

/** A name of a field as words: `reviewDue` and `review_due` are "Review due". */
export const fieldWords = (name: string): string => {
  const known = FIELDS[name]
  if (known) return known
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .toLowerCase()
    // A point between digits is the number of a question, not a step into a part.
    .split(/(?<!\d)\.|\.(?!\d)/)
    .map((part) => part.trim())
    .join(': ')
    .replaceAll(/\bicb\b/g, 'ICB')
    .replaceAll(/\bods\b/g, 'ODS')
    .replaceAll(/\bapi\b/g, 'API')
    .replace(/\bid$/, 'identifier')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Fields whose names do not say enough by themselves. */
const FIELDS: Readonly<Record<string, string>> = {
  as: 'In the role of',
  digest: 'Digest of the file (SHA-256)',
  heldBack: 'Held back from partners',
  of: 'About',
  told: 'Organisations told',
}

const ROLES_IN_WORDS: ReadonlyMap<string, string> = new Map(Object.entries(ROLE_NAMES))

const DEEPEST = 4

const flatten = (value: unknown, path = '', depth = 0): Map<string, string> => {
  const found = new Map<string, string>()
  if (isRecord(value) && depth < DEEPEST) {
    for (const [name, inner] of Object.entries(value)) {
      const at = path === '' ? name : `${path}.${name}`
      for (const [field, words] of flatten(inner, at, depth + 1)) found.set(field, words)
    }
    return found
  }
  const words = valueWords(value)
  if (words !== null) found.set(path, words)
  return found
}

const valueWords = (value: unknown): string | null => {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'string') return textWords(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) {
    const words = value.map((one) => (isRecord(one) ? partWords(one) : valueWords(one)))
    return words.filter((one) => one !== null).join('; ') || null
  }
  return isRecord(value) ? partWords(value) : null
}

/** A date, an instant, a role or a choice as everywhere else on the pages; any other text as it is. */
const textWords = (text: string): string => {
  if (/^[a-z]+(-[a-z]+)+$/.test(text)) {
    return ROLES_IN_WORDS.get(text) ?? text.replaceAll('-', ' ')
  }
  if (Number.isNaN(Date.parse(text))) return ROLES_IN_WORDS.get(text) ?? text
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return asDate(text)
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text)) return asDateTime(new Date(text))
  return text
}

const partWords = (part: Record<string, unknown>): string =>
  Object.entries(part)
    .flatMap(([name, value]) => {
      const words = valueWords(value)
      return words === null ? [] : [`${fieldWords(name).toLowerCase()} ${words}`]
    })
    .join(', ')

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
