import { smallestFallSeen } from '#statistics/sample-size.js'
import { measureKind } from '../measures.js'
import type { PlanMeasure, Point } from '../model.js'

/** What one period of a measure can show. */
export interface CanBeSeen {
  /** How many the newest figure is taken of. */
  of: number
  rate: number
  /** The smallest fall or rise that 80 of 100 such periods show; null when none is sure to be seen. */
  change: number | null
}

/**
 * The smallest worsening of a share that a period as large as the newest shows, at 80% power and 2.5%
 * one-sided; undefined where the figure is no share with counts. Source: Fleiss 1981 (sample-size.ts);
 * statistics.md 6.
 */
export const canBeSeen = (
  measure: Pick<PlanMeasure, 'measure' | 'direction'>,
  latest: Pick<Point, 'value' | 'numerator' | 'denominator'> | null,
): CanBeSeen | undefined => {
  const { value, numerator, denominator } = latest ?? NOTHING
  const [low, high] = measureKind(measure.measure)?.bounds ?? [null, null]
  if (value === null || numerator === null || !denominator || low !== 0 || high !== 1) return
  const falls = measure.direction !== 'decrease'
  const rate = falls ? value : 1 - value
  return { of: denominator, rate: value, change: smallestFallSeen(rate, denominator) }
}

const NOTHING = { value: null, numerator: null, denominator: null }
