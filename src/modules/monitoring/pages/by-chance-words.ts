import { asCountOf, asFigure } from '#ui/words.js'
import type { PlanMeasure, Point } from '../model.js'
import { windowWords } from '../words.js'

/** The one measure that noise alone raises above 0, so that its value by chance stands beside it. */
const CALIBRATION_ERROR = 'ece_width10'

/** On many cases chance makes 0.005 of it. */
const PLACES = 3

/**
 * What chance alone makes of the newest figure of the calibration error, in a sentence (statistics.md
 * 2.3); nothing for other measures and for periods without a figure.
 */
export const byChanceWords = (
  { expected, value, n, windowFrom, windowTo }: Point,
  { measure }: Pick<PlanMeasure, 'measure'>,
): string => {
  if (measure !== CALIBRATION_ERROR || value === null) return ''
  if (expected === null)
    return 'What chance alone makes of it was not kept for this period: send its summary again to see it.'
  const where = windowWords(windowFrom, windowTo)
  return `If these scores were exactly right, chance alone would make it ${asFigure(expected, PLACES)} on average in ${where} (${asCountOf(n, 'case')}), where it is ${asFigure(value, PLACES)}. Only a figure well above that says that scores are off.`
}

/** The same for a row of the table of a chart; nothing for other measures. */
export const byChanceShort = (
  { expected, value }: Pick<Point, 'expected' | 'value'>,
  { measure }: Pick<PlanMeasure, 'measure'>,
): string =>
  measure === CALIBRATION_ERROR && value !== null && expected !== null
    ? `${asFigure(expected, PLACES)} by chance alone`
    : ''
