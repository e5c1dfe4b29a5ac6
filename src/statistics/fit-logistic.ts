import { at } from './at.js'

/** Coefficients of a logistic regression on one variable, with standard errors. */
export interface LogisticFit {
  readonly intercept: number
  readonly slope: number
  readonly interceptError: number
  readonly slopeError: number
}

type Columns = readonly [x: Float64Array, events: Float64Array, totals: Float64Array]

interface Derivatives {
  readonly logLikelihood: number
  readonly gradient: readonly [number, number]
  readonly information: readonly [aa: number, ab: number, bb: number]
}

// Plain sums: rows come sorted, so the order is fixed, and Newton's method mends small errors.
function derivatives([x, events, totals]: Columns, a: number, b: number): Derivatives {
  let [logLikelihood, g0, g1, aa, ab, bb] = [0, 0, 0, 0, 0, 0]
  for (let i = 0; i < x.length; i += 1) {
    const xi = at(x, i)
    const eta = a + b * xi
    const n = at(totals, i)
    const tail = Math.exp(-Math.abs(eta))
    const p = eta < 0 ? tail / (1 + tail) : 1 / (1 + tail)
    const residual = at(events, i) - n * p
    const weight = (n * tail) / ((1 + tail) * (1 + tail))
    logLikelihood += at(events, i) * eta - n * (Math.max(0, eta) + Math.log1p(tail))
    g0 += residual
    g1 += residual * xi
    aa += weight
    ab += weight * xi
    bb += weight * xi * xi
  }
  return { logLikelihood, gradient: [g0, g1], information: [aa, ab, bb] }
}

/**
 * Logistic regression of events of totals on x by Newton's method, halving a step that would lower
 * the likelihood. Null when it does not converge (the caller rules out separated data first).
 * Source: McCullagh & Nelder 1989, chapter 4.
 */
export function fitLogistic(
  x: Float64Array,
  events: Float64Array,
  totals: Float64Array,
): LogisticFit | null {
  const centre = x.reduce((sum, value) => sum + value, 0) / x.length
  const columns: Columns = [x.map((value) => value - centre), events, totals]
  // Slope 1 through the centre is where logits that are calibrated already end.
  let a = centre
  let b = 1
  let here = derivatives(columns, a, b)
  for (let round = 0; round < 100; round += 1) {
    const [aa, ab, bb] = here.information
    const [g0, g1] = here.gradient
    const determinant = aa * bb - ab * ab
    let stepA = (bb * g0 - ab * g1) / determinant
    let stepB = (aa * g1 - ab * g0) / determinant
    if (!Number.isFinite(stepA) || !Number.isFinite(stepB)) return null
    let next = derivatives(columns, a + stepA, b + stepB)
    for (let halving = 0; halving < 40; halving += 1) {
      const slack = 1e-10 * (1 + Math.abs(here.logLikelihood))
      if (next.logLikelihood >= here.logLikelihood - slack) break
      stepA /= 2
      stepB /= 2
      next = derivatives(columns, a + stepA, b + stepB)
    }
    a += stepA
    b += stepB
    here = next
    if (Math.abs(stepA) + Math.abs(stepB) < 1e-12 * (1 + Math.abs(a) + Math.abs(b))) {
      return withErrors(a, b, centre, here.information)
    }
  }
  return null
}

function withErrors(
  a: number,
  b: number,
  centre: number,
  [aa, ab, bb]: Derivatives['information'],
): LogisticFit {
  const determinant = aa * bb - ab * ab
  const slopeVariance = aa / determinant
  const covariance = -ab / determinant
  const variance = bb / determinant - 2 * centre * covariance + centre * centre * slopeVariance
  return {
    intercept: a - b * centre,
    slope: b,
    interceptError: Math.sqrt(variance),
    slopeError: Math.sqrt(slopeVariance),
  }
}
