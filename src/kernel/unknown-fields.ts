import { z } from 'zod'
import type { Problem } from './errors.js'
import { unknownField } from './problem-words.js'

type Schema = z.core.$ZodType

/**
 * The fields of some input that a schema does not name and would leave out without a word, each with the
 * name that was likely meant. Pure.
 */
export const unknownFields = (schema: Schema, input: unknown): Problem[] =>
  unknownIn(schema, input, [])

const unknownIn = (schema: Schema, input: unknown, path: readonly string[]): Problem[] => {
  if (typeof input !== 'object' || input === null) return []
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object':
      return ofObject(def, new Map(Object.entries(input)), path)
    case 'array':
      return Array.isArray(input)
        ? input.flatMap((one, place) => unknownIn(def.element, one, [...path, String(place)]))
        : []
    case 'record':
      return Object.entries(input).flatMap(([name, one]) =>
        unknownIn(def.valueType, one, [...path, name]),
      )
    case 'union':
      return ofUnion(def.options, input, path)
    case 'pipe':
      return unknownIn(isTransform(def.in) ? def.out : def.in, input, path)
    default:
      return 'innerType' in def ? unknownIn(def.innerType, input, path) : []
  }
}

const isTransform = (schema: Schema): boolean =>
  (schema as z.core.$ZodTypes)._zod.def.type === 'transform'

// A catchall is either strict, and refuses by itself, or takes what it is given.
const ofObject = (
  def: z.core.$ZodObjectDef,
  input: ReadonlyMap<string, unknown>,
  path: readonly string[],
): Problem[] => {
  const known = Object.keys(def.shape)
  return [...input].flatMap(([name, value]) => {
    const here = [...path, name]
    const schema = def.shape[name]
    if (schema && known.includes(name)) return unknownIn(schema, value, here)
    if (def.catchall) return []
    const field = here.join('.')
    return [{ field, message: unknownField(field, known) }]
  })
}

/** Of the options that take the input, the one that knows most of it; of none, nothing more is said. */
const ofUnion = (options: readonly Schema[], input: object, path: readonly string[]): Problem[] =>
  options
    .filter((option) => z.safeParse(option, input).success)
    .map((option) => unknownIn(option, input, path))
    .toSorted((left, right) => left.length - right.length)[0] ?? []
