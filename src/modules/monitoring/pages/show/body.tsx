import type { ReactElement } from 'react'
import type { PageContext } from '#kernel/declare/page.js'
import { londonDate } from '#kernel/time.js'
import { asDate, Card, EmptyState, Panel, TwoColumns, XmrChart } from '#ui/index.js'
import { PERIOD_WORDS } from '../../words.js'
import type { PlanMeasure } from '../../model.js'
import { MAY_REBASE } from '../../charts/rebase-chart.js'
import { monitoringHref } from '../addresses.js'
import { sliceQuery } from '../explore/address.js'
import { SiteLinks } from '../sites.js'
import { ForWhom } from './for-whom.js'
import { Links } from './links.js'
import { Icons, Measures } from './measures.js'
import { OtherSites } from './other-sites.js'
import type { Own } from './shown.js'
import { TooFew } from './too-few.js'
import { chartedSeries, viewOf } from './view.js'
import { WhatToDo } from './what-to-do.js'

/** The monitoring page of one's own deployment. */
export const MonitoringBody = ({
  shown,
  context,
}: {
  shown: Own
  context: PageContext
}): ReactElement => {
  const { deployment, plan, chosen } = shown
  if (!plan || !chosen) return <NoPlan id={deployment.id} />
  const today = londonDate(context.now)
  const mayRebase = MAY_REBASE.some((role) => context.actor.roles.includes(role))
  const { points, site } = shown
  const rows = shown.rows.map((row) => ({
    ...row,
    charted: chartedSeries({ points, ...row }, plan, today),
  }))
  const ofChosen =
    rows.find(({ measure }) => measure === chosen)?.charted ??
    chartedSeries({ points, measure: chosen, site }, plan, today)
  const view = viewOf(ofChosen, chosen, plan, today)
  return (
    <>
      <Panel tone={view.tone}>
        <strong>{view.headline}</strong> {view.detail} {othersSentence(shown)}
        <TooFew {...{ shown, plan, view, today }} />
      </Panel>
      <TwoColumns
        lead={<WhatToDo shown={shown} plan={plan} now={context.now} />}
        main={
          <>
            {view.data ? (
              <Card>
                <XmrChart
                  id="chart"
                  title={`${view.name}${shown.site ? ` at ${shown.site}` : ''}, ${PERIOD_WORDS[plan.period]}`}
                  {...view.data}
                  note={view.note}
                  links={chartLinks(shown, chosen, mayRebase)}
                  newest={{ most: YEAR_OF_WEEKS, href: exploreHref(shown, chosen) }}
                />
                <p>
                  <Icons view={view} />
                </p>
                <SiteLinks
                  sites={shown.sites}
                  site={shown.site}
                  keep={{ measure: chosen.measure, threshold: chosen.threshold }}
                />
                <Rebases shown={shown} chosen={chosen} mayUndo={mayRebase} />
              </Card>
            ) : (
              <NoFigures id={deployment.id} />
            )}
            <Measures rows={rows} plan={plan} site={site} />
            <ForWhom
              {...{ shown, plan, view, today }}
              series={ofChosen.all}
              wanted={context.query['window']}
            />
          </>
        }
        side={
          <>
            <OtherSites shown={shown} chosen={chosen} view={view} />
            <Links shown={shown} plan={plan} />
          </>
        }
      />
    </>
  )
}

const NoPlan = ({ id }: { id: string }) => (
  <EmptyState
    heading="No monitoring plan yet"
    action={{ href: monitoringHref(id, '/plan'), words: 'Fix the monitoring plan' }}
  >
    <p>
      The plan says which three to six measures are watched, their pass marks, how often figures
      come, who looks at them, and what happens on a signal. Fix it before the tool is used.
    </p>
  </EmptyState>
)

const NoFigures = ({ id }: { id: string }) => (
  <EmptyState
    heading="No figures yet"
    action={{ href: monitoringHref(id, '/send'), words: 'Send the first figures' }}
  >
    <p>Give a prediction log: it is summarised on your own computer and only counts are sent.</p>
  </EmptyState>
)

const othersSentence = ({ others }: Own): string => {
  const count = others.running.length + others.heldBack
  if (count === 0) return ''
  return count === 1
    ? 'One other site runs this version.'
    : `${count} other sites run this version.`
}

const Rebases = (props: { shown: Own; chosen: PlanMeasure; mayUndo: boolean }) => {
  const { shown, chosen } = props
  const own = (shown.plan?.rebases ?? []).filter(
    ({ measure, threshold, site }) =>
      measure === chosen.measure && threshold === chosen.threshold && site === shown.site,
  )
  if (!props.mayUndo || own.length === 0) return null
  return (
    <ul>
      {own.map(({ id, startsOn, decidedByName }) => (
        <li key={id}>
          Re-based from {asDate(startsOn)} by {decidedByName}.{' '}
          <a href={monitoringHref(shown.deployment.id, `/rebase/${id}/undo`)}>Undo</a>
        </li>
      ))}
    </ul>
  )
}

const YEAR_OF_WEEKS = 52

const exploreHref = ({ deployment, site }: Own, { measure, threshold }: PlanMeasure) =>
  `${monitoringHref(deployment.id, '/explore')}?${sliceQuery({ ...WHOLE, measure, threshold, site })}#chart-table`

const chartLinks = (
  { deployment, site }: Own,
  { measure, threshold }: PlanMeasure,
  mayRebase: boolean,
) => {
  const query = sliceQuery({ ...WHOLE, measure, threshold, site })
  const at = (rest: string) => monitoringHref(deployment.id, `${rest}?${query}`)
  return [
    { href: at('/explore.csv'), words: 'CSV' },
    { href: at('/explore.svg'), words: 'SVG' },
    { href: at('/explore'), words: 'Choose figures' },
    ...(mayRebase ? [{ href: at('/rebase'), words: 'Re-base' }] : []),
  ]
}

const WHOLE = { version: '', groupBy: '', groupValue: '', from: '', to: '' }
