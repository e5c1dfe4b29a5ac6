import { gammaTails } from './incomplete-gamma.js'
import { logGamma } from './log-gamma.js'

/** Shares of the Poisson mixture below this no longer count. */
const NEGLIGIBLE = 1e-16

/**
 * The chance that a non-central chi-squared variable with df degrees of freedom and this
 * non-centrality (0 or more) is at most x: central ones, weighted by a Poisson distribution and summed
 * from its most likely term outwards. Source: Fisher 1928; Benton & Krishnamoorthy 2003.
 */
export function nonCentralChiSquared(x: number, df: number, nonCentrality: number): number {
  if (x <= 0) return 0
  const half = nonCentrality / 2
  const start = Math.floor(half)
  const weight = Math.exp(-half + (half === 0 ? 0 : start * Math.log(half)) - logGamma(start + 1))
  const shape = df / 2 + start
  // One step in the shape changes the lower tail by this much.
  const step = Math.exp(shape * Math.log(x / 2) - x / 2 - logGamma(shape + 1))
  const tail = gammaTails(shape, x / 2)[0]
  return (
    weight * tail +
    upwards({ weight, tail, step }, start, shape, half, x / 2) +
    downwards({ weight, tail, step }, start, shape, half, x / 2)
  )
}

interface Term {
  readonly weight: number
  readonly tail: number
  readonly step: number
}

function upwards(first: Term, start: number, shape: number, half: number, x: number): number {
  let { weight, tail, step } = first
  let sum = 0
  for (let i = 1; weight > NEGLIGIBLE && tail > 0; i += 1) {
    tail -= step
    step *= x / (shape + i)
    weight *= half / (start + i)
    sum += weight * Math.max(tail, 0)
  }
  return sum
}

function downwards(first: Term, start: number, shape: number, half: number, x: number): number {
  let { weight, tail, step } = first
  let sum = 0
  for (let i = 0; i < start && weight > NEGLIGIBLE; i += 1) {
    step *= (shape - i) / x
    tail += step
    weight *= (start - i) / half
    sum += weight * Math.min(tail, 1)
  }
  return sum
}
