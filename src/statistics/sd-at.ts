/**
 * The standard deviation of the value at a place, where there is one for all or one for each.
 * @throws RangeError, when asked, for one that is not above 0; `chart` is named in it.
 */
export function sdAt(
  sd: number | readonly (number | null)[],
  chart: string,
): (place: number) => number {
  const checked = (one: number | null | undefined): number => {
    if (typeof one === 'number' && one > 0) return one
    throw new RangeError(`${chart} needs a standard deviation above 0`)
  }
  if (typeof sd !== 'number') return (place) => checked(sd[place])
  const all = checked(sd)
  return () => all
}
