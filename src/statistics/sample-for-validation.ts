import { Z95 } from './normal-quantile.js'
import { requireShare, smallestSample } from './required-sample.js'

/** The error of ln(O/E), around 1, whose 95% interval of O/E has this width. */
export const errorForRatioWidth = (width: number): number => Math.asinh(width / 2) / Z95

/**
 * Rows to know observed over expected with this standard error of its logarithm.
 * Source: Riley 2021, criterion 1. @throws RangeError for a prevalence outside (0, 1).
 */
export function sampleForObservedExpected(prevalence: number, error: number): number {
  requireShare('the prevalence', prevalence)
  return Math.ceil((1 - prevalence) / (prevalence * error * error))
}

/**
 * Rows to know the calibration slope with this standard error, where the linear predictor is normal
 * with this mean and standard deviation and the model is calibrated. The information is integrated,
 * where pmvalsampsize simulates it. Source: Riley 2021, criterion 2.
 */
export function sampleForSlope(
  linearPredictor: { readonly mean: number; readonly sd: number },
  error: number,
): number {
  const steps = 2_000
  const information: [number, number, number] = [0, 0, 0]
  for (let i = 0; i <= steps; i += 1) {
    const z = -9 + (18 * i) / steps
    const x = linearPredictor.mean + linearPredictor.sd * z
    const p = 1 / (1 + Math.exp(-x))
    const weight = ((Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * 18) / steps
    for (const power of [0, 1, 2] as const) {
      information[power] += weight * p * (1 - p) * x ** power
    }
  }
  const [constant, cross, square] = information
  return Math.ceil(constant / (error * error * (constant * square - cross * cross)))
}

/**
 * Rows to know the C statistic with a 95% interval no wider than `width`.
 * Source: Newcombe 2006; Riley 2021, criterion 3. @throws RangeError outside (0, 1).
 */
export function sampleForConcordance(area: number, prevalence: number, width: number): number {
  requireShare('the C statistic', area)
  requireShare('the prevalence', prevalence)
  requireShare('the width', width)
  return smallestSample((n) => {
    const half = n / 2 - 1
    const spread = area * (1 - area) * (1 + half * ((1 - area) / (2 - area) + area / (1 + area)))
    const se = Math.sqrt(Math.max(0, spread) / (n * n * prevalence * (1 - prevalence)))
    return n > 2 && 2 * Z95 * se <= width
  })
}
