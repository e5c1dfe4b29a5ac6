import type { z } from 'zod'
import { Invalid } from '#kernel/errors.js'

/** Checks input against a schema. Throws Invalid with one problem per fault, named by its field. */
export const parseInput = <Out>(schema: z.ZodType<Out>, input: unknown): Out => {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const seen = new Set<string>()
  throw new Invalid(
    parsed.error.issues.flatMap((issue) => {
      const field = issue.path.map(String).join('.')
      if (seen.has(`${field} ${issue.message}`)) return []
      seen.add(`${field} ${issue.message}`)
      return [field ? { field, message: issue.message } : { message: issue.message }]
    }),
  )
}
