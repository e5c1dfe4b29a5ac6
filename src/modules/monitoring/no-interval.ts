import { measureKind } from './measures.js'

/** Why figures of a measure never have an interval, and what to look at instead. */
export interface NoInterval {
  why: string
  instead: string
}

const OF_CALIBRATION_ERROR: NoInterval = {
  why: 'No interval is given: noise alone raises this error and it is never below 0, so an interval around it would not hold what it should.',
  instead: 'Watch the calibration slope or observed to expected beside it.',
}

const OF_ONE_GAP: NoInterval = {
  why: 'No interval is given: each figure is one gap between two events, not an estimate from many. The limits of the chart say how far gaps vary by chance.',
  instead: 'Special causes are what shows a change there.',
}

/**
 * Why a measure has no interval: an error over bins (statistics.md 2.3, which gives what chance makes of
 * it in place of one), or one gap a figure (g and t charts); null for measures that have one.
 */
export const noIntervalOf = (measure: string): NoInterval | null => {
  if (measure === 'ece_width10') return OF_CALIBRATION_ERROR
  const chart = measureKind(measure)?.chart
  return chart === 'g' || chart === 't' ? OF_ONE_GAP : null
}
