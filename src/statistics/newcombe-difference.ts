import { type Figure, figureOf, noFigure } from './figure.js'
import { wilsonInterval } from './wilson-interval.js'

export const PROPORTION_DIFFERENCE_METHOD = 'proportion-difference-newcombe/1'

/**
 * The difference of two independent proportions with the hybrid score interval.
 * Source: Newcombe 1998b, method 10.
 */
export function proportionDifference(
  [count1, total1]: readonly [number, number],
  [count2, total2]: readonly [number, number],
): Figure {
  const first = wilsonInterval(count1, total1)
  const second = wilsonInterval(count2, total2)
  if (!first || !second) return noFigure(PROPORTION_DIFFERENCE_METHOD, 'empty_denominator')
  const p1 = count1 / total1
  const p2 = count2 / total2
  const low = p1 - p2 - Math.hypot(p1 - first[0], second[1] - p2)
  const high = p1 - p2 + Math.hypot(first[1] - p1, p2 - second[0])
  return figureOf(PROPORTION_DIFFERENCE_METHOD, p1 - p2, [Math.max(-1, low), Math.min(1, high)])
}
