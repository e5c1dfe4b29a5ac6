import { createHash } from 'node:crypto'
import { z } from 'zod'
import { problemsOf } from './check-framework.js'
import { formSchema } from './forms/form-schema.js'
import { FrameworkFault } from './framework-fault.js'
import type { Framework } from './model.js'
import { blocksLost } from './never-excepted.js'
import { plainFault } from './plain-faults.js'
import { parseYaml, unreadable } from '#kernel/parse-yaml.js'
import { factsSchema, frameworkSchema, gatesSchema, stagesSchema } from './schema.js'
import { requirementSchema } from './requirement-schema.js'

/** Most characters of a whole version. */
export const LARGEST_VERSION = 1024 * 1024

const versionSchema = z.strictObject({
  ...frameworkSchema.shape,
  ...factsSchema.shape,
  ...stagesSchema.shape,
  ...gatesSchema.shape,
  requirements: z.array(requirementSchema).min(1).max(500),
  forms: z.array(formSchema).max(100).default([]),
})

/**
 * A whole national version as one text, as `wardround framework show --json` writes it (YAML will do).
 * It keeps every block that nobody may except. Throws FrameworkFault with a sentence for every problem.
 */
export const readVersion = (text: string): Framework => {
  if (text.length > LARGEST_VERSION) throw new FrameworkFault(['The version is larger than 1 MB.'])
  const framework = versionOfContent(contentOf(text))
  const problems = [...problemsOf(framework), ...blocksLost(framework)]
  if (problems.length > 0) throw new FrameworkFault(problems)
  return framework
}

/** A version as it is stored, with what later releases added to the schema filled in. Throws FrameworkFault. */
export const versionOfContent = (content: unknown): Framework => {
  const parsed = versionSchema.safeParse(content, { error: plainFault })
  if (parsed.success) return parsed.data
  throw new FrameworkFault(
    parsed.error.issues.map((issue) => `${issue.path.map(String).join(' ')}: ${issue.message}.`),
  )
}

/** SHA-256 of a version as it is stored. */
export const digestOfVersion = (framework: Framework): string =>
  createHash('sha256')
    .update(JSON.stringify(versionOfContent(framework)))
    .digest('hex')

const contentOf = (text: string): unknown => {
  try {
    return parseYaml(text)
  } catch (error) {
    throw new FrameworkFault([`The version: ${unreadable(error)}`])
  }
}
