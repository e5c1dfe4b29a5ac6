import { logGamma } from './log-gamma.js'

function lowerSeries(shape: number, x: number): number {
  let term = 1 / shape
  let sum = term
  for (let n = 1; n < 10_000 && term > sum * 1e-17; n += 1) {
    term *= x / (shape + n)
    sum += term
  }
  return sum * Math.exp(-x + shape * Math.log(x) - logGamma(shape))
}

function upperFraction(shape: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - shape
  let c = 1 / tiny
  let d = 1 / b
  let h = d
  for (let i = 1; i < 10_000; i += 1) {
    const a = -i * (i - shape)
    b += 2
    d = 1 / (Math.abs(a * d + b) < tiny ? tiny : a * d + b)
    c = Math.abs(b + a / c) < tiny ? tiny : b + a / c
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return h * Math.exp(-x + shape * Math.log(x) - logGamma(shape))
}

/** The two tails of the gamma distribution with this shape and scale 1: [P(X <= x), P(X > x)]. */
export function gammaTails(shape: number, x: number): readonly [lower: number, upper: number] {
  if (x <= 0) return [0, 1]
  if (x < shape + 1) {
    const lower = lowerSeries(shape, x)
    return [lower, 1 - lower]
  }
  const upper = upperFraction(shape, x)
  return [1 - upper, upper]
}
