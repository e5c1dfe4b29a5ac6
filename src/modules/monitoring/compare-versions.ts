import { proportionDifference } from '#statistics/newcombe-difference.js'
import { Z95 } from '#statistics/normal-quantile.js'
import type { Point } from './model.js'
import { pooledFigure, type PooledFigure } from './pooled-figure.js'
import { isEnough, seriesOf } from './series.js'

/** Figures of one version at one site over its newest complete periods. */
export interface VersionFigures {
  version: string
  from: string
  to: string
  figure: PooledFigure | null
  /** Against the version before: difference with its interval; null for the first and where periods of one differ. */
  change: { value: number; low: number; high: number; method: string } | null
}

/** Most periods of a version that are put together: a year of weeks. */
const MOST_PERIODS = 52

/**
 * The versions of one series of complete points, in the order in which they came, each against the
 * one before: difference of shares by Newcombe 1998b (method 10), of rates from
 * their intervals, of other figures from their standard errors. Versions whose periods differ among themselves are not compared by one figure each.
 */
export const compareVersions = (
  points: readonly Point[],
  rules: { minimumEvents: number },
): VersionFigures[] => {
  const series = seriesOf(points)
  const names = [...new Set(series.map(({ versionName }) => versionName))]
  const made: VersionFigures[] = []
  for (const version of names) {
    const own = series.filter((point) => point.versionName === version)
    const used = own.filter((point) => isEnough(point, rules)).slice(-MOST_PERIODS)
    const figure = pooledFigure(used)
    made.push({
      version,
      from: own[0]?.windowFrom ?? '',
      to: own.at(-1)?.windowTo ?? '',
      figure,
      change: changeOf(figure, made.at(-1)?.figure ?? null),
    })
  }
  return made
}

const changeOf = (
  now: PooledFigure | null,
  before: PooledFigure | null,
): VersionFigures['change'] => {
  if (!now || !before || now.value === null || before.value === null) return null
  // The interval of a pooled figure holds only while its periods are alike.
  if (now.differ || before.differ) return null
  if (now.denominator && before.denominator) {
    const { value, low, high, method } = proportionDifference(
      [now.numerator ?? 0, now.denominator],
      [before.numerator ?? 0, before.denominator],
    )
    return value === null || low === null || high === null ? null : { value, low, high, method }
  }
  const value = now.value - before.value
  if (now.se === null || before.se === null) return changeOfIntervals(value, now, before)
  const half = Z95 * Math.hypot(now.se, before.se)
  return { value, low: value - half, high: value + half, method: 'difference-wald/1' }
}

/** Of figures whose intervals are not even, such as rates. Source: Zou & Donner 2008 (MOVER). */
const changeOfIntervals = (
  value: number,
  now: PooledFigure,
  before: PooledFigure,
): VersionFigures['change'] => {
  const [later, earlier] = [sides(now), sides(before)]
  if (!later || !earlier) return null
  return {
    value,
    low: value - Math.hypot(later.below, earlier.above),
    high: value + Math.hypot(later.above, earlier.below),
    method: 'difference-mover/1',
  }
}

/** How far the interval of a figure reaches below and above it. */
const sides = ({ value, low, high }: PooledFigure): { below: number; above: number } | null =>
  value === null || low === null || high === null
    ? null
    : { below: value - low, above: high - value }
