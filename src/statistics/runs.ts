import { binomialQuantile } from './binomial-limits.js'

/** Runs of points on one side of the centre line. Counts are null where no point is off the line. */
export interface Runs {
  readonly n_useful: number
  readonly longest_run: number | null
  readonly longest_run_max: number | null
  readonly n_crossings: number | null
  readonly n_crossings_min: number | null
  readonly signal: boolean
}

/**
 * The Anhøj rules: an unusually long run, or unusually few crossings of the centre line. Points on
 * the line and missing values are passed over. Source: Anhøj & Olesen 2014
 * doi:10.1371/journal.pone.0113825; Schilling 2012; Chen 2010.
 */
export function runs(values: readonly (number | null)[], centre: number | null): Runs {
  const sides = values.flatMap((value) => {
    const side = value === null || centre === null ? 0 : Math.sign(value - centre)
    return side === 0 ? [] : [side]
  })
  const n = sides.length
  if (n === 0) {
    const none = { longest_run: null, longest_run_max: null }
    return { n_useful: 0, ...none, n_crossings: null, n_crossings_min: null, signal: false }
  }
  let [longest, run, crossings] = [1, 1, 0]
  for (let i = 1; i < n; i += 1) {
    const stays = sides[i] === sides[i - 1]
    run = stays ? run + 1 : 1
    if (!stays) crossings += 1
    longest = Math.max(longest, run)
  }
  const most = Math.round(Math.log2(n)) + 3
  const fewest = binomialQuantile(0.05, n - 1, 0.5)
  return {
    n_useful: n,
    longest_run: longest,
    longest_run_max: most,
    n_crossings: crossings,
    n_crossings_min: fewest,
    signal: longest > most || crossings < fewest,
  }
}
