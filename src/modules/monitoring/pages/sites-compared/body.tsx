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
import type { ComparedSite, SitesTogether } from '../../compare/compare-sites.js'
import { DIFFERS_BELOW, FEWEST_SITES } from '../../compare/compare-sites.js'
import { measureKind, measureName } from '../../measures.js'
import { figurePlaces, windowWords } from '../../words.js'
import { figureKey } from '../explore/address.js'
import { sitesHref } from './address.js'
import { SITES_NOTE } from './files.js'
import { funnelView, type ShownSites } from './funnel-view.js'

/** One measure of one version, site by site first, then how much sites differ. */
export const SitesBody = ({ shown }: { shown: ShownSites }): ReactElement => {
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
          note={SITES_NOTE}
          links={[
            { href: sitesHref(shown, '.csv'), words: 'CSV' },
            { href: sitesHref(shown, '.svg'), words: 'SVG' },
          ]}
        />
      </Card>
      <Funnel shown={shown} />
      <Pooled together={together} places={figurePlaces(chosen.measure)} />
    </>
  )
}

const Choose = ({ shown }: { shown: ShownSites }) => (
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

const differWords = ({ differ }: SitesTogether, sites: readonly ComparedSite[]): string => {
  if (differ === null) {
    const count = sites.filter(({ value }) => value !== null).length
    return `${asCountOf(count, 'site has', 'sites have')} a figure: nothing can be said of differences.`
  }
  return differ
    ? 'Sites differ more than chance would make them.'
    : 'No difference between sites beyond chance is shown; where cases are few, a real one may not show.'
}

const Funnel = ({ shown }: { shown: ShownSites }) => {
  const view = funnelView(shown)
  if (!view) {
    return (
      <p className="wr-note">
        A funnel is drawn of a share with counts at {FEWEST_SITES} or more sites.
      </p>
    )
  }
  return (
    <Card>
      <FunnelChart
        id="funnel"
        {...view}
        links={[{ href: sitesHref(shown, '-funnel.svg'), words: 'SVG' }]}
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
        {together.differ
          ? 'One figure for all sites would mislead, so none is shown.'
          : `If these sites are alike, weighted by precision it is ${asEstimate(pooled, places)} over them. Each site’s own figure stands first.`}
      </p>
      <p className="wr-note">
        Worked out from the intervals above. Sites are said to differ where p is under{' '}
        {asFigure(DIFFERS_BELOW)}, since the test finds little among few sites (Cochrane Handbook
        10.10.2). Method {pooled.method}.
      </p>
    </Card>
  )
}
