import { Fragment, type ReactElement } from 'react'
import { withQuery } from '#kernel/address.js'
import {
  asCount,
  asCountOf,
  asFigure,
  asPercent,
  asShortDate,
  Card,
  EmptyState,
  FilterBar,
  ListFoot,
  Select,
  Table,
  Tag,
} from '#ui/index.js'
import type { listSignals } from '../../signals/list-signals.js'
import {
  expectedFalseSignals,
  INTERVALS_A_SERIES,
  SPECIAL_CAUSES_A_SERIES,
  type JudgedSeries,
} from '../../signals/multiplicity.js'
import { SIGNAL_STATES } from '../../signals/signal-states.js'
import type { Signal } from '../../model.js'
import { ruleWords, STATE_WORDS, WAY_WORDS } from '../../words.js'
import { monitoringHref } from '../addresses.js'
import { asLines, type SignalLine } from './signal-lines.js'

/** The signals of a deployment, newest first, a page at a time; of one state where it is chosen. */
export const SignalsBody = ({
  list,
  state,
  series,
  deploymentId,
}: {
  list: NonNullable<(typeof listSignals)['gives']>
  state: string
  series: JudgedSeries | null
  deploymentId: string
}): ReactElement => (
  <Card heading="Signals">
    <FilterBar
      action={monitoringHref(deploymentId, '/signals')}
      clearHref={state ? monitoringHref(deploymentId, '/signals') : undefined}
    >
      <Select
        label="State"
        name="state"
        empty="All states"
        value={state}
        choices={[
          { value: 'open', label: 'Open: new or acknowledged' },
          ...SIGNAL_STATES.map((value) => ({ value, label: STATE_WORDS[value] })),
        ]}
      />
    </FilterBar>
    <Table
      caption="Signals, newest first"
      quietCaption
      rows={asLines(list.rows)}
      empty={<NoSignal state={state} />}
      columns={[
        {
          heading: 'Raised',
          cell: ([row]) => <span className="wr-whole">{asShortDate(row.raisedAt)}</span>,
        },
        { heading: 'What', cell: (line) => <What line={line} /> },
        { heading: 'Owner', cell: ([row]) => row.ownerName },
        { heading: 'Way', cell: ([row]) => WAY_WORDS[row.way] },
        { heading: 'State', cell: ([row]) => <Tag>{STATE_WORDS[row.state]}</Tag> },
        { heading: 'Concern', cell: ([row]) => (row.becameConcernAt ? 'yes' : 'no') },
      ]}
    />
    <ListFoot
      list={list}
      to={(changes) => withQuery(monitoringHref(deploymentId, '/signals'), { state, ...changes })}
      csvHref={withQuery(monitoringHref(deploymentId, '/signals.csv'), { state })}
    />
    <p className="wr-screen-only">
      <a href="/overviews/signals">Open signals of every tool, by owner</a>
    </p>
    {series && series.series > 0 ? <ByChance judged={series} /> : null}
  </Card>
)

const hrefOf = ({ deploymentId, id }: Signal): string =>
  monitoringHref(deploymentId, `/signals/${id}`)

/** The sentence, and where several rules fired on the same figure, the signal of each other one. */
const What = ({ line: [first, ...others] }: { line: SignalLine }): ReactElement => (
  <span>
    <a href={hrefOf(first)}>{first.sentence}</a>
    {others.map((one) => (
      <Fragment key={one.id}>
        {' Also: '}
        <a href={hrefOf(one)}>{ruleWords(one.rule)}</a>.
      </Fragment>
    ))}
  </span>
)

const NoSignal = ({ state }: { state: string }): ReactElement =>
  state ? (
    <EmptyState heading="No signal in this state">
      <p>Choose another state, or clear the filter to see all of them.</p>
    </EmptyState>
  ) : (
    <EmptyState heading="No rule has fired yet">
      <p>When a rule of the plan fires, what it found stands here, with who looks at it.</p>
    </EmptyState>
  )

const ByChance = ({ judged }: { judged: JudgedSeries }) => {
  const { specialCause, interval, total } = expectedFalseSignals(judged)
  const periods = Math.round(1 / total)
  return (
    <>
      <p className="wr-note">
        {asCountOf(judged.series, 'series is', 'series are')} judged each period (measures by site).
        {total > 0
          ? ` By chance alone up to ${asFigure(total, 2)} signals a period are to be expected${periods > 1 ? `, one in ${asCount(periods)} periods` : ''}.`
          : ' The rules of the plan raise no signal by chance.'}
      </p>
      {specialCause > 0 ? (
        <p className="wr-note">
          Special causes: about {asFigure(specialCause, 2)}. Of stable series{' '}
          {asPercent(SPECIAL_CAUSES_A_SERIES, 1)} show one in their newest period, as simulated with
          the rules of NHS Making Data Count.
        </p>
      ) : null}
      {interval > 0 ? (
        <p className="wr-note">
          The whole interval past the pass mark: at most {asFigure(interval, 2)}. Of figures that
          just reach their pass mark {asPercent(INTERVALS_A_SERIES, 1)} have it, one side of a 95%
          interval; of better ones fewer.
        </p>
      ) : null}
      <p className="wr-note">
        One point outside a limit becomes a concern at once only where it stands out among all of
        them (Benjamini and Hochberg, false discovery rate 5%).
      </p>
    </>
  )
}
