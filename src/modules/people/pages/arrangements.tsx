import type { ReactElement } from 'react'
import { page, type PageDescription } from '#kernel/declare/page.js'
import { ROLE_NAMES, roleInText } from '#kernel/roles.js'
import { londonDate } from '#kernel/time.js'
import { textOf } from '#modules/identity/index.js'
import {
  asDate,
  Button,
  ConfirmPage,
  DateField,
  dateOfParts,
  ErrorSummary,
  field,
  fieldDate,
  Form,
  Hidden,
  PageHeading,
  Radios,
  Select,
  SummaryList,
  Table,
  Tag,
  TextArea,
  TextField,
} from '#ui/index.js'
import { confirmRole } from '../confirm-role.js'
import { endArrangement } from '../end-arrangement.js'
import { findOrganisations } from '../find-organisations.js'
import { ROLES_HELD_ELSEWHERE, type Arrangement } from '../model.js'
import { offerRole } from '../offer-role.js'
import { standingInState } from '../rules.js'
import { showOwnDeputies, showArrangement, showStandingIn } from '../show-standing-in.js'
import { AdministrationTabs } from './administration.js'
import { DeputyTable } from './deputies.js'
import { STANDING_IN_TONES } from './standing-in-words.js'

const PATH = '/administration/roles-held-elsewhere'
const crumbs = [
  { text: 'Administration', href: '/administration' },
  { text: 'Roles held elsewhere', href: PATH },
]

/** Roles that people of one organisation hold at another, and who stands in for whom. */
export const arrangementPages: readonly PageDescription[] = [
  page({
    path: PATH,
    allow: ['administrator', 'auditor'],
    get: async ({ read, actor, now }) => {
      const { deputies, arrangements } = await read(showStandingIn, {})
      const today = londonDate(now)
      return {
        title: 'Roles held elsewhere',
        nav: '/administration',
        breadcrumbs: crumbs.slice(0, 1),
        body: (
          <>
            <PageHeading aside={actor.organisationName ?? undefined}>
              Roles held elsewhere, and deputies
            </PageHeading>
            <AdministrationTabs active={PATH} actor={actor} />
            {actor.roles.includes('administrator') ? (
              <Button href={`${PATH}/offer`}>Let somebody of ours hold a role elsewhere</Button>
            ) : null}
            <ArrangementTable
              arrangements={arrangements}
              today={today}
              own={actor.organisationId}
            />
            <DeputyTable
              deputies={deputies}
              today={today}
              empty="Nobody stands in for a colleague. Whoever holds a role names a deputy in their account."
            />
          </>
        ),
      }
    },
  }),
  page({
    path: `${PATH}/offer`,
    allow: ['administrator'],
    get: async ({ read, query, csrf }, form) => {
      const text = textOf(form.values, 'q') || (query['q'] ?? '')
      const found = await read(findOrganisations, { text })
      const { colleagues } = await read(showOwnDeputies, {})
      return {
        title: 'Offer a role elsewhere',
        nav: '/administration',
        breadcrumbs: crumbs,
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <PageHeading>Let somebody of ours hold a role elsewhere</PageHeading>
            <p>
              For a clinical safety officer, data protection officer or another role that an
              organisation does not have itself. An administrator there confirms it. From then on
              the person has the rights of that role there, and nothing more.
            </p>
            <Form action={`${PATH}/offer`} method="get">
              <TextField
                label="Name or ODS code of the organisation"
                name="q"
                value={text}
                type="search"
              />
              <Button kind={found.length > 0 ? 'secondary' : 'primary'}>Search</Button>
            </Form>
            {text && found.length === 0 ? <p>No listed organisation fits “{text}”.</p> : null}
            {found.length > 0 ? (
              <Form action={`${PATH}/offer`} csrf={csrf}>
                <Hidden name="q" value={text} />
                <Radios
                  label="Organisation"
                  choices={found.map((one) => ({
                    value: one.id,
                    label: one.name,
                    hint: one.odsCode ? `ODS code ${one.odsCode}` : undefined,
                  }))}
                  {...field(form, 'hostId')}
                />
                <Select
                  label="Who holds the role there"
                  empty="Choose a colleague"
                  choices={colleagues.map((one) => ({ value: one.personId, label: one.name }))}
                  {...field(form, 'personId')}
                />
                <Select
                  label="Role"
                  empty="Choose a role"
                  choices={ROLES_HELD_ELSEWHERE.map((role) => ({
                    value: role,
                    label: ROLE_NAMES[role],
                  }))}
                  {...field(form, 'role')}
                />
                <TextArea
                  label="What it rests on"
                  hint="Such as a service agreement and its date"
                  {...field(form, 'basis')}
                />
                <DateField label="First day" {...fieldDate(form, 'firstDay')} />
                <DateField
                  label="Last day"
                  hint="It ends by itself after this day, two years on at the latest"
                  {...fieldDate(form, 'lastDay')}
                />
                <Button>Offer it</Button>
              </Form>
            ) : null}
          </div>
        ),
      }
    },
    post: async ({ run }, { values }) => {
      await run(offerRole, {
        ...values,
        firstDay: dateOfParts(values, 'firstDay'),
        lastDay: dateOfParts(values, 'lastDay'),
      })
      return { redirect: PATH, flash: 'It is offered. An administrator there confirms it.' }
    },
  }),
  page({
    path: `${PATH}/:id/confirm`,
    allow: ['administrator'],
    get: async ({ read, params, csrf, url }, form) => {
      const shown = await read(showArrangement, { id: params['id'] })
      return {
        title: 'Confirm an arrangement',
        nav: '/administration',
        breadcrumbs: crumbs,
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <ConfirmPage
              question={`May ${shown.personName} hold the role ${roleInText(shown.role)} here?`}
              action={url}
              csrf={csrf}
              kind="primary"
              buttonText="Confirm"
              cancelHref={PATH}
            >
              <ArrangementSummary shown={shown} />
              <p>
                They will see what members of your organisation see, and sign and decide as{' '}
                {roleInText(shown.role)}. You answer for it as before. Either side can end it at any
                time.
              </p>
            </ConfirmPage>
          </>
        ),
      }
    },
    post: async ({ run, params }) => {
      const { name } = await run(confirmRole, { id: params['id'] })
      return { redirect: PATH, flash: `${name} is confirmed.` }
    },
  }),
  page({
    path: `${PATH}/:id/end`,
    allow: ['administrator'],
    get: async ({ read, params, csrf, url }, form) => {
      const shown = await read(showArrangement, { id: params['id'] })
      return {
        title: 'End an arrangement',
        nav: '/administration',
        breadcrumbs: crumbs,
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <ConfirmPage
              question={`End that ${shown.personName} holds the role ${roleInText(shown.role)} at ${shown.hostName}?`}
              action={url}
              csrf={csrf}
              buttonText="End it now"
              cancelHref={PATH}
            >
              <ArrangementSummary shown={shown} />
              <p>Their rights there end at once. What they signed and decided stays.</p>
              <TextArea label="Reason" {...field(form, 'reason')} />
            </ConfirmPage>
          </>
        ),
      }
    },
    post: async ({ run, params }, { values }) => {
      const { name } = await run(endArrangement, { id: params['id'], reason: values['reason'] })
      return { redirect: PATH, flash: `The arrangement about ${name} is ended.` }
    },
  }),
]

const ArrangementSummary = ({ shown }: { shown: Arrangement }): ReactElement => (
  <SummaryList
    rows={[
      { key: 'Person', value: `${shown.personName}, ${shown.providerName}` },
      { key: 'Role', value: `${ROLE_NAMES[shown.role]} at ${shown.hostName}` },
      { key: 'Days', value: `${asDate(shown.firstDay)} to ${asDate(shown.lastDay)}` },
      { key: 'What it rests on', value: shown.basis },
      { key: 'Offered by', value: `${shown.offeredByName}, ${shown.providerName}` },
    ]}
  />
)

const ArrangementTable = (props: {
  arrangements: readonly Arrangement[]
  today: string
  own: string | null
}): ReactElement => (
  <Table
    caption="Roles held under an arrangement"
    rows={props.arrangements}
    rowKey={(one) => one.id}
    empty={<p>There is no arrangement with another organisation.</p>}
    columns={[
      {
        heading: 'Person',
        cell: (one) => (
          <>
            {one.personName}, {one.providerName}
            <span className="wr-note">{one.endedReason ?? one.basis}</span>
          </>
        ),
      },
      { heading: 'Role', cell: (one) => `${ROLE_NAMES[one.role]} at ${one.hostName}` },
      { heading: 'Days', cell: (one) => `${asDate(one.firstDay)} to ${asDate(one.lastDay)}` },
      {
        heading: 'State',
        cell: (one) => {
          const state = standingInState(one, props.today)
          return <Tag tone={STANDING_IN_TONES[state]}>{state}</Tag>
        },
      },
      {
        heading: 'Change',
        quietHeading: true,
        cell: (one) => {
          const state = standingInState(one, props.today)
          const words = <span className="nhsuk-u-visually-hidden"> {one.personName}</span>
          if (state === 'Ended' || state === 'Over') return null
          return (
            <>
              {state === 'To confirm' && one.hostId === props.own ? (
                <a href={`${PATH}/${one.id}/confirm`}>Confirm{words}</a>
              ) : null}{' '}
              <a href={`${PATH}/${one.id}/end`}>
                {state === 'To confirm' && one.hostId === props.own ? 'Decline' : 'End'}
                {words}
              </a>
            </>
          )
        },
      },
    ]}
  />
)
