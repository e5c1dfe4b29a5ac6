import type { ReactElement } from 'react'
import { roleInText } from '#kernel/roles.js'
import { askedId } from '#modules/framework/index.js'
import { ActLink, asShortDate, Card, Table, Tag } from '#ui/index.js'
import type { RequirementEvidence } from '../show-evidence.js'
import { WORD_TONES } from '../words.js'

/** What is relied upon: whose, who accepted it, on which terms, and whether it still stands. */
export const ReliedOn = ({
  items,
}: {
  items: readonly RequirementEvidence[]
}): ReactElement | null =>
  items.length === 0 ? null : (
    <Card heading="What you rely on" id="relied-on">
      <Table
        caption="What you rely on"
        quietCaption
        rows={items}
        rowKey={askedId}
        columns={[
          { heading: 'Requirement', cell: (item) => item.requirement.name },
          { heading: 'State', cell: (item) => <Tag tone={WORD_TONES[item.word]}>{item.word}</Tag> },
          {
            heading: 'Accepted',
            cell: ({ held }) =>
              held ? (
                <>
                  from {held.acceptance.sourceName}
                  <span className="wr-note">
                    by {held.acceptance.signature.personName} (
                    {roleInText(held.acceptance.signature.role)}),{' '}
                    {asShortDate(held.acceptance.signature.on)}. Differs here:{' '}
                    {held.acceptance.differsHere}.
                    {held.acceptance.conditions
                      ? ` Conditions: ${held.acceptance.conditions}.`
                      : ''}
                    {held.state.state === 'under-review' ? ` Since ${held.state.since}.` : ''}
                  </span>
                </>
              ) : null,
          },
          {
            heading: 'What to do',
            quietHeading: true,
            cell: ({ held, requirement }) =>
              held ? (
                <ActLink href={`/register/acceptances/${held.acceptance.id}/withdraw`}>
                  Withdraw
                  <span className="nhsuk-u-visually-hidden"> {requirement.name}</span>
                </ActLink>
              ) : null,
          },
        ]}
      />
    </Card>
  )
