import type { ReactElement } from 'react'
import { isAllowed, type Allow } from '#kernel/actor.js'
import { page, type PageDescription } from '#kernel/declare/page.js'
import { NotFound } from '#kernel/errors.js'
import { PAGE_SIZE } from '#kernel/paging.js'
import {
  Button,
  Card,
  ConfirmPage,
  dateOfParts,
  ErrorSummary,
  field,
  Hidden,
  InsetText,
  PageHeading,
  Pagination,
  Panel,
  Table,
  Tag,
  TextArea,
} from '#ui/index.js'
import { confirmItem } from '../confirm-item.js'
import type { ItemState } from '../confirmations.js'
import { listConfirmable, showConfirmable } from '../show-agreed-way.js'
import { withdrawConfirmation } from '../withdraw-confirmation.js'
import { ConfirmForm, History } from './confirmation-parts.js'
import { confirmedInWords, Mark } from './mark.js'

const HERE = '/framework/to-confirm'
const MAY_CONFIRM: Allow = ['system-ai-lead']
const TRAIL = [{ text: 'The agreed way', href: '/framework' }]

const listPage = page({
  path: HERE,
  allow: ['signed-in'],
  get: async ({ read, query }) => {
    const { items, system, version } = await read(listConfirmable, {})
    const from = Math.max(0, Number.parseInt(query['from'] ?? '0', 10) || 0)
    const shown = items.slice(from, from + PAGE_SIZE)
    const open = items.filter((one) => one.state !== 'confirmed').length
    return {
      title: 'To be confirmed',
      breadcrumbs: TRAIL,
      body: (
        <>
          <PageHeading caption={`The agreed way, version ${version}`}>To be confirmed</PageHeading>
          <Panel>
            {open} of {items.length} statements are to be confirmed
            {system ? ` for ${system.name}` : ''}.
          </Panel>
          <p>
            These are statements of the agreed way that were read elsewhere than at their source, or
            are our own proposal. The system AI lead of a system confirms them by name: on what
            source, and when it was read. That lapses when the text changes.
          </p>
          {system ? null : (
            <InsetText>
              Your organisation belongs to no system here, so nobody confirms for it.
            </InsetText>
          )}
          <Card>
            <ItemTable items={shown} />
            <Pagination
              previous={from > 0 ? `${HERE}?from=${Math.max(0, from - PAGE_SIZE)}` : undefined}
              next={
                from + PAGE_SIZE < items.length ? `${HERE}?from=${from + PAGE_SIZE}` : undefined
              }
            />
          </Card>
        </>
      ),
    }
  },
})

const ItemTable = ({ items }: { items: readonly ItemState[] }): ReactElement => (
  <Table
    caption="Statements"
    quietCaption
    rows={items}
    rowKey={({ item }) => item.key}
    empty={<p>Everything was read at its source.</p>}
    columns={[
      {
        heading: 'Statement',
        cell: ({ item }) => (
          <>
            <a href={`${HERE}/${item.key}`}>{item.name}</a>
            <span className="wr-note">{item.statement}</span>
          </>
        ),
      },
      { heading: 'State', cell: (one) => <State state={one} /> },
    ]}
  />
)

const State = ({ state: { item, state, confirmation } }: { state: ItemState }): ReactElement => {
  if (!confirmation) return <Mark mark={item.mark} confirmation={undefined} />
  return state === 'confirmed' ? (
    <>
      <Tag tone="green">confirmed</Tag>
      <span className="wr-note">{confirmedInWords(confirmation)}</span>
    </>
  ) : (
    <>
      <Tag tone="orange">text changed</Tag>
      <span className="wr-note">To be confirmed again: was {confirmedInWords(confirmation)}.</span>
    </>
  )
}

const itemPage = page({
  path: `${HERE}/:item`,
  allow: ['signed-in'],
  get: async ({ read, params, actor, csrf }, form) => {
    const shown = await read(showConfirmable, { item: params['item'] })
    const { item, state, confirmation, history, system } = shown
    const isBoard = system?.id === actor.organisationId && isAllowed(actor, MAY_CONFIRM)
    return {
      title: item.name,
      breadcrumbs: [...TRAIL, { text: 'To be confirmed', href: HERE }],
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <PageHeading caption={`The agreed way, version ${shown.version}`}>
            {item.name}
          </PageHeading>
          <p>{item.statement}.</p>
          <p>
            <a href={item.href}>Read what the agreed way says</a>
            {item.source?.address ? (
              <>
                {' '}
                and <a href={item.source.address}>the source it names</a>
              </>
            ) : null}
            .
          </p>
          <p>
            <State state={shown} />
          </p>
          {confirmation?.note ? <InsetText>{confirmation.note}</InsetText> : null}
          {isBoard && state === 'confirmed' && confirmation ? (
            <Button kind="secondary" href={`${HERE}/${item.key}/withdraw`}>
              Withdraw the confirmation
            </Button>
          ) : null}
          {isBoard && state !== 'confirmed' ? (
            <ConfirmForm {...{ item, csrf, form }} address={item.source?.address ?? ''} />
          ) : null}
          {isBoard ? null : (
            <InsetText>
              Confirming is for the system AI lead of your integrated care board.
            </InsetText>
          )}
          <History history={history} />
        </div>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const { item } = await run(confirmItem, {
      item: params['item'],
      digest: values['digest'],
      sourceAddress: values['sourceAddress'],
      readOn: dateOfParts(values, 'readOn'),
      note: values['note'],
    })
    return { redirect: `${HERE}/${item}`, flash: 'It is confirmed in your name.' }
  },
})

const withdrawPage = page({
  path: `${HERE}/:item/withdraw`,
  allow: MAY_CONFIRM,
  get: async ({ read, params, csrf, url }, form) => {
    const { item, confirmation } = await read(showConfirmable, { item: params['item'] })
    if (!confirmation) throw new NotFound('There is no confirmation to withdraw.')
    return {
      title: 'Withdraw a confirmation',
      breadcrumbs: [...TRAIL, { text: item.name, href: `${HERE}/${item.key}` }],
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question={`Withdraw the confirmation of ${item.name}?`}
            action={url}
            csrf={csrf}
            buttonText="Withdraw"
            cancelHref={`${HERE}/${item.key}`}
          >
            <p>It was {confirmedInWords(confirmation)}. It stays in the history.</p>
            <Hidden name="id" value={confirmation.id} />
            <TextArea label="Why it is withdrawn" {...field(form, 'reason')} />
          </ConfirmPage>
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const { item } = await run(withdrawConfirmation, {
      item: params['item'],
      id: values['id'],
      reason: values['reason'],
    })
    return { redirect: `${HERE}/${item}`, flash: 'The confirmation is withdrawn.' }
  },
})

/** The pages that show what is to be confirmed, confirm it and withdraw that. */
export const confirmationPages: readonly PageDescription[] = [listPage, withdrawPage, itemPage]
