import type { FunnelData } from '#ui/index.js'
import { measureName } from '../../measures.js'
import type { showSites } from '../../compare/show-sites.js'
import { denominatorWords } from '../../words.js'

/** What the query of the sites gives. */
export type ShownSites = NonNullable<(typeof showSites)['gives']>

/** A funnel with its title and what is to be known about it. */
export interface FunnelView extends FunnelData {
  title: string
  note: string
}

/** The funnel of a measure by sites; null where too few sites have counts. */
export const funnelView = ({ chosen, together: { funnel } }: ShownSites): FunnelView | null => {
  if (!chosen || !funnel || funnel.target === null) return null
  const wide = funnel.outlier_limits === 'over_dispersed'
  return {
    title: `${measureName(chosen.measure, chosen.threshold)}: sites by size`,
    target: funnel.target,
    sizeWords: `Cases ${denominatorWords(chosen.measure).replace(/^cases$/, '')}`.trim(),
    sites: funnel.groups.map((group) => ({
      label: group.group,
      value: group.rr,
      denominator: group.denominator,
      limits: {
        low95: (wide ? group.OD95LCL : null) ?? group.LCL95,
        high95: (wide ? group.OD95UCL : null) ?? group.UCL95,
        low99: (wide ? group.OD99LCL : null) ?? group.LCL99,
        high99: (wide ? group.OD99UCL : null) ?? group.UCL99,
      },
      outside: group.outlier === 1,
    })),
    note: `Limits of 95% and 99.8% around the overall share${wide ? ', widened for differences between sites (over-dispersion)' : ''}. Outside is a reason to look at data, case mix and use, in that order. Method ${funnel.method}. Counts of others are rounded to 5.`,
  }
}
