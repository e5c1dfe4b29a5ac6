import { page, type PageDescription } from '#kernel/declare/page.js'
import { ROLE_LINES, ROLE_NAMES } from '#kernel/roles.js'
import {
  asDate,
  asDateTime,
  asList,
  Button,
  Checkboxes,
  ErrorSummary,
  field,
  fieldList,
  Form,
  PageHeading,
  Table,
  Tag,
  TextField,
} from '#ui/index.js'
import { invitePerson } from '../invite-person.js'
import type { PeopleParts } from '../parts.js'
import { invitationState, rolesToGive } from '../rules.js'
import { openInvitations, showOwnOrganisation } from '../show-people.js'
import { AdministrationTabs } from './administration.js'
import { againPage, invitationCrumbs, INVITATIONS, withdrawPage } from './invitation-changes.js'
import { invitedContent } from './invited.js'

/** Inviting colleagues, and the invitations that nobody has answered. */
export const invitationsPages = (parts: PeopleParts): readonly PageDescription[] => [
  listPage,
  newPage(parts),
  againPage(parts),
  withdrawPage,
]

const listPage = page({
  path: INVITATIONS,
  allow: ['administrator', 'auditor'],
  get: async ({ read, actor, now }) => {
    const invitations = await read(openInvitations, {})
    const mayChange = actor.roles.includes('administrator')
    return {
      title: 'Invitations',
      nav: '/administration',
      breadcrumbs: invitationCrumbs.slice(0, 1),
      body: (
        <>
          <PageHeading aside={actor.organisationName ?? undefined}>Invitations</PageHeading>
          <AdministrationTabs active={INVITATIONS} actor={actor} />
          {mayChange ? <Button href={`${INVITATIONS}/new`}>Invite a colleague</Button> : null}
          <Table
            caption="Invitations that wait for an answer"
            rows={invitations}
            rowKey={(one) => one.id}
            empty={<p>No invitation waits for an answer.</p>}
            columns={[
              { heading: 'Name', cell: (one) => one.name },
              { heading: 'E-mail address', cell: (one) => one.email },
              {
                heading: 'Roles',
                cell: (one) => asList(one.roles.map((role) => ROLE_NAMES[role])),
              },
              { heading: 'Invited by', cell: (one) => one.invitedBy },
              {
                heading: 'Works until',
                cell: (one) =>
                  invitationState(one, now) === 'expired' ? (
                    <Tag tone="yellow">Expired {asDate(one.expiresAt)}</Tag>
                  ) : (
                    asDateTime(one.expiresAt)
                  ),
              },
              {
                heading: 'Change',
                quietHeading: true,
                cell: (one) =>
                  mayChange ? (
                    <>
                      <p className="wr-screen-only">
                        <a href={`${INVITATIONS}/${one.id}/again`}>
                          New link<span className="nhsuk-u-visually-hidden"> for {one.name}</span>
                        </a>
                      </p>
                      <p className="wr-screen-only">
                        <a href={`${INVITATIONS}/${one.id}/withdraw`}>
                          Withdraw
                          <span className="nhsuk-u-visually-hidden">
                            {' '}
                            the invitation of {one.name}
                          </span>
                        </a>
                      </p>
                    </>
                  ) : null,
              },
            ]}
          />
        </>
      ),
    }
  },
})

const newPage = (parts: PeopleParts): PageDescription =>
  page({
    path: `${INVITATIONS}/new`,
    allow: ['administrator'],
    get: async ({ csrf, read, actor }, form) => {
      const { kind, name } = await read(showOwnOrganisation, {})
      const isOperator = actor.roles.includes('operator')
      return {
        title: 'Invite a colleague',
        nav: '/administration',
        breadcrumbs: invitationCrumbs,
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <PageHeading>Invite a colleague to {name}</PageHeading>
            <Form action={`${INVITATIONS}/new`} csrf={csrf}>
              <TextField label="Full name" autocomplete="off" {...field(form, 'name')} />
              <TextField
                label="E-mail address"
                hint="Their work address. They sign in with it."
                type="email"
                autocomplete="off"
                spellCheck={false}
                {...field(form, 'email')}
              />
              <Checkboxes
                label="Roles"
                hint="Choose all that this person holds. You can give and end roles later."
                choices={rolesToGive(kind, { isOperator }).map((role) => ({
                  value: role,
                  label: ROLE_NAMES[role],
                  hint: ROLE_LINES[role],
                }))}
                {...fieldList(form, 'roles')}
              />
              <Button>Invite</Button>
            </Form>
          </div>
        ),
      }
    },
    post: async ({ run }, { values }) => {
      const invited = await run(invitePerson, { roles: [], ...values })
      return invitedContent(parts, invited, String(values['name']), invitationCrumbs)
    },
  })
