import { type Figure, figureOf, noFigure } from './figure.js'
import { gammaTails } from './incomplete-gamma.js'
import { Z95 } from './normal-quantile.js'

export const POOLED_ESTIMATE_METHOD = 'inverse-variance-fixed/1'

/** One estimate of the same thing with its standard error. */
export interface Estimated {
  readonly value: number
  readonly se: number
}

/** Estimates pooled, and how much they differ beyond chance. */
export interface PooledEstimate extends Figure {
  /** Estimates that were pooled. */
  readonly k: number
  /** Cochran's Q, its degrees of freedom are k - 1. */
  readonly q: number | null
  readonly p: number | null
  /** Share of the variation that is between and not chance, 0 to 1. */
  readonly i2: number | null
}

/**
 * Estimates weighted by the inverse of their variance, with Cochran's Q and I². Estimates without a
 * positive standard error are left out; none left gives `no_rows`. Sources: Cochran 1954; Higgins &
 * Thompson 2002.
 */
export function poolEstimates(estimates: readonly Estimated[]): PooledEstimate {
  const sound = estimates.filter(({ value, se }) => Number.isFinite(value) && se > 0)
  const k = sound.length
  const without = { k, q: null, p: null, i2: null }
  if (k === 0) return { ...noFigure(POOLED_ESTIMATE_METHOD, 'no_rows'), ...without }
  const weight = sound.reduce((sum, { se }) => sum + 1 / se ** 2, 0)
  const value = sound.reduce((sum, one) => sum + one.value / one.se ** 2, 0) / weight
  const se = Math.sqrt(1 / weight)
  const figure = figureOf(POOLED_ESTIMATE_METHOD, value, [value - Z95 * se, value + Z95 * se], se)
  if (k === 1) return { ...figure, ...without }
  const q = sound.reduce((sum, one) => sum + ((one.value - value) / one.se) ** 2, 0)
  return {
    ...figure,
    k,
    q,
    p: gammaTails((k - 1) / 2, q / 2)[1],
    i2: q === 0 ? 0 : Math.max(0, (q - (k - 1)) / q),
  }
}
