import type { VerbContext } from '#kernel/declare/verb.js'

type Options = VerbContext['options']

/** The value of an option that holds one text. */
export const textOf = (options: Options, name: string): string | undefined => {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

/** The values of an option that repeats. */
export const listOf = (options: Options, name: string): readonly string[] =>
  [options[name]].flat().filter((value) => typeof value === 'string')
