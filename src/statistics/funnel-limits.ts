import { exactBinomialLimit } from './binomial-limits.js'
import type { Interval } from './figure.js'
import { poissonRatioLimits } from './poisson-limits.js'

/** `proportion`: events of a total. `ratio`: observed events over expected ones. */
export type FunnelKind = 'proportion' | 'ratio'

/** Normal quantiles of 95% and 99.8% as FunnelPlotR and the SHMI round them. */
export const FUNNEL_Z = { 95: 1.959964, 99: 3.090232 } as const

const TAIL = { 95: 0.025, 99: 0.001 } as const

/** 95 is the warning limit (two standard deviations); 99 stands for 99.8% (three). */
export type FunnelLevel = keyof typeof FUNNEL_Z

const squaredSine = (angle: number): number =>
  Math.sin(Math.min(Math.max(angle, 0), Math.PI / 2)) ** 2

function arcsineLimits(target: number, deviation: number): Interval {
  const angle = Math.asin(Math.sqrt(target))
  return [squaredSine(angle - deviation), squaredSine(angle + deviation)]
}

/**
 * Funnel limits that allow for chance alone, at a denominator above 0: arcsine limits around the
 * target for a proportion, exact Poisson limits around `target` for a ratio. Source: Spiegelhalter
 * 2005; FunnelPlotR 0.6.0.
 */
export function chanceLimits(
  kind: FunnelKind,
  denominator: number,
  target: number,
  level: FunnelLevel,
): Interval {
  if (kind === 'proportion') {
    return arcsineLimits(target, FUNNEL_Z[level] / (2 * Math.sqrt(denominator)))
  }
  const [low, high] = poissonRatioLimits(denominator * target, TAIL[level])
  return [low * target, high * target]
}

/**
 * Funnel limits that allow for chance and for variance `tau2` between groups, on the arcsine scale
 * for a proportion and the log scale for a ratio. Source: Spiegelhalter 2005, 2012; SHMI.
 */
export function dispersedLimits(
  kind: FunnelKind,
  denominator: number,
  target: number,
  tau2: number,
  level: FunnelLevel,
): Interval {
  const within = kind === 'proportion' ? 1 / (4 * denominator) : 1 / denominator
  const deviation = FUNNEL_Z[level] * Math.sqrt(within + tau2)
  if (kind === 'proportion') return arcsineLimits(target, deviation)
  return [target * Math.exp(-deviation), target * Math.exp(deviation)]
}

/** Exact binomial funnel limits of a proportion, cut to [0, 1]. Source: Spiegelhalter 2005. */
export function exactLimits(denominator: number, target: number, level: FunnelLevel): Interval {
  return [
    exactBinomialLimit(TAIL[level], denominator, target),
    exactBinomialLimit(1 - TAIL[level], denominator, target),
  ]
}

/** Normal funnel limits of a proportion, cut to [0, 1]. Source: Spiegelhalter 2005. */
export function normalLimits(denominator: number, target: number, level: FunnelLevel): Interval {
  const deviation = FUNNEL_Z[level] * Math.sqrt((target * (1 - target)) / denominator)
  return [Math.max(0, target - deviation), Math.min(1, target + deviation)]
}
