import type { ReactElement } from 'react'
import { withQuery } from '#kernel/address.js'
import {
  asCount,
  asCountOf,
  asFigure,
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
import { expectedFalseSignals } from '../../signals/multiplicity.js'
import { SIGNAL_STATES } from '../../signals/signal-states.js'
import { STATE_WORDS, WAY_WORDS } from '../../words.js'
import { monitoringHref } from '../addresses.js'

/** The signals of a deployment, newest first, a page at a time; of one state where it is chosen. */
export const SignalsBody = ({
  list,
  state,
  series,
  deploymentId,
}: {
  list: NonNullable<(typeof listSignals)['gives']>
  state: string
  series: number
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
      rows={list.rows}
      empty={<NoSignal state={state} />}
      columns={[
        {
          heading: 'Raised',
          cell: (row) => <span className="wr-whole">{asShortDate(row.raisedAt)}</span>,
        },
        {
          heading: 'What',
          cell: (row) => (
            <a href={monitoringHref(deploymentId, `/signals/${row.id}`)}>{row.sentence}</a>
          ),
        },
        { heading: 'Owner', cell: (row) => row.ownerName },
        { heading: 'Way', cell: (row) => WAY_WORDS[row.way] },
        { heading: 'State', cell: (row) => <Tag>{STATE_WORDS[row.state]}</Tag> },
        { heading: 'Concern', cell: (row) => (row.becameConcernAt ? 'yes' : 'no') },
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
    {series > 0 ? <ByChance series={series} /> : null}
  </Card>
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

const ByChance = ({ series }: { series: number }) => {
  const expected = expectedFalseSignals(series)
  const periods = Math.round(1 / expected)
  return (
    <p className="wr-note">
      {asCountOf(series, 'series is', 'series are')} judged each period (measures by site). By
      chance alone about {asFigure(expected, 2)} signals a period are to be expected
      {periods > 1 ? `, one in ${asCount(periods)} periods` : ''}. One point outside a limit becomes
      a concern at once only where it stands out among all of them (Benjamini and Hochberg, false
      discovery rate 5%).
    </p>
  )
}
