/**
 * Whether JSON text names a key that what was read from it does not hold: one that stands twice in an object,
 * where readers differ in which they take. `read` is a tree, bounded in depth. Pure.
 */
export const hasTwice = (text: string, read: unknown): boolean => keysIn(text) !== keysOf(read)

const STRING = /"(?:[^"\\]|\\.)*"(?<key>\s*:)?/g

const keysIn = (text: string): number => {
  let count = 0
  for (const { groups } of text.matchAll(STRING)) if (groups?.['key'] !== undefined) count += 1
  return count
}

const keysOf = (read: unknown): number => {
  if (Array.isArray(read)) return read.reduce<number>((sum, one) => sum + keysOf(one), 0)
  if (typeof read !== 'object' || read === null) return 0
  return Object.values(read).reduce<number>((sum, one) => sum + 1 + keysOf(one), 0)
}
