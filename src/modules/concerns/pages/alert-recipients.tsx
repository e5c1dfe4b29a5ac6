import type { ReactElement } from 'react'
import { withQuery } from '#kernel/address.js'
import type { PageContext } from '#kernel/declare/page.js'
import { type Role, roleInText } from '#kernel/roles.js'
import {
  asCountOf,
  asDateTime,
  asDue,
  Card,
  CountCards,
  Pagination,
  Table,
  Tag,
} from '#ui/index.js'
import { ANSWER_STATES, type AlertRecipient, type AnswerState } from '../model.js'
import { isOverdue } from '../rules.js'
import type { showAlert } from '../show-alert.js'
import { ANSWER_NAMES, ANSWER_TONES } from '../words.js'

type Shown = NonNullable<(typeof showAlert)['gives']>

/** Who was told of an alert and what they say, as far as the asker may see; the rest as counts. */
export const Recipients = ({
  context,
  shown,
}: {
  context: PageContext
  shown: Shown
}): ReactElement => {
  const { alert, counts, recipients } = shown
  const here = `/alerts/${alert.id}`
  const inState = (state: AnswerState) =>
    counts.filter((one) => one.state === state).reduce((sum, one) => sum + one.count, 0)
  const hidden = (why: string) =>
    counts.filter((one) => one.hidden === why).reduce((sum, one) => sum + one.count, 0)
  const next = recipients.next
    ? withQuery(here, { state: context.query['state'], cursor: recipients.next })
    : undefined
  return (
    <Card heading="Who was told, and what they say" id="told">
      <CountCards
        cards={ANSWER_STATES.filter((state) => inState(state) > 0).map((state) => ({
          count: inState(state),
          words: ANSWER_NAMES[state],
          href: withQuery(here, { state }),
        }))}
      />
      <HiddenWords heldBack={hidden('held-back')} outside={hidden('outside')} />
      <Table
        caption="Everybody who was told that you may see"
        quietCaption
        rows={recipients.rows}
        rowKey={(one) => one.recipient}
        empty={<p>Nobody is in this state.</p>}
        columns={[
          { heading: 'Who', cell: nameOf },
          { heading: 'Told', cell: (one) => asDateTime(one.toldAt) },
          {
            heading: 'State',
            cell: (one) => <RecipientState recipient={one} now={context.now} />,
          },
          {
            heading: 'Acknowledged',
            cell: (one) => byRole(one.acknowledgedAt, one.acknowledgedByRole),
          },
          {
            heading: 'Answered',
            cell: (one) => (
              <>
                {byRole(one.answeredAt, one.answeredByRole)}
                {one.answerReason ? <span className="wr-note">{one.answerReason}</span> : null}
              </>
            ),
          },
          { heading: 'Complete', cell: (one) => byRole(one.completedAt, one.completedByRole) },
        ]}
      />
      <Pagination next={next} />
    </Card>
  )
}

const HiddenWords = ({ heldBack, outside }: { heldBack: number; outside: number }) => (
  <>
    {heldBack > 0 ? (
      <p>
        {asCountOf(heldBack, 'partner')} who hold back what they share were told too, without a name
        here.
      </p>
    ) : null}
    {outside > 0 ? (
      <p>
        {asCountOf(outside, 'deployment')} outside your system {outside === 1 ? 'was' : 'were'} told
        too, without a name here.
      </p>
    ) : null}
  </>
)

const nameOf = (one: AlertRecipient): string => {
  if (one.hidden === 'held-back') return 'A partner that holds back what it shares'
  if (one.hidden === 'outside') return 'An organisation outside your system'
  return one.part === 'supplier'
    ? `${one.organisationName ?? ''} (supplier)`
    : (one.organisationName ?? '')
}

const RecipientState = ({ recipient, now }: { recipient: AlertRecipient; now: Date }) => {
  const late =
    recipient.needsAnswer && recipient.state === 'told' && isOverdue(recipient.dueOn, now)
  return (
    <>
      <Tag tone={ANSWER_TONES[recipient.state]}>{ANSWER_NAMES[recipient.state]}</Tag>
      {late ? <span className="wr-note">{asDue(recipient.dueOn, now)}</span> : null}
    </>
  )
}

const byRole = (at: Date | null, role: Role | null): string =>
  at ? `${asDateTime(at)}${role ? `, ${roleInText(role)}` : ''}` : 'not yet'
