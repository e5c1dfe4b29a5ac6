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
  readonly gradient: readonly [number, number]
  readonly information: readonly [aa: number, ab: number, bb: number]
}

// Plain sums: rows come sorted, so the order is fixed, and Newton's method mends small errors.
function derivatives([x, events, totals]: Columns, a: number, b: number): Derivatives {
  let [g0, g1, aa, ab, bb] = [0, 0, 0, 0, 0]
  for (let i = 0; i < x.length; i += 1) {
    const xi = at(x, i)
    const eta = a + b * xi
    const n = at(totals, i)
    const tail = Math.exp(-Math.abs(eta))
    const share = 1 / (1 + tail)
    const residual = at(events, i) - n * (eta < 0 ? tail * share : share)
    const weight = n * tail * share * share
    g0 += residual
    g1 += residual * xi
    aa += weight
    ab += weight * xi
    bb += weight * xi * xi
  }
  return { gradient: [g0, g1], information: [aa, ab, bb] }
}

type Step = readonly [a: number, b: number]

function newtonStep({ gradient: [g0, g1], information: [aa, ab, bb] }: Derivatives): Step {
  const determinant = aa * bb - ab * ab
  return [(bb * g0 - ab * g1) / determinant, (aa * g1 - ab * g0) / determinant]
}

const slopeAlong = ({ gradient: [g0, g1] }: Derivatives, [a, b]: Step): number => g0 * a + g1 * b

/** Steps this small are right to the last digits once made: the error is squared with each. */
const LAST_STEP = 1e-9
/** Steps this small cannot lead away. */
const SAFE_STEP = 1e-4
/** The most a logit moves in one step: far out, where all weigh next to nothing, steps are wild. */
const LARGEST_MOVE = 8

/** A step cut so that no logit of the rows, whose x ascends, moves too far. */
function shortened([a, b]: Step, x: Float64Array): Step {
  const move = Math.max(Math.abs(a + b * at(x, 0)), Math.abs(a + b * at(x, x.length - 1)))
  return move > LARGEST_MOVE ? [(a * LARGEST_MOVE) / move, (b * LARGEST_MOVE) / move] : [a, b]
}

/**
 * Logistic regression of events of totals on x, ascending, by Newton's method. The likelihood is
 * concave: a step behind which it falls half as steeply as it rose at its start, or more, is halved.
 * `start` is a guess of the intercept where the slope is 1. Null when it does not converge (the
 * caller rules out separated data first). Source: McCullagh & Nelder 1989, chapter 4.
 */
export function fitLogistic(
  x: Float64Array,
  events: Float64Array,
  totals: Float64Array,
  start = 0,
): LogisticFit | null {
  const centre = x.reduce((sum, value) => sum + value, 0) / x.length
  const columns: Columns = [x.map((value) => value - centre), events, totals]
  // Slope 1 through the centre is where logits that are calibrated already end.
  let a = centre + start
  let b = 1
  let here = derivatives(columns, a, b)
  for (let round = 0; round < 100; round += 1) {
    let step = shortened(newtonStep(here), columns[0])
    if (!Number.isFinite(step[0]) || !Number.isFinite(step[1])) return null
    const size = (Math.abs(step[0]) + Math.abs(step[1])) / (1 + Math.abs(a) + Math.abs(b))
    let next = derivatives(columns, a + step[0], b + step[1])
    const halvings = size > SAFE_STEP ? 40 : 0
    for (let halving = 0; halving < halvings; halving += 1) {
      if (slopeAlong(next, step) > -slopeAlong(here, step) / 2) break
      step = [step[0] / 2, step[1] / 2]
      next = derivatives(columns, a + step[0], b + step[1])
    }
    a += step[0]
    b += step[1]
    here = next
    if (size < LAST_STEP) return withErrors(a, b, centre, here.information)
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
