/** A value as JSON can say it. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | readonly Plain[]
  | { readonly [key: string]: Plain }

/**
 * One text for one value, whatever the order of its keys: keys sorted by code unit, no spaces, strings
 * and numbers as JSON.stringify writes them (as RFC 8785 does). Throws RangeError for a number that JSON
 * cannot say.
 */
export const canonicalJson = (value: Plain): string => {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError('JSON cannot say this number.')
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`).join(',')}}`
}

const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value)
