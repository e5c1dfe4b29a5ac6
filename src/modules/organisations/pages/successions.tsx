import type { ReactElement } from 'react'
import { page } from '#kernel/declare/page.js'
import {
  asDate,
  Button,
  Card,
  ConfirmPage,
  DateField,
  dateOfParts,
  ErrorSummary,
  field,
  fieldDate,
  Form,
  PageHeading,
  Radios,
  SummaryList,
  Table,
  Tag,
  TextField,
} from '#ui/index.js'
import {
  endsPredecessor,
  SUCCESSION_KIND_NAMES,
  SUCCESSION_KINDS,
  type Organisation,
  type OrganisationSuccession,
} from '../model.js'
import { confirmSuccession, recordSuccession } from '../record-succession.js'
import { showOrganisation } from '../show-organisation.js'

const LIST = '/register/organisations'

/** What came before and after an organisation. */
export const Successions = (props: {
  organisation: Organisation
  successions: readonly OrganisationSuccession[]
  maySayWhatFollows: boolean
  mayConfirmSuccession: boolean
}): ReactElement | null => {
  const { organisation, successions } = props
  if (successions.length === 0 && !props.maySayWhatFollows) return null
  return (
    <Card heading="Before and after" id="before-and-after">
      <Table
        caption="What came before and after"
        quietCaption
        rows={successions}
        empty={<p>Nothing is recorded.</p>}
        columns={[
          {
            heading: 'Organisation',
            cell: (one) => {
              const isBefore = one.successor.id === organisation.id
              const other = isBefore ? one.predecessor : one.successor
              return (
                <>
                  {isBefore ? 'Follows ' : 'Followed by '}
                  <a href={`${LIST}/${other.id}`}>{other.name}</a>
                </>
              )
            },
          },
          { heading: 'How', cell: (one) => SUCCESSION_KIND_NAMES[one.kind] },
          { heading: 'From', cell: (one) => asDate(one.effective) },
          { heading: 'Source', cell: (one) => one.source },
          {
            heading: 'Confirmed',
            cell: (one) => (
              <Confirmed
                succession={one}
                mayConfirm={props.mayConfirmSuccession && one.successor.id === organisation.id}
              />
            ),
          },
        ]}
      />
      {props.maySayWhatFollows ? (
        <Button kind="secondary" href={`${LIST}/${organisation.id}/successions/new`}>
          Say what followed it
        </Button>
      ) : null}
    </Card>
  )
}

const Confirmed = (props: {
  succession: OrganisationSuccession
  mayConfirm: boolean
}): ReactElement => {
  const { successor, predecessor, confirmedAt, confirmedBy } = props.succession
  if (confirmedAt) return <>{`${confirmedBy}, ${asDate(confirmedAt)}`}</>
  if (!props.mayConfirm) return <Tag>Not confirmed by the successor</Tag>
  return (
    <a href={`${LIST}/${successor.id}/successions/${predecessor.id}/confirm`}>
      Confirm<span className="nhsuk-u-visually-hidden"> that we follow {predecessor.name}</span>
    </a>
  )
}

/** An operator says what followed an organisation. */
export const newSuccessionPage = page({
  path: `${LIST}/:id/successions/new`,
  allow: ['operator'],
  get: async ({ read, params, csrf }, form) => {
    const { organisation } = await read(showOrganisation, { id: params['id'] })
    const here = `${LIST}/${organisation.id}`
    return {
      title: 'What followed it',
      nav: '/register',
      breadcrumbs: [{ text: organisation.name, href: here }],
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <PageHeading>What followed {organisation.name}?</PageHeading>
          <Form action={`${here}/successions/new`} csrf={csrf}>
            <TextField
              label="ODS code of the organisation that follows"
              width={10}
              {...field(form, 'successor')}
            />
            <Radios
              label="How it follows"
              choices={SUCCESSION_KINDS.map((kind) => ({
                value: kind,
                label: SUCCESSION_KIND_NAMES[kind],
              }))}
              {...field(form, 'kind')}
            />
            <DateField label="The first day it follows" {...fieldDate(form, 'effective')} />
            <TextField
              label="Where this is known from"
              hint="For example a statutory instrument or the national successor file"
              {...field(form, 'source')}
            />
            <Button>Record it</Button>
          </Form>
        </div>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    await run(recordSuccession, {
      ...values,
      predecessorId: params['id'],
      effective: dateOfParts(values, 'effective'),
    })
    return { redirect: `${LIST}/${params['id']}`, flash: 'The succession is recorded.' }
  },
})

/** The successor's administrator confirms that it follows a predecessor. */
export const confirmSuccessionPage = page({
  path: `${LIST}/:id/successions/:predecessor/confirm`,
  allow: ['administrator'],
  get: async ({ read, params, csrf }, form) => {
    const { organisation } = await read(showOrganisation, { id: params['id'] })
    const before = await read(showOrganisation, { id: params['predecessor'] })
    const here = `${LIST}/${organisation.id}`
    const systems = before.memberships.filter((one) => one.until === null)
    const succession = before.successions.find((one) => one.successor.id === organisation.id)
    return {
      title: 'Confirm the succession',
      nav: '/register',
      breadcrumbs: [{ text: organisation.name, href: here }],
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question={`Does ${organisation.name} follow ${before.organisation.name}?`}
            action={`${here}/successions/${before.organisation.id}/confirm`}
            csrf={csrf}
            kind="primary"
            buttonText="Yes, confirm"
            cancelHref={here}
          >
            <SummaryList
              rows={[
                {
                  key: 'Systems it belongs to',
                  value: systems.map((one) => one.systemName).join(', ') || 'none',
                },
                {
                  key: 'Sites',
                  value:
                    before.sites
                      .filter((one) => one.closed === null)
                      .map((one) => one.name)
                      .join(', ') || 'none',
                },
              ]}
            />
            <p>
              Your confirmation is recorded with your name and the time.{' '}
              {succession && endsPredecessor(succession.kind)
                ? `You and the other administrators of ${organisation.name} become administrators of ${before.organisation.name} too, within a minute. Its records stay where they were made, with their history. Change to it at the top of the page to see them, give roles there and hand them over.`
                : `${before.organisation.name} goes on, so its records stay with its own people. Register here what goes on here.`}
            </p>
          </ConfirmPage>
        </>
      ),
    }
  },
  post: async ({ run, params }) => {
    await run(confirmSuccession, {
      successorId: params['id'],
      predecessorId: params['predecessor'],
    })
    return { redirect: `${LIST}/${params['id']}`, flash: 'The succession is confirmed.' }
  },
})
