import type { ReactElement } from 'react'
import { roleInText } from '#kernel/roles.js'
import { asCountOf, asDate, Details, InsetText, Table } from '#ui/index.js'
import type { GroupStatement } from '../model.js'

/** What a group stated: its words, when and by whom, and each requirement with who signed it. */
export const Statement = ({ statement }: { statement: GroupStatement }): ReactElement => (
  <>
    <InsetText>{statement.words}</InsetText>
    <p>
      Stated by {statement.statedByName} on {asDate(statement.statedOn)}, for{' '}
      {statement.versionName === null
        ? 'a version that was not chosen yet'
        : `version ${statement.versionName}`}
      .
    </p>
    <Details summary={`What was signed: ${asCountOf(statement.items.length, 'requirement')}`}>
      <Table
        caption="What the group had signed when it stated this"
        rows={statement.items}
        rowKey={(item) => item.requirementId}
        columns={[
          { heading: 'Requirement', cell: (item) => `${item.name} (${item.requirementId})` },
          {
            heading: 'Signed by',
            cell: (item) => `${item.signedByName}, ${roleInText(item.role)}, ${asDate(item.on)}`,
          },
          {
            heading: 'In date until',
            cell: (item) => (item.inDateUntil === null ? 'No last day' : asDate(item.inDateUntil)),
          },
        ]}
      />
    </Details>
  </>
)
