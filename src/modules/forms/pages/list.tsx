import type { ReactElement } from 'react'
import { withQuery } from '#kernel/address.js'
import { page } from '#kernel/declare/page.js'
import {
  asCountOf,
  asDateTime,
  EmptyState,
  FilterBar,
  PageHeading,
  Pagination,
  RegisterTabs,
  Table,
  Tabs,
  Tag,
  TextField,
  type Tone,
} from '#ui/index.js'
import { FORM_STATES, listForms, type FormState, type ListedForm } from '../list-forms.js'
import { formAddress, startAddress } from './places.js'

const HERE = '/forms'

const STATES: Readonly<Record<FormState, { label: string; tone: Tone; empty: string }>> = {
  'not-started': {
    label: 'Not started',
    tone: 'outline',
    empty: 'Every form that is asked was started',
  },
  'under-way': { label: 'Under way', tone: 'blue', empty: 'No form is under way' },
  finished: { label: 'Finished', tone: 'green', empty: 'No form is finished' },
  'in-review': { label: 'In review', tone: 'orange', empty: 'No form is in review' },
}

const ABOUT: Readonly<Record<FormState, string>> = {
  'not-started':
    'Asked by the agreed way, going by the facts of each deployment, not started, and not signed or taken over from others already. What is not answered about a deployment keeps a form on this list.',
  'under-way': 'Started, or changed since it was finished.',
  finished:
    'Finished, with nothing changed since. What came of it goes into the evidence, to be signed there.',
  'in-review': 'Finished, and what was signed of it is under review or has expired.',
}

/** All guided forms of an organisation, by how far they are. */
export const listPage = page({
  path: HERE,
  allow: ['signed-in'],
  get: async ({ read, query, actor }) => {
    const state = FORM_STATES.find((one) => one === query['state']) ?? 'under-way'
    const { search = '', cursor } = query
    const { rows, previous, next } = await read(listForms, { state, search, cursor })
    const to = (changes: { state?: FormState; cursor?: string | null }) =>
      withQuery(HERE, { state: changes.state ?? state, search, cursor: changes.cursor ?? '' })
    return {
      title: 'Forms',
      nav: '/register',
      body: (
        <>
          <PageHeading aside={actor.organisationName ?? undefined}>Forms</PageHeading>
          <RegisterTabs active={HERE} />
          <Tabs
            label="How far the forms are"
            active={to({})}
            tabs={FORM_STATES.map((one) => ({
              label: STATES[one].label,
              href: to({ state: one }),
            }))}
          />
          <FilterBar
            action={HERE}
            keep={{ state }}
            buttonText="Search"
            clearHref={search ? withQuery(HERE, { state }) : undefined}
          >
            <TextField
              label="Search"
              hint="A form, a product or a use"
              name="search"
              type="search"
              value={search}
            />
          </FilterBar>
          <p>{ABOUT[state]}</p>
          <Forms rows={rows} state={state} isNarrowed={search !== ''} />
          <Pagination
            previous={previous ? to({ cursor: previous }) : undefined}
            next={next ? to({ cursor: next }) : undefined}
          />
        </>
      ),
    }
  },
})

const Forms = (props: {
  rows: readonly ListedForm[]
  state: FormState
  isNarrowed: boolean
}): ReactElement => {
  const { state, isNarrowed } = props
  const { label, tone, empty } = STATES[state]
  return (
    <Table
      caption={`Forms: ${label.toLowerCase()}`}
      quietCaption
      rows={props.rows}
      rowKey={({ form, subjectId }) => `${form} ${subjectId}`}
      empty={
        <EmptyState heading={isNarrowed ? 'Nothing fits this search' : empty}>
          <p>
            {isNarrowed
              ? 'Search for other words, or look under another state.'
              : 'Forms are started from the evidence of a deployment or product.'}
          </p>
        </EmptyState>
      }
      columns={[
        {
          heading: 'Form',
          cell: (one) => (
            <>
              <a href={one.id ? formAddress(one.id) : startAddress(one.form, one)}>
                {one.formName}
                <span className="nhsuk-u-visually-hidden"> about {one.subjectName}</span>
              </a>
              <span className="wr-note">{one.requirementId}</span>
            </>
          ),
        },
        { heading: 'About', cell: (one) => one.subjectName },
        {
          heading: 'State',
          cell: ({ started }) => (
            <Tag tone={started?.changedSince ? 'yellow' : tone}>
              {started?.changedSince ? 'Changed since finished' : label}
            </Tag>
          ),
        },
        ...(state === 'not-started'
          ? []
          : [
              {
                heading: 'Last changed',
                cell: ({ started }: ListedForm) =>
                  started ? (
                    <>
                      {asDateTime(started.changedAt)}
                      <span className="wr-note">
                        by {started.changedByName}, {asCountOf(started.answered, 'question')}{' '}
                        answered
                      </span>
                    </>
                  ) : null,
              },
            ]),
      ]}
    />
  )
}
