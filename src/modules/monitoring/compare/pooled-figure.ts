import { casesBetweenEvents } from '#statistics/cases-between-events.js'
import { chiSquaredTestOfRows } from '#statistics/chi-squared-test.js'
import { ratePerThousand } from '#statistics/count-rate.js'
import { effectiveShare } from '#statistics/effective-counts.js'
import { poolEstimates } from '#statistics/pool-estimates.js'
import { randomEffects } from '#statistics/random-effects.js'
import { rateHomogeneity } from '#statistics/rate-homogeneity.js'
import { timeBetweenEvents } from '#statistics/time-between-events.js'
import { wilsonInterval } from '#statistics/wilson-interval.js'
import { DIFFERS_BELOW } from './compare-sites.js'
import { isGap, measureKind } from '../measures.js'
import type { Point } from '../model.js'

/** One figure over several periods of one version, with what it rests on. */
export interface PooledFigure {
  value: number | null
  /** Wider than chance alone would have it where periods differ. */
  low: number | null
  high: number | null
  n: number
  periods: number
  /** The lowest and the highest figure of a period. */
  range: readonly [least: number, most: number] | null
  /** Chance of periods that differ so much if nothing changed between them; null where nothing can be said. */
  p: number | null
  /** Whether periods differ more than chance would make them. */
  differ: boolean
}

/**
 * Periods of one version and site as one figure: counts of a share or rate are added up (Wilson, exact
 * Poisson), gaps between events too (exact), other figures are weighted by their precision. Whether
 * periods differ is tested as between sites; where they do, the interval allows for it: fewer effective
 * counts, or random effects (Cochrane Handbook 10.10.4). Never over versions. Null without a period.
 */
export const pooledFigure = (points: readonly Point[]): PooledFigure | null => {
  const [first] = points
  if (!first) return null
  const counts = countsOf(points)
  const values = points.flatMap(({ value }) => value ?? [])
  const pooled = isGap(first.measure)
    ? pooledGaps(first.measure, values)
    : counts === null
      ? pooledEstimates(points)
      : measureKind(first.measure)?.figure === 'rate'
        ? pooledRate(counts)
        : pooledShare(counts)
  return {
    ...pooled,
    n: points.reduce((sum, point) => sum + point.n, 0),
    periods: points.length,
    range: values.length > 0 ? [Math.min(...values), Math.max(...values)] : null,
    differ: isBelow(pooled.p),
  }
}

type Counts = readonly (readonly [numerator: number, denominator: number])[]
type Pooled = Pick<PooledFigure, 'value' | 'low' | 'high' | 'p'>

const isBelow = (p: number | null): boolean => p !== null && p < DIFFERS_BELOW

const countsOf = (points: readonly Point[]): Counts | null => {
  const counts = points.flatMap(({ numerator, denominator }) =>
    numerator === null || denominator === null ? [] : [[numerator, denominator] as const],
  )
  return counts.length === points.length ? counts : null
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0)

const totals = (counts: Counts): readonly [numerator: number, denominator: number] => [
  sumOf(counts.map(([numerator]) => numerator)),
  sumOf(counts.map(([, denominator]) => denominator)),
]

const pooledShare = (counts: Counts): Pooled => {
  const [numerator, denominator] = totals(counts)
  const test = chiSquaredTestOfRows(counts.map(([events, of]) => [events, of - events]))
  const reliance = test && isBelow(test.p) ? effectiveShare(test) : 1
  const [low, high] = wilsonInterval(numerator * reliance, denominator * reliance) ?? [null, null]
  const value = denominator === 0 ? null : numerator / denominator
  return { value, low, high, p: test?.p ?? null }
}

const pooledRate = (counts: Counts): Pooled => {
  const test = rateHomogeneity(counts.map(([events, exposure]) => ({ events, exposure })))
  const reliance = test && isBelow(test.p) ? effectiveShare(test) : 1
  const { value, low, high } = ratePerThousand(...totals(counts), reliance)
  return { value, low, high, p: test?.p ?? null }
}

const pooledEstimates = (points: readonly Point[]): Pooled => {
  const estimates = points.flatMap(({ value, se }) =>
    value === null || se === null ? [] : [{ value, se }],
  )
  const alike = poolEstimates(estimates)
  const { value, low, high } = isBelow(alike.p) ? randomEffects(estimates) : alike
  return { value, low, high, p: alike.p }
}

const pooledGaps = (measure: string, gaps: readonly number[]): Pooled => {
  const mean = measureKind(measure)?.chart === 'g' ? casesBetweenEvents : timeBetweenEvents
  const { value, low, high } = mean(gaps.length, sumOf(gaps))
  return { value, low, high, p: null }
}
