import type { Names } from './model.js'

const IDENTIFIER = /\b[a-z]{3}_[0-9a-z]{26}\b/g

/** Every identifier of ours in a value, however deep. */
export const identifiersIn = (value: unknown): string[] => [
  ...new Set((JSON.stringify(value) ?? '').match(IDENTIFIER)),
]

/** Words in which each identifier is followed by what it is called now; the identifier stays. */
export const withNames = (words: string, names: Names): string =>
  words.replaceAll(IDENTIFIER, (id) => {
    const name = names.get(id)
    return name === undefined ? id : `${name} (${id})`
  })
