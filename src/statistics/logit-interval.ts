import type { Interval } from './figure.js'
import { Z95 } from './normal-quantile.js'

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))

/** A 95% interval for a value strictly between 0 and 1, symmetric on the logit scale. */
export function logitInterval(value: number, se: number): Interval {
  const centre = Math.log(value / (1 - value))
  const half = (Z95 * se) / (value * (1 - value))
  return [logistic(centre - half), logistic(centre + half)]
}
