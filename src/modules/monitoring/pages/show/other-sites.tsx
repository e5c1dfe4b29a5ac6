import type { ReactElement } from 'react'
import { Card, IntervalComparison, type ComparedRow } from '#ui/index.js'
import { measureKind } from '../../measures.js'
import type { PlanMeasure } from '../../model.js'
import type { SharedPoint } from '../../compare/read-shared.js'
import { monitoringHref } from '../addresses.js'
import type { Own } from './shown.js'
import type { SeriesView } from './view.js'

/** What other deployments of the same version share of this measure. */
export const OtherSites = (props: {
  shown: Own
  chosen: PlanMeasure
  view: SeriesView
}): ReactElement | null => {
  const { shown, chosen, view } = props
  if (shown.others.running.length + shown.others.heldBack === 0) return null
  const rows = comparedRows(shown, chosen, view)
  return (
    <Card>
      <IntervalComparison
        id="others"
        title={`Other sites on ${shown.deployment.versionName ?? 'this version'}`}
        rowHeading="Site"
        valueHeading={view.name}
        rows={rows}
        bounds={measureKind(chosen.measure)?.bounds ?? [null, null]}
        note="What others share, to two places, with small numbers hidden and counts to the nearest 5 (profile hes-2018)."
        {...(chosen.passMark === null
          ? {}
          : { target: { value: chosen.passMark, label: 'pass mark here' } })}
      />
      <NotShown running={shown.others.running.length} shown={shown.others.shown.length} />
      <p>
        <a href={`/register/products/${shown.deployment.productId}/doing`}>Compare sites</a> ·{' '}
        <a href={monitoringHref(shown.deployment.id, '/versions')}>Versions before and after</a>
      </p>
    </Card>
  )
}

const NotShown = ({ running, shown }: { running: number; shown: number }) =>
  running > shown ? (
    <p>
      {shown} of the {running} that run it are shown, those that share figures first.
    </p>
  ) : null

const comparedRows = (shown: Own, chosen: PlanMeasure, view: SeriesView): ComparedRow[] => {
  const here: ComparedRow[] = view.latest
    ? [
        {
          label: `${shown.deployment.organisationName}${shown.site ? `, ${shown.site}` : ''} (here)`,
          value: view.latest.value,
          low: view.latest.low,
          high: view.latest.high,
          n: view.latest.n,
        },
      ]
    : []
  const others = shown.others.shown.flatMap(({ id, name }) => {
    const found = shown.others.shared.filter(
      (point) =>
        point.deploymentId === id &&
        point.measure === chosen.measure &&
        point.threshold === chosen.threshold,
    )
    return found.length > 0
      ? found.map((point) => sharedRow(point))
      : [{ label: name, value: null, missing: 'no figures shared' }]
  })
  const held: ComparedRow[] =
    shown.others.heldBack > 0
      ? [
          {
            label: `${shown.others.heldBack} other ${shown.others.heldBack === 1 ? 'organisation' : 'organisations'}`,
            value: null,
            missing: 'held back',
          },
        ]
      : []
  return [...here, ...others, ...held]
}

const sharedRow = ({ organisationName, site, shared }: SharedPoint): ComparedRow => ({
  label: `${organisationName}${site ? `, ${site}` : ''}`,
  value: shared.value,
  low: shared.low,
  high: shared.high,
  ...(typeof shared.n === 'number' ? { n: shared.n } : {}),
})
