import type { ReactElement } from 'react'
import {
  asCountOf,
  asEstimate,
  asFigure,
  asPercent,
  Card,
  EmptyState,
  FilterBar,
  FunnelChart,
  IntervalComparison,
  Panel,
  Select,
  type ComparedRow,
} from '#ui/index.js'
import type { ComparedSite, SitesTogether } from '../../compare-sites.js'
import { FEWEST_SITES } from '../../compare-sites.js'
import { measureKind, measureName } from '../../measures.js'
import type { showSites } from '../../show-sites.js'
import { denominatorWords, figurePlaces, windowWords } from '../../words.js'
import { figureKey } from '../explore/address.js'

type Shown = NonNullable<(typeof showSites)['gives']>

/** One measure of one version, site by site first, then how much sites differ. */
export const SitesBody = ({ shown }: { shown: Shown }): ReactElement => {
  const { chosen, version, sites, together, heldBack } = shown
  if (!chosen || !version) {
    return (
      <EmptyState heading="No figures to compare yet">
        <p>
          Sites are compared once an organisation that runs this product has a monitoring plan.
          Partners share figures from business as usual on, unless they hold them back.
        </p>
      </EmptyState>
    )
  }
  const name = measureName(chosen.measure, chosen.threshold)
  return (
    <>
      <Choose shown={shown} />
      <Panel tone="blue">
        <strong>{differWords(together, sites)}</strong> Sites are in the order of their names: this
        is no ranking, and their patients may differ.
      </Panel>
      <Card>
        <IntervalComparison
          id="sites"
          title={`${name} on version ${version.name}, site by site`}
          rowHeading="Site"
          valueHeading={name}
          places={figurePlaces(chosen.measure)}
          bounds={measureKind(chosen.measure)?.bounds ?? [null, null]}
          rows={[...sites.map(rowOf), ...heldBackRow(heldBack)]}
          note="Newest complete period of each. Your own figures as they are; those of others as they share them: two places, small numbers hidden, counts to the nearest 5 (profile hes-2018)."
        />
      </Card>
      <Funnel shown={shown} name={name} />
      <Pooled together={together} places={figurePlaces(chosen.measure)} />
    </>
  )
}

const Choose = ({ shown }: { shown: Shown }) => (
  <FilterBar action={`/register/products/${shown.product.id}/doing`}>
    <Select
      name="version"
      label="Version"
      value={shown.version?.name}
      choices={shown.versions.map(({ name }) => ({ value: name, label: name }))}
    />
    <Select
      name="figure"
      label="Measure"
      value={shown.chosen ? figureKey(shown.chosen) : undefined}
      choices={shown.measures.map((one) => ({
        value: figureKey(one),
        label: `${measureName(one.measure, one.threshold)} (${asCountOf(one.deployments, 'plan')})`,
      }))}
    />
  </FilterBar>
)

const rowOf = (site: ComparedSite): ComparedRow => ({
  label: (
    <>
      {site.own ? <strong>{site.label}</strong> : site.label}
      {site.windowFrom && site.windowTo ? (
        <span className="wr-note">{windowWords(site.windowFrom, site.windowTo)}</span>
      ) : null}
    </>
  ),
  value: site.value,
  low: site.low,
  high: site.high,
  ...(site.n === null ? {} : { n: site.n }),
  ...(site.missing === null ? {} : { missing: site.missing }),
})

const heldBackRow = (count: number): ComparedRow[] =>
  count === 0
    ? []
    : [{ label: asCountOf(count, 'other organisation'), value: null, missing: 'held back' }]

const differWords = ({ heterogeneity }: SitesTogether, sites: readonly ComparedSite[]): string => {
  if (!heterogeneity || heterogeneity.p === null) {
    const count = sites.filter(({ value }) => value !== null).length
    return `${asCountOf(count, 'site has', 'sites have')} a figure: nothing can be said of differences.`
  }
  return heterogeneity.p < 0.05
    ? 'Sites differ more than chance would make them.'
    : 'Sites do not differ more than chance would make them.'
}

const Funnel = ({ shown, name }: { shown: Shown; name: string }) => {
  const { chosen, together } = shown
  const { funnel } = together
  if (!funnel || funnel.target === null) {
    return (
      <p className="wr-note">
        A funnel is drawn of a share with counts at {FEWEST_SITES} or more sites.
      </p>
    )
  }
  const wide = funnel.outlier_limits === 'over_dispersed'
  return (
    <Card>
      <FunnelChart
        id="funnel"
        title={`${name}: sites by size`}
        target={funnel.target}
        sizeWords={`Cases ${denominatorWords(chosen?.measure ?? '').replace(/^cases$/, '')}`.trim()}
        sites={funnel.groups.map((group) => ({
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
        }))}
        note={`Limits of 95% and 99.8% around the overall share${wide ? ', widened for differences between sites (over-dispersion)' : ''}. Outside is a reason to look at data, case mix and use, in that order. Method ${funnel.method}. Counts of others are rounded to 5.`}
      />
    </Card>
  )
}

const Pooled = ({ together, places }: { together: SitesTogether; places: number }) => {
  const pooled = together.heterogeneity
  if (!pooled || pooled.p === null || pooled.i2 === null || pooled.q === null) return null
  return (
    <Card heading="Together">
      <p>
        {asPercent(pooled.i2)} of the variation between {asCountOf(pooled.k, 'site')} is more than
        chance (I²; Cochran Q {asFigure(pooled.q, 1)}, p{' '}
        {pooled.p < 0.001 ? 'under 0.001' : `= ${asFigure(pooled.p, 3)}`}).
      </p>
      <p>
        {pooled.p < 0.05
          ? 'One figure for all sites would mislead, so none is shown.'
          : `Weighted by precision it is ${asEstimate(pooled, places)} over these sites.`}
      </p>
      <p className="wr-note">Worked out from the intervals above. Method {pooled.method}.</p>
    </Card>
  )
}
