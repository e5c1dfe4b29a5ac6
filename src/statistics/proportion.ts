import { type Figure, figureOf, noFigure } from './figure.js'
import { wilsonInterval } from './wilson-interval.js'

/** A figure that is a count of a total. */
export interface ProportionFigure extends Figure {
  readonly numerator: number
  readonly denominator: number
}

/** A proportion with its Wilson interval; null with `empty_denominator` when the total is 0. */
export function proportion(
  method: string,
  numerator: number,
  denominator: number,
): ProportionFigure {
  const interval = wilsonInterval(numerator, denominator)
  const figure = interval
    ? figureOf(method, numerator / denominator, interval)
    : noFigure(method, 'empty_denominator')
  return { ...figure, numerator, denominator }
}
