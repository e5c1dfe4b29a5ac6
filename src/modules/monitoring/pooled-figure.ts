import { poolEstimates } from '#statistics/pool-estimates.js'
import { proportion } from '#statistics/proportion.js'
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
}

/**
 * Periods of one version and site as one figure: counts of a share are added up (Wilson interval),
 * other figures are weighted by their precision. Never over versions. Null without a period.
 */
export const pooledFigure = (points: readonly Point[]): PooledFigure | null => {
  if (points.length === 0) return null
  const n = points.reduce((sum, point) => sum + point.n, 0)
  const rest = { n, periods: points.length }
  if (points.every(({ numerator, denominator }) => numerator !== null && denominator !== null)) {
    const total = (of: 'numerator' | 'denominator') =>
      points.reduce((sum, point) => sum + (point[of] ?? 0), 0)
    const share = proportion(
      'proportion-of-periods-wilson/1',
      total('numerator'),
      total('denominator'),
    )
    return { ...share, ...rest }
  }
  const { value, low, high, se, method } = poolEstimates(
    points.flatMap((point) =>
      point.value === null || point.se === null ? [] : [{ value: point.value, se: point.se }],
    ),
  )
  return { value, low, high, se, method, numerator: null, denominator: null, ...rest }
}
