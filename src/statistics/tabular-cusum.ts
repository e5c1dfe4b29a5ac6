import { sdAt } from './sd-at.js'

/** Cumulative sums above and below the centre; positions that signal count from 0. */
export interface TabularCusum {
  readonly method: string
  readonly pos: readonly number[]
  readonly neg: readonly number[]
  readonly upper: readonly number[]
  readonly lower: readonly number[]
}

export interface TabularCusumOptions {
  readonly centre: number
  /** In-control standard deviation, above 0: one for all, or that of each value. */
  readonly sd: number | readonly (number | null)[]
  /** Allowance in standard deviations: half the shift to be found. Default 0.5. */
  readonly k?: number
  /** Decision interval in standard deviations. Default 5. */
  readonly h?: number
}

/**
 * The tabular CUSUM of single values, each in standard deviations (its own where sizes differ); a
 * missing value leaves both sums as they were. Source: Page 1954; Montgomery 2009; as qcc 2.7.
 * @throws RangeError for a standard deviation that is not above 0.
 */
export function tabularCusum(
  values: readonly (number | null)[],
  { centre, sd, k = 0.5, h = 5 }: TabularCusumOptions,
): TabularCusum {
  const sdOf = sdAt(sd, 'a CUSUM')
  const pos: number[] = []
  const neg: number[] = []
  let [up, down] = [0, 0]
  for (const [place, value] of values.entries()) {
    if (value !== null) {
      const z = (value - centre) / sdOf(place)
      up = Math.max(0, up + z - k)
      down = Math.min(0, down + z + k)
    }
    pos.push(up)
    neg.push(down)
  }
  const upper = pos.flatMap((sum, i) => (sum > h ? [i] : []))
  const lower = neg.flatMap((sum, i) => (sum < -h ? [i] : []))
  return { method: 'cusum-tabular/1', pos, neg, upper, lower }
}
