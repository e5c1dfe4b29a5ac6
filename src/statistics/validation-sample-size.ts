import { Z95 } from './normal-quantile.js'

/** Rows needed by each criterion of external validation; the largest counts. */
export interface ValidationSampleSize {
  readonly observedOverExpected: number
  readonly slope: number
  readonly cStatistic: number
  readonly needed: number
}

/** Interval widths wanted of O/E, calibration slope and C. */
export interface WidthsWanted {
  readonly observedOverExpected: number
  readonly slope: number
  readonly cStatistic: number
}

/**
 * Rows for validating a risk model elsewhere, with linear predictors taken as normal with variance 1
 * around the logit of the prevalence. Source: Archer 2020; Riley 2021; pmvalsampsize.
 */
export function validationSampleSize(
  prevalence: number,
  c: number,
  widths: WidthsWanted = { observedOverExpected: 0.2, slope: 0.2, cStatistic: 0.1 },
): ValidationSampleSize {
  const ratioError = Math.asinh(widths.observedOverExpected / 2) / Z95
  const observedOverExpected = Math.ceil((1 - prevalence) / (prevalence * ratioError ** 2))
  const { a, b, d } = information(Math.log(prevalence / (1 - prevalence)))
  const slopeError = widths.slope / (2 * Z95)
  const slope = Math.ceil(a / (slopeError ** 2 * (a * d - b * b)))
  const cStatistic = sizeForC(prevalence, c, widths.cStatistic)
  return {
    observedOverExpected,
    slope,
    cStatistic,
    needed: Math.max(observedOverExpected, slope, cStatistic),
  }
}

/** Expected information about intercept and slope for one row, over the normal linear predictor. */
function information(mean: number): { a: number; b: number; d: number } {
  let [a, b, d] = [0, 0, 0]
  const step = 0.001
  for (let z = -8; z <= 8; z += step) {
    const x = mean + z
    const p = 1 / (1 + Math.exp(-x))
    const weight = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * step * p * (1 - p)
    a += weight
    b += weight * x
    d += weight * x * x
  }
  return { a, b, d }
}

function sizeForC(prevalence: number, c: number, width: number): number {
  const error = (n: number): number => {
    const half = n / 2 - 1
    const spread = c * (1 - c) * (1 + half * ((1 - c) / (2 - c)) + (half * c) / (1 + c))
    return Math.sqrt(spread / (n * n * prevalence * (1 - prevalence)))
  }
  let n = 2
  while (2 * Z95 * error(n) > width) n *= 2
  let low = n / 2
  while (n - low > 1) {
    const middle = Math.floor((low + n) / 2)
    if (2 * Z95 * error(middle) > width) low = middle
    else n = middle
  }
  return n
}
