import { type MeasureRequest, PERIOD } from '../request.js'

/** The most cells that breakdowns tallied as one may have, by what the first rows show. */
const MOST_JOINED = 256

/** What is tallied: the breakdowns themselves unless some were joined. */
export const talliedBreakdowns = ({
  breakdowns,
  tallied,
}: MeasureRequest): readonly (readonly string[])[] => tallied ?? breakdowns

/** The place of a breakdown among what is tallied: its own, or the one that crosses its columns. */
export function talliedPlace(request: MeasureRequest, columns: readonly string[]): number {
  const key = columns.join('\n')
  const tallied = talliedBreakdowns(request)
  const own = tallied.findIndex((names) => names.join('\n') === key)
  return own >= 0
    ? own
    : tallied.findIndex((names) => columns.every((name) => names.includes(name)))
}

/**
 * Joins breakdowns of few groups into one that crosses them, so that a row is tallied once for all of
 * them; each is added up from it afterwards. `variety` tells how many values a column seems to have.
 */
export function joinBreakdowns(
  request: MeasureRequest,
  variety: ReadonlyMap<string, number>,
): MeasureRequest {
  if (request.exact) return request
  const joined = new Set<string>()
  const rest: (readonly string[])[] = []
  let cells = 1
  for (const columns of request.breakdowns) {
    const added = columns.filter((name) => !joined.has(name))
    const groups = added.reduce(
      (product, name) => product * ((variety.get(name) ?? Infinity) + 1),
      1,
    )
    const fits = !columns.includes(PERIOD) && cells * groups <= MOST_JOINED
    if (!fits) {
      rest.push(columns)
      continue
    }
    cells *= groups
    for (const name of added) joined.add(name)
  }
  return { ...request, tallied: joined.size > 0 ? [...rest, [...joined]] : rest }
}
