import type { ReactElement } from 'react'
import { roleInText } from '#kernel/roles.js'
import { asDate, asDue, Card, Table, Tag } from '#ui/index.js'
import type { CatchUpItem } from '../catch-up.js'
import { holdsOn } from '../exception-store.js'
import type { Condition, Exception } from '../model.js'

/** What a deployment that was in use before it was assessed has to catch up, most serious first. */
export const CatchUp = (props: {
  items: readonly CatchUpItem[]
  here: string
  now: Date
}): ReactElement => (
  <Card heading="To catch up" id="catch-up" edge="orange">
    <p>
      It was in use before it was assessed here. It cannot scale until this list is empty. Dates
      that nobody chose are counted from registration: 30, 60 or 90 days, which is our own proposal.
    </p>
    <Table
      caption="To catch up, most serious first"
      rows={props.items}
      rowKey={({ item }) => item.requirementId}
      columns={[
        {
          heading: 'Requirement',
          cell: ({ item, seriousness }) => (
            <>
              <a href={`${props.here.replace(/\/gates$/, '/evidence')}/${item.requirementId}`}>
                {item.name}
              </a>
              <span className="wr-note">
                {item.requirementId}, {seriousness}. {item.sentence}
              </span>
            </>
          ),
        },
        { heading: 'Who', cell: ({ ownerName }) => ownerName },
        {
          heading: 'Due',
          cell: ({ due }) => (
            <>
              {asDate(due)}
              <span className="wr-note">{asDue(due, props.now)}</span>
            </>
          ),
        },
        {
          heading: 'Change',
          quietHeading: true,
          cell: ({ item }) => (
            <a href={`${props.here}/catch-up/${item.requirementId}`}>
              Change<span className="nhsuk-u-visually-hidden"> who and when: {item.name}</span>
            </a>
          ),
        },
      ]}
    />
  </Card>
)

/** The exceptions that were made to gates of a deployment. */
export const Exceptions = (props: {
  exceptions: readonly Exception[]
  here: string
  today: string
}): ReactElement => (
  <Card heading="Exceptions">
    <Table
      caption="Exceptions"
      quietCaption
      rows={props.exceptions}
      rowKey={(one) => one.id}
      empty={<p>No exception was made.</p>}
      columns={[
        {
          heading: 'To',
          cell: (one) => (
            <>
              {one.targetName}
              <span className="wr-note">{one.reason}</span>
            </>
          ),
        },
        {
          heading: 'By',
          cell: (one) => `${one.grantedByName}, ${roleInText(one.role)}`,
        },
        { heading: 'Until', cell: (one) => asDate(one.until) },
        {
          heading: 'State',
          cell: (one) => {
            if (one.revokedAt) return <Tag>Revoked</Tag>
            return holdsOn(one, props.today) ? <Tag tone="yellow">Holds</Tag> : <Tag>Ended</Tag>
          },
        },
        {
          heading: 'Revoke',
          quietHeading: true,
          cell: (one) =>
            holdsOn(one, props.today) ? (
              <a href={`${props.here}/exceptions/${one.id}/revoke`}>
                Revoke<span className="nhsuk-u-visually-hidden"> {one.targetName}</span>
              </a>
            ) : null,
        },
      ]}
    />
  </Card>
)

/** The conditions on which gates were passed, and which are closed. */
export const Conditions = (props: {
  conditions: readonly Condition[]
  here: string
  now: Date
}): ReactElement => (
  <Card heading="Conditions" id="conditions">
    <Table
      caption="Conditions"
      quietCaption
      rows={props.conditions}
      rowKey={(one) => one.id}
      empty={<p>No gate was passed on a condition.</p>}
      columns={[
        { heading: 'Condition', cell: (one) => one.condition },
        { heading: 'Who', cell: (one) => one.ownerName },
        {
          heading: 'Due',
          cell: (one) =>
            one.closedAt ? asDate(one.due) : `${asDate(one.due)}, ${asDue(one.due, props.now)}`,
        },
        {
          heading: 'State',
          cell: (one) =>
            one.closedAt ? (
              <>
                <Tag tone="green">Closed</Tag>
                <span className="wr-note">
                  {one.closedByName}: {one.closingNote}
                </span>
              </>
            ) : (
              <a href={`${props.here}/conditions/${one.id}`}>
                Close<span className="nhsuk-u-visually-hidden"> {one.condition}</span>
              </a>
            ),
        },
      ]}
    />
  </Card>
)
