import type { ReactElement } from 'react'
import { asCount, asCountOf, asShortDate, asFigure, Card, Table, Tag } from '#ui/index.js'
import type { Signal } from '../../model.js'
import { expectedFalseSignals } from '../../multiplicity.js'
import { STATE_WORDS, WAY_WORDS } from '../../words.js'
import { monitoringHref } from '../addresses.js'

/** Every signal of a deployment, newest first. */
export const SignalsBody = ({
  signals,
  series,
  deploymentId,
}: {
  signals: readonly Signal[]
  series: number
  deploymentId: string
}): ReactElement => (
  <Card heading="Signals">
    <Table
      caption="Signals, newest first"
      quietCaption
      rows={signals}
      empty={<p>No rule has fired yet.</p>}
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
    <p className="wr-screen-only">
      <a href="/overviews/signals">Open signals of every tool, by owner</a>
    </p>
    {series > 0 ? <ByChance series={series} /> : null}
  </Card>
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
