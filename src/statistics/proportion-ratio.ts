import { type Figure, figureOf, noFigure } from './figure.js'
import { Z95 } from './normal-quantile.js'

export const PROPORTION_RATIO_METHOD = 'proportion-ratio-katz/1'

/**
 * The ratio of two independent proportions with the log interval; null where the second is 0, and
 * without an interval where either count is 0. Source: Katz 1978.
 */
export function proportionRatio(
  [count1, total1]: readonly [number, number],
  [count2, total2]: readonly [number, number],
): Figure {
  if (total1 === 0 || total2 === 0) return noFigure(PROPORTION_RATIO_METHOD, 'empty_denominator')
  if (count2 === 0) return noFigure(PROPORTION_RATIO_METHOD, 'empty_cell')
  const ratio = count1 / total1 / (count2 / total2)
  if (count1 === 0)
    return { ...figureOf(PROPORTION_RATIO_METHOD, ratio), interval_reason: 'empty_cell' }
  const se = Math.sqrt(1 / count1 - 1 / total1 + 1 / count2 - 1 / total2)
  const bounds = [ratio * Math.exp(-Z95 * se), ratio * Math.exp(Z95 * se)] as const
  return figureOf(PROPORTION_RATIO_METHOD, ratio, bounds)
}
