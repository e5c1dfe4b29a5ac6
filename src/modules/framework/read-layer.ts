import type { z } from 'zod'
import { layerProblems } from './check-layer.js'
import { FrameworkFault } from './framework-fault.js'
import type { Layer } from './layer-model.js'
import { layerSchema } from './layer-schema.js'
import type { Framework } from './model.js'
import { placeInFile } from './place-in-file.js'
import { plainFault } from './plain-faults.js'
import { parseYaml, unreadable } from '#kernel/parse-yaml.js'

/** Most characters of a layer. */
export const LARGEST_LAYER = 256 * 1024

/**
 * A layer as YAML, checked against the national version it is to stand over. Throws FrameworkFault with
 * a sentence for every problem: bad YAML, an unknown word or fact, a circle, anything that asks less.
 */
export const readLayer = (text: string, national: Framework): Layer => {
  const layer = layerOfText(text)
  const problems = layerProblems(national, layer)
  if (problems.length > 0) throw new FrameworkFault(problems)
  return layer
}

/** A layer that was checked when it was stored. Throws FrameworkFault where its shape is not a layer's. */
export const layerOfText = (text: string): Layer => {
  const content = contentOf(text)
  const parsed = layerSchema.safeParse(content, { error: plainFault })
  if (parsed.success) return parsed.data
  throw new FrameworkFault(parsed.error.issues.map((issue) => inWords(issue, content)))
}

const contentOf = (text: string): unknown => {
  if (text.length > LARGEST_LAYER) throw new FrameworkFault(['The layer is larger than 256 KB.'])
  try {
    return parseYaml(text)
  } catch (error) {
    throw new FrameworkFault([`The layer: ${unreadable(error)}`])
  }
}

const inWords = (issue: z.core.$ZodIssue, content: unknown): string => {
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0)
    return `A layer holds id, name, requirements, gates, checks, signatures, exceptions and additions, and cannot hold ${issue.keys.join(', ')}. It adds; it never removes or loosens.`
  if (issue.code === 'invalid_type' && issue.path.length === 0)
    return 'The layer: it must hold id, name, requirements, gates, checks, signatures, exceptions and additions.'
  return `${placeInFile(content, issue.path, 1).join(' ')}: ${issue.message}.`
}
