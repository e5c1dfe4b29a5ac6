/** Why figures of a measure never have an interval, and what to look at instead. */
export interface NoInterval {
  why: string
  instead: string
}

const OF_CALIBRATION_ERROR: NoInterval = {
  why: 'No interval is given: noise alone raises this error and it is never below 0, so an interval around it would not hold what it should.',
  instead: 'Watch the calibration slope or observed to expected beside it.',
}

/**
 * Why a measure has no interval: an error over bins (statistics.md 2.3, which gives what chance makes of
 * it in place of one); null for measures that have one.
 */
export const noIntervalOf = (measure: string): NoInterval | null =>
  measure === 'ece_width10' ? OF_CALIBRATION_ERROR : null
