import { logGamma } from './log-gamma.js'

const TINY = 1e-300

function fraction(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 - ((a + b) * x) / (a + 1)
  d = 1 / (Math.abs(d) < TINY ? TINY : d)
  let h = d
  for (let m = 1; m < 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    for (const step of [even, odd]) {
      d = 1 / (Math.abs(1 + step * d) < TINY ? TINY : 1 + step * d)
      c = Math.abs(1 + step / c) < TINY ? TINY : 1 + step / c
      h *= c * d
    }
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return h
}

/**
 * The regularised incomplete beta function I_x(a, b), for a, b > 0 and x in [0, 1].
 * Source: the continued fraction of DLMF 8.17.22 by the modified Lentz method.
 */
export function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const logFront =
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)
  const front = Math.exp(logFront)
  return x < (a + 1) / (a + b + 2)
    ? (front * fraction(a, b, x)) / a
    : 1 - (front * fraction(b, a, 1 - x)) / b
}
