import { z } from 'zod'

/** Values that come out of one function only, and the shape by which a command takes those and no others. */
export interface MadeOnly<T extends object> {
  /** Notes a value as made; called by that one function. */
  readonly made: (value: T) => T
  readonly schema: z.ZodType<T>
}

/**
 * For a command that takes what was looked at before its transaction: what only says that it was looked at
 * is refused, with the sentence.
 */
export const madeOnlyBy = <T extends object>(sentence: string): MadeOnly<T> => {
  const known = new WeakSet<object>()
  return {
    made: (value) => {
      known.add(value)
      return value
    },
    schema: z.custom<T>(
      (given) => typeof given === 'object' && given !== null && known.has(given),
      { error: sentence },
    ),
  }
}
