import type { z } from 'zod'

const WHAT: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a group of names and values',
  string: 'words',
  number: 'a number',
  boolean: 'true or false',
}

/** What does not fit, for the author of a file, where the schema has no words of its own for it. */
export const plainFault: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'unrecognized_keys') return `has ${issue.keys.join(', ')}, which is not known`
  if (issue.code !== 'invalid_type') return undefined
  if (issue.input === undefined) return 'is missing'
  return `must be ${WHAT[issue.expected] ?? issue.expected}`
}
