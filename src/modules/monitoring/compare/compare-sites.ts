import { funnel, type FunnelChart } from '#statistics/funnel.js'
import { Z95 } from '#statistics/normal-quantile.js'
import { poolEstimates, type PooledEstimate } from '#statistics/pool-estimates.js'

/** One site of a version: one's own as it is, others as they share it. */
export interface ComparedSite {
  label: string
  own: boolean
  value: number | null
  low: number | null
  high: number | null
  numerator: number | null
  denominator: number | null
  n: number | null
  windowFrom: string | null
  windowTo: string | null
  /** What stands where there is no figure: "no figures shared", "too few to say". */
  missing: string | null
}

/** Fewest sites of which a funnel is drawn and over-dispersion estimated (field.md 10.2). */
export const FEWEST_SITES = 5

/**
 * Below this chance sites are said to differ. Cochran's Q finds little among few sites, so 0.10 and not
 * 0.05 is taken (Cochrane Handbook, section 10.10.2).
 */
export const DIFFERS_BELOW = 0.1

/** What sites come to together: how much they differ, and a funnel where there are enough. */
export interface SitesTogether {
  heterogeneity: PooledEstimate | null
  /** Whether they differ more than chance would make them; null where nothing can be said. */
  differ: boolean | null
  funnel: FunnelChart | null
}

/**
 * How much the figures of sites differ beyond chance (Cochran's Q, I²), from their intervals, and a
 * funnel of shares where five or more sites have counts. Sources: Higgins & Thompson 2002;
 * Spiegelhalter 2005.
 */
export const compareSites = (sites: readonly ComparedSite[]): SitesTogether => {
  const estimates = sites.flatMap(({ value, low, high }) =>
    value === null || low === null || high === null || high <= low
      ? []
      : [{ value, se: (high - low) / (2 * Z95) }],
  )
  const shares = sites.flatMap(({ label, numerator, denominator }) =>
    numerator !== null && denominator !== null && denominator > 0 && numerator <= denominator
      ? [{ group: label, numerator, denominator }]
      : [],
  )
  const heterogeneity = estimates.length >= 2 ? poolEstimates(estimates) : null
  const p = heterogeneity?.p ?? null
  return {
    heterogeneity,
    differ: p === null ? null : p < DIFFERS_BELOW,
    funnel: shares.length >= FEWEST_SITES ? funnel(shares, { kind: 'proportion' }) : null,
  }
}
