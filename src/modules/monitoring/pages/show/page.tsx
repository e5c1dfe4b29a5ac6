import type { ReactElement } from 'react'
import type { PageContext } from '#kernel/describe.js'
import { londonDate } from '#kernel/time.js'
import {
  asCount,
  asDue,
  asEstimate,
  asFigure,
  Button,
  Card,
  EmptyState,
  IntervalComparison,
  Panel,
  Sparkline,
  Table,
  Tag,
  TwoColumns,
  XmrChart,
  type ComparedRow,
} from '#ui/index.js'
import { measureKind, measureName } from '../../measures.js'
import { nextFiguresDue } from '../../missing-data.js'
import type { MonitoringPlan, PlanMeasure, Signal } from '../../model.js'
import type { SharedPoint, showMonitoring } from '../../show-monitoring.js'
import {
  capital,
  denominatorWords,
  PERIOD_WORDS,
  ruleWords,
  STATE_WORDS,
  windowWords,
} from '../../words.js'
import { groupSentence, groupSignals, type SignalGroup } from './group-signals.js'
import { groupRows, seriesView, type SeriesView } from './view.js'

/** What the query gives. */
export type Shown = NonNullable<(typeof showMonitoring)['gives']>
type Own = Extract<Shown, { own: true }>

/** Address of a page about a deployment's monitoring. */
export const monitoringHref = (id: string, rest = ''): string =>
  `/register/deployments/${id}/monitoring${rest}`

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
  const view = seriesView(shown.points, chosen, shown.site, plan, today)
  return (
    <TwoColumns
      main={
        <>
          <Panel tone={view.tone}>
            <strong>{view.headline}</strong> {view.detail} {othersSentence(shown)}
          </Panel>
          {view.data ? (
            <Card>
              <XmrChart
                id="chart"
                title={`${view.name}${shown.site ? ` at ${shown.site}` : ''}, ${PERIOD_WORDS[plan.period]}`}
                {...view.data}
                note={view.note}
                links={[
                  {
                    href: monitoringHref(
                      deployment.id,
                      `/points.csv?${new URLSearchParams({ measure: chosen.measure, threshold: chosen.threshold })}`,
                    ),
                    words: 'CSV',
                  },
                ]}
              />
              <Sites shown={shown} />
            </Card>
          ) : (
            <NoFigures id={deployment.id} />
          )}
          <Measures shown={shown} plan={plan} today={today} />
          <ForWhom shown={shown} plan={plan} view={view} />
        </>
      }
      side={
        <>
          <WhatToDo shown={shown} plan={plan} now={context.now} />
          <OtherSites shown={shown} chosen={chosen} view={view} />
          <Links shown={shown} plan={plan} />
        </>
      }
    />
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

const Sites = ({ shown }: { shown: Own }) =>
  shown.sites.length > 1 ? (
    <p>
      Site:{' '}
      {shown.sites.map((site, place) => (
        <span key={site}>
          {place > 0 ? ' · ' : ''}
          {site === shown.site ? (
            <strong>{site || 'not named'}</strong>
          ) : (
            <a
              href={`?${new URLSearchParams({ measure: shown.chosen?.measure ?? '', threshold: shown.chosen?.threshold ?? '', site })}`}
            >
              {site || 'not named'}
            </a>
          )}
        </span>
      ))}
    </p>
  ) : null

const Measures = ({ shown, plan, today }: { shown: Own; plan: MonitoringPlan; today: string }) => (
  <Card heading="All measures of the plan">
    <Table
      caption="All measures of the plan"
      quietCaption
      rows={plan.measures.map((measure) => ({
        measure,
        view: seriesView(shown.points, measure, shown.site, plan, today),
      }))}
      rowKey={({ measure }) => measure.id}
      columns={[
        {
          heading: 'Measure',
          cell: ({ measure, view }) => (
            <>
              <a
                href={`?${new URLSearchParams({ measure: measure.measure, threshold: measure.threshold, site: shown.site })}`}
              >
                {view.name}
              </a>
              <span className="wr-note">{measureKind(measure.measure)?.says}</span>
            </>
          ),
        },
        {
          heading: 'Newest',
          numeric: true,
          cell: ({ view }) => (view.latest ? asEstimate(view.latest) : 'not answered'),
        },
        {
          heading: 'Pass mark',
          numeric: true,
          cell: ({ measure }) => (measure.passMark === null ? 'none' : String(measure.passMark)),
        },
        {
          heading: 'Over time',
          quietHeading: true,
          cell: ({ measure, view }) =>
            view.data && view.data.points.length > 1 ? (
              <Sparkline
                values={view.data.points.map((point) => point.value)}
                label={`${view.name} over ${view.data.points.length} periods`}
                {...(measure.passMark === null ? {} : { target: measure.passMark })}
              />
            ) : null,
        },
      ]}
    />
  </Card>
)

const ForWhom = (props: { shown: Own; plan: MonitoringPlan; view: SeriesView }) => {
  const { shown, plan, view } = props
  const newest = shown.points.findLast(
    (point) =>
      point.site === shown.site &&
      point.measure === shown.chosen?.measure &&
      point.threshold === shown.chosen.threshold,
  )
  const rows = groupRows(shown.subgroups, newest ?? null, plan)
  return (
    <Card heading="For whom">
      <Table
        caption={
          newest
            ? `${view.name} by group, ${windowWords(newest.windowFrom, newest.windowTo)}`
            : `${view.name} by group`
        }
        rows={rows}
        empty={<p>No groups were sent. Name columns such as age band or sex when you summarise.</p>}
        columns={[
          { heading: 'Group', cell: ({ group }) => group },
          {
            heading: capital(denominatorWords(shown.chosen?.measure ?? '')),
            numeric: true,
            cell: ({ n }) => (n === null ? '–' : asCount(n)),
          },
          { heading: view.name, numeric: true, cell: ({ value }) => asFigure(value, 2, '–') },
          { heading: '95% interval', cell: ({ words }) => words },
        ]}
      />
    </Card>
  )
}

const WhatToDo = ({ shown, plan, now }: { shown: Own; plan: MonitoringPlan; now: Date }) => {
  const [group, ...more] = groupSignals(shown.signals, shown.points)
  const id = shown.deployment.id
  if (!group) {
    return (
      <Card heading="What to do">
        <p>
          Nothing waits. The next figures are{' '}
          {asDue(nextFiguresDue(plan, shown.lastWindowEnd), now)}.
        </p>
        <Button href={monitoringHref(id, '/send')}>Send figures</Button>
      </Card>
    )
  }
  const [signal, ...others] = group.signals
  return (
    <Card heading="What to do" edge={signal.way === 'right' ? 'green' : 'orange'}>
      <p>
        <Tag tone={signal.way === 'right' ? 'green' : 'yellow'}>Signal</Tag>{' '}
        {others.length === 0 ? signal.sentence : groupSentence(group)}
      </p>
      {signal.becameConcernAt ? <p>By the rule of the plan it became a concern.</p> : null}
      <p>The plan says: {plan.onSignal}</p>
      <p>
        Owner: {signal.ownerName}. {capital(asDue(signal.due, now))}. {STATE_WORDS[signal.state]}.
      </p>
      <Button href={monitoringHref(id, `/signals/${signal.id}`)}>
        Explain or act on this signal
      </Button>
      {others.length > 0 ? (
        <p>
          Answer each measure: <SignalLinks signals={group.signals} />
        </p>
      ) : null}
      {more.length > 0 ? (
        <>
          <p>Also waiting:</p>
          <ul>
            {more.map((one) => (
              <li key={one.signals[0].id}>
                {groupSentence(one)} <SignalLinks signals={one.signals} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p>
        <a href={`/register/deployments/${id}/pause`}>Pause this deployment</a>
      </p>
    </Card>
  )
}

const SignalLinks = ({ signals }: { signals: SignalGroup['signals'] }) =>
  signals.map((signal, place) => (
    <span key={signal.id}>
      {place > 0 ? ' · ' : ''}
      <a href={monitoringHref(signal.deploymentId, `/signals/${signal.id}`)}>
        {linkWords(signal, signals)}
      </a>
    </span>
  ))

/** The measure, and the rule too where several fired on the same one. */
const linkWords = (signal: Signal, signals: SignalGroup['signals']): string => {
  if (signal.way === 'missing') return 'See which'
  const name = measureName(signal.measure, signal.threshold)
  const same = signals.filter(
    (one) => one.measure === signal.measure && one.threshold === signal.threshold,
  )
  return same.length > 1 ? `${name} (${ruleWords(signal.rule)})` : name
}

const OtherSites = (props: { shown: Own; chosen: PlanMeasure; view: SeriesView }) => {
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
    </Card>
  )
}

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
  const others = shown.others.running.flatMap(({ id, name }) => {
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

const Links = ({ shown, plan }: { shown: Own; plan: MonitoringPlan }) => {
  const id = shown.deployment.id
  return (
    <Card heading="Data and plan">
      <ul>
        <li>
          <a href={monitoringHref(id, '/send')}>Send figures</a>
        </li>
        {plan.measures.some(({ measure }) => measure === 'typed') ? (
          <li>
            <a href={monitoringHref(id, '/enter')}>Type a figure in</a>
          </li>
        ) : null}
        <li>
          <a href={monitoringHref(id, '/data')}>
            Where figures come from{shown.intake ? ': rows are taken in' : ''}
          </a>
        </li>
        <li>
          <a href={monitoringHref(id, '/plan')}>The monitoring plan</a>
        </li>
        <li>
          <a href={monitoringHref(id, '/signals')}>All signals ({asCount(shown.signals.length)})</a>
        </li>
      </ul>
    </Card>
  )
}

/** What a partner sees: the newest figures that are shared, and nothing else. */
export const PartnerBody = ({ shown }: { shown: Extract<Shown, { own: false }> }): ReactElement => (
  <Card heading="How it is doing">
    <Table
      caption={`What ${shown.deployment.organisationName} shares: newest complete figures, small numbers hidden`}
      rows={shown.shared}
      empty={<p>No figures are shared. They are from business as usual on, unless held back.</p>}
      columns={[
        { heading: 'Measure', cell: (row) => measureName(row.measure, row.threshold) },
        { heading: 'Site', cell: (row) => row.site || 'not named' },
        { heading: 'Version', cell: (row) => row.versionName },
        { heading: 'Period', cell: (row) => windowWords(row.windowFrom, row.windowTo) },
        {
          heading: 'Figure',
          numeric: true,
          cell: ({ shared }) => (shared.suppressed ? 'too few to say' : asEstimate(shared)),
        },
        {
          heading: 'Cases',
          numeric: true,
          cell: ({ shared }) =>
            typeof shared.n === 'number' ? asCount(shared.n) : (shared.n ?? 'not answered'),
        },
      ]}
    />
  </Card>
)
