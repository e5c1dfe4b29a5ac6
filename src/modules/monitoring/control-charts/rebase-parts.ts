import { Invalid } from '#kernel/errors.js'
import { readDate } from '../read-table/read-date.js'

/**
 * The dates at which new limits start, by the keys that points sort by.
 * @throws Invalid where no point has such a date.
 */
export const rebaseKeys = (
  dates: readonly string[],
  points: readonly { readonly sortKey: string }[],
): ReadonlySet<string> => {
  const keys = new Set(points.map(({ sortKey }) => sortKey))
  return new Set(
    dates.map((date) => {
      const key = readDate(date)?.sortKey
      if (key !== undefined && keys.has(key)) return key
      throw new Invalid(`--rebase ${date}: no point has this date.`)
    }),
  )
}

/**
 * Where the parts of a chart begin and end, [from, to): at the first point and at the first of each date
 * at which new limits start. @throws Invalid where no point has such a date.
 */
export const rebaseParts = (
  dates: readonly string[],
  points: readonly { readonly sortKey: string }[],
): readonly { readonly from: number; readonly to: number }[] => {
  const keys = rebaseKeys(dates, points)
  const starts = points.flatMap(({ sortKey }, i) =>
    i === 0 || (keys.has(sortKey) && points[i - 1]?.sortKey !== sortKey) ? [i] : [],
  )
  return starts.map((from, i) => ({ from, to: starts[i + 1] ?? points.length }))
}
