/** Differences without sign from one value to the next; a range needs both neighbours. */
export function movingRanges(values: readonly (number | null)[]): readonly number[] {
  return values.flatMap((value, i) => {
    const before = values[i - 1]
    return value === null || before === null || before === undefined
      ? []
      : [Math.abs(value - before)]
  })
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * The average of moving ranges; screened, those of 3.267 times the average or more are left out once
 * (Nelson 1982). NaN where none is left.
 */
export function averageMovingRange(ranges: readonly number[], screen: boolean): number {
  const all = average(ranges)
  return screen ? average(ranges.filter((range) => range < 3.267 * all)) : all
}
