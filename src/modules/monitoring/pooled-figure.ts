import { chiSquaredTestOfRows } from '#statistics/chi-squared-test.js'
import { ratePerThousand } from '#statistics/count-rate.js'
import type { Figure } from '#statistics/figure.js'
import { poolEstimates } from '#statistics/pool-estimates.js'
import { proportion } from '#statistics/proportion.js'
import { rateHomogeneity } from '#statistics/rate-homogeneity.js'
import { DIFFERS_BELOW } from './compare-sites.js'
import { measureKind } from './measures.js'
import type { Point } from './model.js'

/** One figure over several periods of one version, with what it rests on. */
export interface PooledFigure {
  value: number | null
  low: number | null
  high: number | null
  se: number | null
  /** Counts where the figure is a share; null otherwise. */
  numerator: number | null
  denominator: number | null
  n: number
  periods: number
  method: string
  /** The lowest and the highest figure of a period. */
  range: readonly [least: number, most: number] | null
  /** Chance of periods that differ so much if nothing changed between them; null where nothing can be said. */
  p: number | null
  /** Whether periods differ more than chance would make them: one figure for them would then mislead. */
  differ: boolean
}

/**
 * Periods of one version and site as one figure: counts of a share or rate are added up (Wilson, exact
 * Poisson), other figures are weighted by their precision. Whether periods differ is tested as between
 * sites: by chi-squared of shares, the dispersion of rates, Cochran's Q of others. Never over versions.
 * Null without a period.
 */
export const pooledFigure = (points: readonly Point[]): PooledFigure | null => {
  const [first] = points
  if (!first) return null
  const counts = countsOf(points)
  const rate = measureKind(first.measure)?.figure === 'rate'
  const pooled =
    counts === null ? pooledEstimates(points) : rate ? pooledRate(counts) : pooledShare(counts)
  const values = points.flatMap(({ value }) => value ?? [])
  return {
    ...pooled,
    n: points.reduce((sum, point) => sum + point.n, 0),
    periods: points.length,
    range: values.length > 0 ? [Math.min(...values), Math.max(...values)] : null,
    differ: pooled.p !== null && pooled.p < DIFFERS_BELOW,
  }
}

type Counts = readonly (readonly [numerator: number, denominator: number])[]
type Pooled = Pick<
  PooledFigure,
  'value' | 'low' | 'high' | 'se' | 'numerator' | 'denominator' | 'method' | 'p'
>

const countsOf = (points: readonly Point[]): Counts | null => {
  const counts = points.flatMap(({ numerator, denominator }) =>
    numerator === null || denominator === null ? [] : [[numerator, denominator] as const],
  )
  return counts.length === points.length ? counts : null
}

const totals = (counts: Counts): readonly [numerator: number, denominator: number] => [
  counts.reduce((sum, [numerator]) => sum + numerator, 0),
  counts.reduce((sum, [, denominator]) => sum + denominator, 0),
]

const pooledShare = (counts: Counts): Pooled => {
  const share = proportion('proportion-of-periods-wilson/1', ...totals(counts))
  const test = chiSquaredTestOfRows(counts.map(([events, of]) => [events, of - events]))
  return { ...share, p: test?.p ?? null }
}

const pooledRate = (counts: Counts): Pooled => {
  const rate = ratePerThousand(...totals(counts))
  const test = rateHomogeneity(counts.map(([events, exposure]) => ({ events, exposure })))
  return { ...plain(rate), p: test?.p ?? null }
}

const pooledEstimates = (points: readonly Point[]): Pooled => {
  const pooled = poolEstimates(
    points.flatMap(({ value, se }) => (value === null || se === null ? [] : [{ value, se }])),
  )
  return { ...plain(pooled), p: pooled.p }
}

const plain = ({ value, low, high, se, method }: Figure) => ({
  value,
  low,
  high,
  se,
  method,
  numerator: null,
  denominator: null,
})
