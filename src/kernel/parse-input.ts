import type { z } from 'zod'
import { Invalid, type Problem } from './errors.js'
import { inWords } from './problem-words.js'
import { unknownFields } from './unknown-fields.js'

/** Checks input against a schema. Throws Invalid with one problem per fault, named by its field. */
export const parseInput = <Out>(schema: z.ZodType<Out>, input: unknown): Out => {
  const parsed = schema.safeParse(input, { error: inWords })
  if (parsed.success) return parsed.data
  throw new Invalid(problemsOf(parsed.error))
}

/** The same for what a program sends: a field that the schema does not name is refused, not left out. */
export const parseStrictly = <Out>(schema: z.ZodType<Out>, input: unknown): Out => {
  const parsed = schema.safeParse(input, { error: inWords })
  const problems = [
    ...unknownFields(schema, input),
    ...(parsed.success ? [] : problemsOf(parsed.error)),
  ]
  if (parsed.success && problems.length === 0) return parsed.data
  throw new Invalid(problems)
}

/** The problems of a failed parse, each once. Pure. */
const problemsOf = (error: z.core.$ZodError): Problem[] => {
  const problems = error.issues.map(({ path, message }) => {
    const field = path.map(String).join('.')
    return field ? { field, message } : { message }
  })
  return [...new Map(problems.map((one) => [`${one.field ?? ''} ${one.message}`, one])).values()]
}
