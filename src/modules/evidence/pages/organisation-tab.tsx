import type { ReactElement } from 'react'
import { roleInText } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'
import { page } from '#kernel/declare/page.js'
import { askedId } from '#modules/framework/index.js'
import {
  asCountOf,
  asDate,
  asDue,
  asShortDate,
  Card,
  Details,
  EmptyState,
  Panel,
  Table,
  Tag,
} from '#ui/index.js'
import { fileAddress } from '../addresses.js'
import {
  MOST_DEPLOYMENTS,
  showOrganisationEvidence,
  whatRunsOut,
  type OpenedItem,
  type OrganisationItem,
} from '../show-organisation-evidence.js'
import { WORD_TONES } from '../words.js'

const PATH = '/register/organisations/:id/evidence'

/** An organisation's evidence about itself: answered once, what relies on it, and what runs out. */
export const organisationTab = page({
  path: PATH,
  allow: ['signed-in'],
  get: async ({ read, params, now }) => {
    const { organisation, today, own, opened } = await read(showOrganisationEvidence, {
      id: params['id'],
    })
    return {
      title: 'Evidence',
      nav: '/register',
      subject: { kind: 'organisation', id: organisation.id },
      tab: 'Evidence',
      body: own ? (
        <Own {...own} id={organisation.id} today={today} now={now} />
      ) : (
        <OfAnother name={organisation.name} opened={opened} today={today} />
      ),
    }
  },
})

const Own = (props: {
  id: string
  scope: 'adopter' | 'supplier' | 'product_version' | 'deployment'
  items: readonly OrganisationItem[]
  deployments: number
  today: CalendarDate
  now: Date
}): ReactElement => {
  const { items, scope, id, today, now } = props
  const isSupplier = scope === 'supplier'
  const here = fileAddress({ scope, subjectId: id })
  const inOrder = items.filter(({ item }) =>
    ['Signed', 'Expires soon', 'Said not to apply'].includes(item.word),
  ).length
  const ending = whatRunsOut(items, today)
  return (
    <>
      <p>
        {isSupplier
          ? 'What your company answers once, for every customer that you open it to.'
          : 'What your organisation answers once. It counts for every deployment here that asks it.'}
      </p>
      <Panel>
        {inOrder} of {items.length} are signed and in date.{' '}
        {ending.length === 0
          ? 'Nothing that is signed runs out within 90 days.'
          : `${asCountOf(ending.length, 'item')} ${ending.length === 1 ? 'has' : 'have'} run out, or will within 90 days.`}
      </Panel>
      {ending.length > 0 ? (
        <Card heading="What runs out">
          <ul>
            {ending.map(({ one, until, isOver }) => (
              <li key={askedId(one.item)}>
                <a href={`${here}/${askedId(one.item)}`}>{one.item.requirement.name}</a>{' '}
                <Tag tone={isOver ? 'red' : 'yellow'}>{isOver ? 'Expired' : 'Expires soon'}</Tag>{' '}
                {asDate(until)}, {asDue(until, now)}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <Card>
        <Table
          caption="What is asked of the organisation itself"
          rows={items}
          rowKey={({ item }) => askedId(item)}
          columns={[
            {
              heading: 'Requirement',
              cell: ({ item }) => (
                <>
                  <a href={`${here}/${askedId(item)}`}>{item.requirement.name}</a>
                  <span className="wr-note">
                    {askedId(item)}. {item.requirement.question}
                  </span>
                </>
              ),
            },
            {
              heading: 'State',
              cell: ({ item }) => <Tag tone={WORD_TONES[item.word]}>{item.word}</Tag>,
            },
            { heading: 'Signed', cell: (one) => <Signed one={one} /> },
            {
              heading: 'What relies on it',
              cell: (one) => <Relies one={one} isSupplier={isSupplier} />,
            },
          ]}
        />
        {props.deployments >= MOST_DEPLOYMENTS ? (
          <p className="wr-note">
            Counted over the first {MOST_DEPLOYMENTS} of your deployments, by product.
          </p>
        ) : null}
      </Card>
      <p>
        <a href={here}>Open the file, with its passport and who may open it</a>
        {' · '}
        <a href="/forms">Forms of your organisation</a>
      </p>
    </>
  )
}

const Signed = ({ one: { item } }: { one: OrganisationItem }): ReactElement =>
  item.signed ? (
    <>
      {item.signed.signature.personName}, {asShortDate(item.signed.signature.on)}
      <span className="wr-note">
        {item.signed.inDateUntil
          ? `in date until ${asShortDate(item.signed.inDateUntil)}`
          : 'in date until a change'}
        {item.signed.reviewSince ? `, under review since ${item.signed.reviewSince}` : ''}
      </span>
    </>
  ) : (
    <>Not signed</>
  )

const NAMED_AT_MOST = 20

const Relies = (props: { one: OrganisationItem; isSupplier: boolean }): ReactElement => {
  const { one, isSupplier } = props
  const { askedBy, reliedOnBy, item } = one
  const names = isSupplier
    ? reliedOnBy.map((name) => <li key={name}>{name}</li>)
    : askedBy.slice(0, NAMED_AT_MOST).map(({ id, name }) => (
        <li key={id}>
          <a href={`/register/deployments/${id}/evidence/${askedId(item)}`}>{name}</a>
        </li>
      ))
  if (names.length === 0)
    return <>{isSupplier ? 'No organisation yet' : 'No deployment here asks it'}</>
  const words = isSupplier
    ? asCountOf(reliedOnBy.length, 'organisation')
    : asCountOf(askedBy.length, 'deployment')
  return (
    <Details summary={words}>
      <ul>{names}</ul>
      {askedBy.length > NAMED_AT_MOST ? <p>and {askedBy.length - NAMED_AT_MOST} more</p> : null}
    </Details>
  )
}

const OfAnother = (props: {
  name: string
  opened: readonly OpenedItem[]
  today: CalendarDate
}): ReactElement => (
  <Card>
    <Table
      caption={`What ${props.name} signed about itself and opens to your organisation`}
      rows={props.opened}
      rowKey={({ signed }) => signed.id}
      empty={
        <EmptyState heading="Nothing is open to you">
          <p>Ask {props.name} to open what it signed about itself to your organisation.</p>
        </EmptyState>
      }
      columns={[
        {
          heading: 'Requirement',
          cell: ({ name, signed }) => (
            <>
              {name}
              <span className="wr-note">{signed.requirementId}</span>
            </>
          ),
        },
        {
          heading: 'Signed',
          cell: ({ signed: { signature } }) =>
            `${signature.personName} (${roleInText(signature.role)}), ${asShortDate(signature.on)}`,
        },
        {
          heading: 'In date until',
          cell: ({ signed: { inDateUntil, reviewSince } }) => (
            <>
              {inDateUntil ? asShortDate(inDateUntil) : 'a change'}{' '}
              {reviewSince ? <Tag tone="orange">Under review</Tag> : null}
              {inDateUntil && inDateUntil < props.today ? <Tag tone="red">Expired</Tag> : null}
            </>
          ),
        },
      ]}
    />
  </Card>
)
