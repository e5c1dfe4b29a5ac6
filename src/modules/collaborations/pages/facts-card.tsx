import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import { asDate, asDue, ButtonGroup, Card, SummaryList } from '#ui/index.js'
import { MAY_CONSENT, MAY_LEAD } from '../model.js'
import { TEST_NAMES } from '../rules.js'
import { hrefOf, type Part } from './shown.js'

/** What the collaboration is, what may be done with it, and the four tests. */
export const Facts = ({ context, shown }: Part): ReactElement => {
  const { collaboration, leads, standing } = shown
  const { actor, now } = context
  const mayLead = leads && !collaboration.endedOn && isAllowed(actor, MAY_LEAD)
  const mayLeave =
    !leads && !collaboration.endedOn && standing === 'agreed' && isAllowed(actor, MAY_CONSENT)
  return (
    <>
      <Card heading="What it is">
        <SummaryList
          rows={[
            { key: 'Purpose', value: collaboration.purpose },
            { key: 'From', value: asDate(collaboration.termFrom) },
            {
              key: 'Until',
              value: collaboration.termUntil ? asDate(collaboration.termUntil) : 'no end is set',
            },
            {
              key: 'Review',
              value: collaboration.endedOn
                ? asDate(collaboration.reviewDue)
                : `${asDate(collaboration.reviewDue)}, ${asDue(collaboration.reviewDue, now)}`,
            },
            {
              key: 'Set up',
              value: `${asDate(collaboration.setUpAt)}, ${collaboration.setUpByName}`,
            },
          ]}
        />
        <ButtonGroup>
          {mayLead ? <a href={`${hrefOf(shown)}/edit`}>Edit</a> : null}
          {mayLead ? <a href={`${hrefOf(shown)}/end`}>End it</a> : null}
          {mayLeave ? <a href={`${hrefOf(shown)}/leave`}>Leave it</a> : null}
        </ButtonGroup>
      </Card>
      {collaboration.underCharter ? (
        <Card heading="The four tests">
          <ul>
            {Object.entries(TEST_NAMES).map(([test, name]) => (
              <li key={test}>
                {test}: {name}
              </li>
            ))}
          </ul>
          <p className="wr-note">
            Our reading of the charter between the Incubator for AI and NHS England of 25 April
            2024, from press reports; we have not read its text. No body has endorsed this reading.
          </p>
        </Card>
      ) : null}
    </>
  )
}
