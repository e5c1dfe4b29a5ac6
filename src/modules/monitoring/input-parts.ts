import { z } from 'zod'

/** Reads what a form leaves blank as nothing. */
export const blankIsNothing = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() === '' ? undefined : value

/** A whole number from a form or from JSON, with a message that names it. */
export const whole = (label: string, least: number, most: number) => {
  const message = `Enter ${label} as a whole number from ${least} to ${most}.`
  return z.preprocess(
    blankIsNothing,
    z.coerce.number({ error: message }).int(message).min(least, message).max(most, message),
  )
}

/** A number from a form or from JSON, with a message that names it. */
export const figure = (label: string) =>
  z.preprocess(
    blankIsNothing,
    z.coerce.number({ error: `Enter ${label} as a number, such as 0.85.` }),
  )

/** The same, null where it is left blank. */
export const optionalFigure = (label: string) =>
  z.preprocess(
    (value) => blankIsNothing(value) ?? null,
    z.coerce.number({ error: `Enter ${label} as a number, such as 0.85.` }).nullable(),
  )
