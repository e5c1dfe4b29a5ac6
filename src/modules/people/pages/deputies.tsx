import type { ReactElement } from 'react'
import { page, type PageDescription } from '#kernel/declare/page.js'
import { ROLE_NAMES } from '#kernel/roles.js'
import { londonDate, type CalendarDate } from '#kernel/time.js'
import {
  asDate,
  Button,
  ConfirmPage,
  ActLink,
  DateField,
  dateOfParts,
  ErrorSummary,
  field,
  fieldDate,
  Form,
  InsetText,
  PageHeading,
  Select,
  Table,
  Tag,
  TextArea,
} from '#ui/index.js'
import { endDeputy } from '../end-deputy.js'
import { DEPUTY_ROLES, type Deputy } from '../model.js'
import { nameDeputy } from '../name-deputy.js'
import { standingInState } from '../rules.js'
import { showDeputy, showOwnDeputies } from '../show-standing-in.js'
import { STANDING_IN_TONES } from './standing-in-words.js'

const PATH = '/account/deputies'

/** Who stands in for a person, and for whom they do: named, and ended early. */
export const deputyPages: readonly PageDescription[] = [
  page({
    path: PATH,
    allow: ['signed-in'],
    get: async ({ read, csrf, actor, now }, form) => {
      const { deputies, colleagues } = await read(showOwnDeputies, {})
      const own = DEPUTY_ROLES.filter(
        (role) => actor.roles.includes(role) && !actor.deputyFor?.[role],
      )
      return {
        title: 'Deputies',
        breadcrumbs: [{ text: 'Your account', href: '/account' }],
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <PageHeading aside={actor.organisationName ?? undefined}>Deputies</PageHeading>
            <DeputyTable
              deputies={deputies}
              today={londonDate(now)}
              empty="Nobody stands in for you, and you stand in for nobody."
            />
            {own.length === 0 ? (
              <p>You hold no role here that somebody could stand in for.</p>
            ) : (
              <>
                <h2 className="nhsuk-heading-m">Name a deputy</h2>
                <InsetText>
                  A deputy signs and decides under their own name, and it says for whom. What you
                  may not sign or decide, because of what you or they signed before, they may not
                  either.
                </InsetText>
                <Form action={PATH} csrf={csrf}>
                  <Select
                    label="Role they stand in for"
                    empty="Choose a role"
                    choices={own.map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
                    {...field(form, 'role')}
                  />
                  <Select
                    label="Who stands in for you"
                    empty="Choose a colleague"
                    choices={colleagues.map((one) => ({ value: one.personId, label: one.name }))}
                    {...field(form, 'deputyId')}
                  />
                  <DateField label="First day" {...fieldDate(form, 'firstDay')} />
                  <DateField
                    label="Last day"
                    hint="It ends by itself after this day, six months on at the latest"
                    {...fieldDate(form, 'lastDay')}
                  />
                  <TextArea label="Reason" {...field(form, 'reason')} />
                  <Button>Name the deputy</Button>
                </Form>
              </>
            )}
          </div>
        ),
      }
    },
    post: async ({ run }, { values }) => {
      const { name } = await run(nameDeputy, {
        ...values,
        firstDay: dateOfParts(values, 'firstDay'),
        lastDay: dateOfParts(values, 'lastDay'),
      })
      return { redirect: PATH, flash: `${name} is named.` }
    },
  }),
  page({
    path: `${PATH}/:id/end`,
    allow: [...DEPUTY_ROLES, 'administrator'],
    get: async ({ read, params, csrf, url }, form) => {
      const deputy = await read(showDeputy, { id: params['id'] })
      return {
        title: 'End a deputy',
        breadcrumbs: [{ text: 'Deputies', href: PATH }],
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <ConfirmPage
              question={`End that ${deputy.deputyName} stands in for ${deputy.principalName}?`}
              action={url}
              csrf={csrf}
              buttonText="End it now"
              cancelHref={PATH}
            >
              <p>
                {ROLE_NAMES[deputy.role]}, until {asDate(deputy.lastDay)}. What was signed and
                decided stays.
              </p>
              <TextArea label="Reason" {...field(form, 'reason')} />
            </ConfirmPage>
          </>
        ),
      }
    },
    post: async ({ run, params, actor }, { values }) => {
      const { name } = await run(endDeputy, { id: params['id'], reason: values['reason'] })
      const redirect = actor.roles.includes('administrator')
        ? '/administration/roles-held-elsewhere'
        : PATH
      return { redirect, flash: `${name} no longer stands in.` }
    },
  }),
]

/** Deputies as a table: who for whom, in which role, from when to when, and the state. */
export const DeputyTable = (props: {
  deputies: readonly Deputy[]
  today: CalendarDate
  empty: string
}): ReactElement => (
  <Table
    caption="Who stands in for whom"
    rows={props.deputies}
    rowKey={(one) => one.id}
    empty={<p>{props.empty}</p>}
    columns={[
      {
        heading: 'Deputy',
        cell: (one) => (
          <>
            {one.deputyName}, for {one.principalName}
            <span className="wr-note">{one.endedReason ?? one.reason}</span>
          </>
        ),
      },
      { heading: 'Role', cell: (one) => ROLE_NAMES[one.role] },
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
        cell: (one) =>
          ['Holds', 'To come'].includes(standingInState(one, props.today)) ? (
            <ActLink href={`${PATH}/${one.id}/end`}>
              End<span className="nhsuk-u-visually-hidden"> {one.deputyName}</span>
            </ActLink>
          ) : null,
      },
    ]}
  />
)
