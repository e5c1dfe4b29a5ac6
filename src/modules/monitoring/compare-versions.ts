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
  /** Against the version before: difference with its interval; null for the first. */
  change: { value: number; low: number; high: number; method: string } | null
}

/** Most periods of a version that are put together: a year of weeks. */
const MOST_PERIODS = 52

/**
 * The versions of one series of complete points, in the order in which they came, each against the
 * one before: difference of shares by Newcombe 1998b (method 10), of other figures from their
 * standard errors.
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
  if (now.denominator && before.denominator) {
    const { value, low, high, method } = proportionDifference(
      [now.numerator ?? 0, now.denominator],
      [before.numerator ?? 0, before.denominator],
    )
    return value === null || low === null || high === null ? null : { value, low, high, method }
  }
  if (now.se === null || before.se === null) return null
  const value = now.value - before.value
  const half = Z95 * Math.hypot(now.se, before.se)
  return { value, low: value - half, high: value + half, method: 'difference-wald/1' }
}
