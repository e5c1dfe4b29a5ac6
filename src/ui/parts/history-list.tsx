import type { ReactElement, ReactNode } from 'react'
import { asDateTime } from '../words.js'
import { Details } from './messages.js'
import { Table } from './table.js'

/** One field as it was and as it became. */
export interface FieldChange {
  field: string
  before: ReactNode
  after: ReactNode
}

/** One thing that was done to a record. */
export interface HistoryEntry {
  what: ReactNode
  who: string
  when: Date
  reason?: ReactNode
  changes?: readonly FieldChange[] | undefined
}

// More changed fields than this are folded, so that a reader can run down what was done.
const MOST_OPEN = 3

/** What was done to a record, by whom and when, newest first as given. */
export const HistoryList = ({ entries }: { entries: readonly HistoryEntry[] }): ReactElement => (
  <ol className="wr-history">
    {entries.map((entry, index) => (
      <li key={index}>
        <p className="wr-history__what">{entry.what}</p>
        <p className="wr-note">
          {entry.who}, <time dateTime={entry.when.toISOString()}>{asDateTime(entry.when)}</time>
        </p>
        {entry.reason ? <p>Reason: {entry.reason}</p> : null}
        <Changed changes={entry.changes ?? []} />
      </li>
    ))}
  </ol>
)

const Changed = ({ changes }: { changes: readonly FieldChange[] }): ReactElement | null => {
  if (changes.length === 0) return null
  if (changes.length <= MOST_OPEN) return <Changes changes={changes} />
  return (
    <Details summary={`${changes.length} fields changed`}>
      <Changes changes={changes} />
    </Details>
  )
}

const Changes = ({ changes }: { changes: readonly FieldChange[] }): ReactElement => (
  <Table
    compact
    quietCaption
    caption="What changed"
    rows={changes}
    columns={[
      { heading: 'Field', cell: (change) => change.field },
      { heading: 'Before', cell: (change) => change.before ?? <Nothing /> },
      { heading: 'After', cell: (change) => change.after ?? <Nothing /> },
    ]}
  />
)

const Nothing = (): ReactElement => <span className="wr-quiet">nothing</span>
