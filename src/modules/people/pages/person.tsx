import type { ReactElement } from 'react'
import { page, type PageDescription } from '#kernel/declare/page.js'
import { isRole, ROLE_LINES, ROLE_NAMES, type Role, roleInText } from '#kernel/roles.js'
import { textOf } from '#modules/identity/index.js'
import {
  Button,
  ButtonGroup,
  Card,
  ConfirmPage,
  Details,
  ErrorSummary,
  field,
  Form,
  Hidden,
  PageHeading,
  Select,
  SummaryList,
  Table,
} from '#ui/index.js'
import { endRole } from '../end-role.js'
import { giveRole } from '../give-role.js'
import type { Member } from '../model.js'
import { helpProblem, rolesToGive } from '../rules.js'
import { showPerson } from '../show-people.js'

/** The breadcrumbs of a page about one person. */
export const crumbsTo = (person?: { id: string; name: string }) => [
  { text: 'Administration', href: '/administration' },
  { text: 'People', href: '/administration/people' },
  ...(person ? [{ text: person.name, href: `/administration/people/${person.id}` }] : []),
]

/** A person: roles given and ended, help with signing in, leaving. */
export const personPages: readonly PageDescription[] = [
  page({
    path: '/administration/people/:id',
    allow: ['administrator', 'auditor'],
    get: async (context, form) => {
      const shown = await context.read(showPerson, { personId: context.params['id'] })
      const { person } = shown
      const mayChange = context.actor.roles.includes('administrator') && person.roles.length > 0
      const problem = helpProblem(context.actor, {
        ...person,
        worksElsewhere: shown.worksElsewhere,
        isDeactivated: person.deactivatedAt !== null,
      })
      const isOperator = context.actor.roles.includes('operator')
      const givable = rolesToGive(shown.organisation.kind, { isOperator }).filter(
        (role) => !person.roles.includes(role),
      )
      return {
        title: person.name,
        nav: '/administration',
        breadcrumbs: crumbsTo(),
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <PageHeading>{person.name}</PageHeading>
            <SummaryList
              rows={[
                { key: 'E-mail address', value: person.email },
                { key: 'State', value: stateWords(person) },
              ]}
            />
            <Roles person={person} mayChange={mayChange} />
            {mayChange && givable.length > 0 ? (
              <Form action={`/administration/people/${person.id}`} csrf={context.csrf}>
                <Select
                  label="Give another role"
                  empty="Choose a role"
                  choices={givable.map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
                  {...field(form, 'role')}
                />
                <Details summary="What each role is for">
                  <SummaryList
                    rows={givable.map((role) => ({
                      key: ROLE_NAMES[role],
                      value: ROLE_LINES[role],
                    }))}
                  />
                </Details>
                <Button kind="secondary">Give the role</Button>
              </Form>
            ) : null}
            {mayChange ? <Help person={person} problem={problem} /> : null}
            {mayChange ? (
              <Card heading="Leaving">
                <p>All roles here end at once, and what this person owns goes to somebody else.</p>
                <Button kind="secondary" href={`/administration/people/${person.id}/leave`}>
                  {person.name} is leaving
                </Button>
              </Card>
            ) : null}
          </div>
        ),
      }
    },
    post: async ({ run, params }, { values }) => {
      const { name, role } = await run(giveRole, { personId: params['id'], role: values['role'] })
      return {
        redirect: `/administration/people/${params['id'] ?? ''}`,
        flash: `${name} is now ${roleInText(role)}.`,
      }
    },
  }),
  page({
    path: '/administration/people/:id/end-role',
    allow: ['administrator'],
    get: async ({ read, params, query, csrf }, form) => {
      const { person } = await read(showPerson, { personId: params['id'] })
      const given = textOf(form.values, 'role') || (query['role'] ?? '')
      const role: Role = isRole(given) ? given : 'staff'
      return {
        title: 'End a role',
        nav: '/administration',
        breadcrumbs: crumbsTo(person),
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <ConfirmPage
              question={`End the role ${roleInText(role)} of ${person.name}?`}
              action={`/administration/people/${person.id}/end-role`}
              csrf={csrf}
              buttonText="End the role"
              cancelHref={`/administration/people/${person.id}`}
            >
              <p>It ends at once. What they signed or decided in this role stays in the history.</p>
              <Hidden name="role" value={role} />
            </ConfirmPage>
          </>
        ),
      }
    },
    post: async ({ run, params }, { values }) => {
      const { name, role } = await run(endRole, { personId: params['id'], role: values['role'] })
      return {
        redirect: `/administration/people/${params['id'] ?? ''}`,
        flash: `${name} is no longer ${roleInText(role)}.`,
      }
    },
  }),
]

const stateWords = (person: Member): string => {
  if (person.deactivatedAt) return 'Account closed'
  return person.roles.length === 0 ? 'Has left this organisation' : 'Works here'
}

const Roles = ({ person, mayChange }: { person: Member; mayChange: boolean }): ReactElement => (
  <Table
    caption="Roles here"
    rows={person.roles}
    rowKey={(role) => role}
    empty={<p>No role here any more. To bring {person.name} back, send a new invitation.</p>}
    columns={[
      { heading: 'Role', cell: (role) => ROLE_NAMES[role] },
      {
        heading: 'Change',
        quietHeading: true,
        cell: (role) =>
          mayChange && person.roles.length > 1 ? (
            <a href={`/administration/people/${person.id}/end-role?role=${role}`}>
              End<span className="nhsuk-u-visually-hidden"> the role {roleInText(role)}</span>
            </a>
          ) : null,
      },
    ]}
  />
)

const Help = (props: { person: Member; problem: string | null }): ReactElement => (
  <Card heading="Cannot sign in">
    {props.problem ? (
      <p>{props.problem}</p>
    ) : (
      <ButtonGroup>
        <Button kind="secondary" href={`/administration/people/${props.person.id}/password-link`}>
          Make a link to set a new password
        </Button>
        <Button kind="secondary" href={`/administration/people/${props.person.id}/lost-phone`}>
          Remove a lost authenticator app
        </Button>
      </ButtonGroup>
    )}
  </Card>
)
