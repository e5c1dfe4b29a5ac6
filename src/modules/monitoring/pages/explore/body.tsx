import type { ReactElement } from 'react'
import { Card, EmptyState, Panel, XmrChart } from '#ui/index.js'
import { measureKind, measureName } from '../../measures.js'
import type { showSlice } from '../../points/show-slice.js'
import { groupWords, PERIOD_WORDS } from '../../words.js'
import { monitoringHref } from '../addresses.js'
import { Icons } from '../show/measures.js'
import { seriesView, type SeriesView } from '../show/view.js'
import { sliceQuery } from './address.js'
import { otherView } from './choose-other.js'
import { SliceFields } from './fields.js'
import { OtherCard } from './other-card.js'
import type { OtherKind } from './other-view.js'
import { Scores } from './scores.js'

/** What the query of a slice gives. */
export type ShownSlice = NonNullable<(typeof showSlice)['gives']>

/** The chart of a slice and what it says; null while no plan is fixed. */
export const sliceView = (shown: ShownSlice, today: string): SeriesView | null =>
  shown.plan && seriesView(shown.points, shown.watched, shown.slice.site, shown.plan, today)

/** What a slice is of, as the title of its chart. */
export const sliceTitle = ({ slice, plan }: ShownSlice): string =>
  [
    measureName(slice.measure, slice.threshold),
    slice.groupBy && groupWords(slice.groupBy, slice.groupValue),
    slice.site && `at ${slice.site}`,
    slice.version && `version ${slice.version}`,
    plan && PERIOD_WORDS[plan.period],
  ]
    .filter(Boolean)
    .join(', ')

/** The page that chooses a slice and shows it. */
export const ExploreBody = (props: {
  shown: ShownSlice
  /** The chart that was chosen in place of the plan's. */
  other: OtherKind | undefined
  today: string
}): ReactElement => {
  const { shown, other, today } = props
  const view = sliceView(shown, today)
  const id = shown.deployment.id
  const query = sliceQuery(shown.slice)
  const files = (more: Record<string, string>) => {
    const of = `${query}&${new URLSearchParams(more)}`
    return [
      { href: monitoringHref(id, `/explore.csv?${of}`), words: 'CSV' },
      { href: monitoringHref(id, `/explore.svg?${of}`), words: 'SVG' },
    ]
  }
  if (!view) {
    return (
      <EmptyState
        heading="No monitoring plan yet"
        action={{ href: monitoringHref(id, '/plan'), words: 'Fix the monitoring plan' }}
      >
        <p>The plan says how long a period is and which way is better.</p>
      </EmptyState>
    )
  }
  return (
    <>
      <h2>Choose figures</h2>
      <SliceFields shown={shown} other={other} />
      {other ? (
        <OtherCard
          kind={other}
          view={otherView(other, shown, today)}
          title={sliceTitle(shown)}
          links={files({ chart: other })}
        />
      ) : view.data ? (
        <>
          <Panel tone={view.tone}>
            <strong>{view.headline}</strong> {view.detail}
          </Panel>
          <Card>
            <XmrChart
              id="chart"
              title={sliceTitle(shown)}
              {...view.data}
              note={view.note}
              links={[
                { href: monitoringHref(id, `/explore.csv?${query}`), words: 'CSV' },
                { href: monitoringHref(id, `/explore.svg?${query}`), words: 'SVG' },
              ]}
            />
            <p>
              <Icons view={view} />
            </p>
            {shown.slice.groupBy ? (
              <p className="wr-note">
                Signals are raised on everybody together, never on a group: look here before drawing
                a conclusion, and at the whole first.
              </p>
            ) : null}
          </Card>
        </>
      ) : (
        <Card heading={sliceTitle(shown)}>
          <p>There are no figures of this. Choose another site, version, group or time.</p>
        </Card>
      )}
      {shown.histogram && isFromLog(shown.slice.measure) ? (
        <Scores histogram={shown.histogram} today={today} linksOf={(curve) => files({ curve })} />
      ) : null}
    </>
  )
}

const isFromLog = (measure: string): boolean => {
  const kind = measureKind(measure)?.kind
  return kind === 'score' || kind === 'threshold'
}
