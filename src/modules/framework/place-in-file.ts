/**
 * The steps that lead to a value of a file, in words: what stands in a list is called by its id or the
 * requirement it is about where it has one, beside its place in the list counted from `first`. Pure.
 */
export const placeInFile = (
  content: unknown,
  path: readonly PropertyKey[],
  first: 0 | 1,
): string[] => {
  let here: unknown = content
  return path.map((step) => {
    here = typeof here === 'object' && here !== null ? Reflect.get(here, step) : undefined
    if (typeof step !== 'number') return String(step)
    const name = nameOf(here)
    return name === null ? String(step + first) : `${step + first} (${name})`
  })
}

const nameOf = (value: unknown): string | null => {
  if (typeof value !== 'object' || value === null) return null
  const { id, requirement } = value as { id?: unknown; requirement?: unknown }
  return [id, requirement].find((one): one is string => typeof one === 'string') ?? null
}
