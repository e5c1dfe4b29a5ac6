import type { Point } from '../model.js'
import { pooledFigure, type PooledFigure } from './pooled-figure.js'
import { isEnough, seriesOf } from '../charts/series.js'

/** Figures of one version at one site over its newest complete periods. */
export interface VersionFigures {
  version: string
  from: string
  to: string
  figure: PooledFigure | null
  /** Against the version before: difference with its interval; null for the first. */
  change: { value: number; low: number; high: number } | null
}

/** Most periods of a version that are put together: a year of weeks. */
const MOST_PERIODS = 52

/**
 * The versions of one series of complete points, in the order in which they came, each against the
 * one before: the difference with its interval out of those of both, which for shares is Newcombe's method
 * 10 (1998b). Source: Zou & Donner 2008 (MOVER).
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
  const [later, earlier] = [sidesOf(now), sidesOf(before)]
  if (!later || !earlier) return null
  const value = later.value - earlier.value
  return {
    value,
    low: value - Math.hypot(later.below, earlier.above),
    high: value + Math.hypot(later.above, earlier.below),
  }
}

/** A figure, and how far its interval reaches below and above it. */
const sidesOf = (
  figure: PooledFigure | null,
): { value: number; below: number; above: number } | null => {
  if (!figure) return null
  const { value, low, high } = figure
  if (value === null || low === null || high === null) return null
  return { value, below: value - low, above: high - value }
}
