import type { ReactElement } from 'react'
import { asCount, asEstimate, Card, Table } from '#ui/index.js'
import { measureName } from '../../measures.js'
import { windowWords } from '../../words.js'
import type { Partner } from './shown.js'

/** What a partner sees: the newest figures that are shared, and nothing else. */
export const PartnerBody = ({ shown }: { shown: Partner }): ReactElement => (
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
