import type { ReactElement } from 'react'
import {
  asCount,
  asDate,
  asEstimate,
  asFigure,
  Card,
  EmptyState,
  Table,
  Tag,
  TOO_FEW,
} from '#ui/index.js'
import { addDays } from '#kernel/time.js'
import { DIFFERS_BELOW } from '../../compare/compare-sites.js'
import type { VersionFigures } from '../../compare/compare-versions.js'
import { measureName } from '../../measures.js'
import type { PlanMeasure } from '../../model.js'
import type { PooledFigure } from '../../compare/pooled-figure.js'
import type { showVersions } from '../../compare/show-versions.js'
import { figurePlaces } from '../../words.js'
import { monitoringHref } from '../addresses.js'
import { SiteLinks } from '../sites.js'

type Shown = NonNullable<(typeof showVersions)['gives']>

/** Every measure of the plan, version by version, with what changed. */
export const VersionsBody = ({ shown }: { shown: Shown }): ReactElement => {
  const { compared, deployment, site, sites } = shown
  const any = compared.some(({ versions }) => versions.length > 0)
  if (!any) {
    return (
      <EmptyState
        heading="No complete figures yet"
        action={{ href: monitoringHref(deployment.id, '/send'), words: 'Send figures' }}
      >
        <p>Versions are compared once a period of each is complete.</p>
      </EmptyState>
    )
  }
  return (
    <>
      <SiteLinks sites={sites} site={site} />
      {compared.map(({ measure, versions }) => (
        <Card key={measure.id} heading={measureName(measure.measure, measure.threshold)}>
          <VersionTable measure={measure} versions={versions} />
        </Card>
      ))}
      <p className="wr-note">
        Complete periods only, at most the newest 52 of each version, those with too few cases left
        out. Shares are added up within a version (Wilson interval), events of a rate and gaps
        between events too (exact); other figures are weighted by their precision. A difference has
        its interval out of those of both (Zou and Donner; of shares, Newcombe’s method 10). Periods
        of a version are said to differ where p is under {asFigure(DIFFERS_BELOW)}, as sites are
        (Cochrane Handbook 10.10.2); the interval then allows for it (fewer effective cases, Korn
        and Graubard; random effects, Hartung and Knapp). Versions are never put together. Other
        things may have changed at the same time: a difference is not proof of its cause.
      </p>
    </>
  )
}

const VersionTable = ({
  measure,
  versions,
}: {
  measure: PlanMeasure
  versions: readonly VersionFigures[]
}) => {
  const places = figurePlaces(measure.measure)
  return (
    <Table
      caption={`${measureName(measure.measure, measure.threshold)} by version`}
      quietCaption
      rows={versions}
      empty={<p>No complete figures of this measure yet.</p>}
      columns={[
        { heading: 'Version', cell: ({ version }) => version || 'not known' },
        {
          heading: 'From',
          cell: ({ from, to }) => `${asDate(from)} to ${asDate(addDays(to, -1))}`,
        },
        {
          heading: 'Periods',
          numeric: true,
          cell: ({ figure }) => asCount(figure?.periods ?? 0),
        },
        { heading: 'Cases', numeric: true, cell: ({ figure }) => asCount(figure?.n ?? 0) },
        {
          heading: 'Figure',
          numeric: true,
          cell: ({ figure }) => (figure ? <Pooled figure={figure} places={places} /> : TOO_FEW),
        },
        {
          heading: 'Change from the version before',
          cell: (row) => (
            <Change
              change={row.change}
              differ={row.figure?.differ === true || before(versions, row)?.figure?.differ === true}
              measure={measure}
              places={places}
            />
          ),
        },
      ]}
    />
  )
}

const before = (versions: readonly VersionFigures[], row: VersionFigures) =>
  versions[versions.indexOf(row) - 1]

/** The figure of a version and, where its periods differ, how much they do. */
const Pooled = ({ figure, places }: { figure: PooledFigure; places: number }) => {
  const { differ, p, range } = figure
  return (
    <>
      {asEstimate(figure, places)}
      {differ && p !== null && range !== null ? (
        <span className="wr-note">
          {asFigure(range[0], places)} to {asFigure(range[1], places)} by period: more than chance
          (p {p < 0.001 ? 'under 0.001' : `= ${asFigure(p, 3)}`})
        </span>
      ) : null}
    </>
  )
}

const Change = (props: {
  change: VersionFigures['change']
  /** Whether periods of this version or of the one before differ among themselves. */
  differ: boolean
  measure: PlanMeasure
  places: number
}) => {
  const { change, differ, measure, places } = props
  if (!change) return <>nothing to compare with</>
  const sign = change.value > 0 ? '+' : ''
  const words = `${sign}${asFigure(change.value, places)} (${asFigure(change.low, places)} to ${asFigure(change.high, places)})`
  const isChance = change.low <= 0 && change.high >= 0
  const worse = change.value < 0 === (measure.direction === 'increase')
  const isWorse = !isChance && worse && measure.direction !== 'neutral'
  return (
    <>
      {isWorse ? <Tag tone="yellow">Look</Tag> : null} {words}: {verdict(isChance, worse, measure)}
      {differ ? (
        <span className="wr-note">
          Periods of one version differ, which the interval allows for as ups and downs. See the
          chart: where a figure drifts, one figure hides it.
        </span>
      ) : null}
    </>
  )
}

const verdict = (isChance: boolean, worse: boolean, { direction }: PlanMeasure): string => {
  if (isChance) return 'may be chance'
  if (direction === 'neutral') return 'more than chance'
  return `${worse ? 'worse' : 'better'}, more than chance`
}
