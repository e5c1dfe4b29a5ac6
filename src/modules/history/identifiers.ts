import type { Named, Names } from './model.js'

// Besides our own, the SHA-256 digests of files, which nobody reads either.
const IDENTIFIER = /\b(?:[a-z]{3}_[0-9a-z]{26}|[0-9a-f]{64})\b/g

/** Every identifier in a value, however deep. */
export const identifiersIn = (value: unknown): string[] => [
  ...new Set((JSON.stringify(value) ?? '').match(IDENTIFIER)),
]

/** Words in which each identifier is preceded by what it is called now; the identifier stays. */
export const withNames = (words: string, names: Names): string =>
  words.replaceAll(IDENTIFIER, (id) => {
    const named = names.get(id)
    return named === undefined ? id : `${named.name} (${id})`
  })

/** A stretch of words, or an identifier in them with what it is called now, if that may be seen. */
export type Stretch = string | { id: string; named: Named | undefined }

/** Words cut at their identifiers, in order and without empty stretches. */
export const stretchesOf = (words: string, names: Names): Stretch[] => {
  const ids = words.match(IDENTIFIER) ?? []
  return words
    .split(IDENTIFIER)
    .flatMap((text, place): Stretch[] => {
      const id = ids[place]
      return id === undefined ? [text] : [text, { id, named: names.get(id) }]
    })
    .filter((one) => one !== '')
}
