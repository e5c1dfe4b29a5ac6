const MOST_SLIPS = 2

/** The one of some names that a mistyped one was most likely meant to be, or undefined. Pure. */
export const likelyName = (given: string, names: readonly string[]): string | undefined => {
  const plain = plainOf(given)
  const [nearest] = names
    .map((name) => ({ name, slips: slipsBetween(plain, plainOf(name)) }))
    .filter(({ name, slips }) => slips <= MOST_SLIPS && slips < name.length / 2)
    .toSorted((left, right) => left.slips - right.slips)
  return nearest?.name
}

const plainOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** Letters to add, leave out, change or swap with their neighbour (Damerau 1964, optimal string alignment). */
const slipsBetween = (from: string, to: string): number => {
  let [beforeLast, last]: [number[], number[]] = [
    [],
    Array.from({ length: to.length + 1 }, (_, at) => at),
  ]
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    for (let at = 1; at <= to.length; at += 1) {
      const change = from[row - 1] === to[at - 1] ? 0 : 1
      const swapped = from[row - 1] === to[at - 2] && from[row - 2] === to[at - 1]
      current.push(
        Math.min(
          (current[at - 1] ?? 0) + 1,
          (last[at] ?? 0) + 1,
          (last[at - 1] ?? 0) + change,
          swapped ? (beforeLast[at - 2] ?? 0) + 1 : Infinity,
        ),
      )
    }
    ;[beforeLast, last] = [last, current]
  }
  return last[to.length] ?? Infinity
}
