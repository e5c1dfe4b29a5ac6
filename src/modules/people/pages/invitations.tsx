import type { ReactElement } from 'react'
import {
  page,
  type PageContent,
  type PageContext,
  type PageDescription,
} from '#kernel/declare/page.js'
import { Conflict } from '#kernel/errors.js'
import { ROLE_LINES, ROLE_NAMES } from '#kernel/roles.js'
import {
  asDate,
  asDateTime,
  asList,
  Button,
  Checkboxes,
  ConfirmPage,
  ErrorSummary,
  field,
  fieldList,
  Form,
  NotificationBanner,
  PageHeading,
  Table,
  Tag,
  TextField,
} from '#ui/index.js'
import { invitePerson } from '../invite-person.js'
import type { PeopleParts } from '../parts.js'
import { invitationState, rolesToGive } from '../rules.js'
import { sendInvitation, type LetterSent } from '../send-letter.js'
import { openInvitations, showOwnOrganisation } from '../show-people.js'
import { withdrawInvitation } from '../withdraw-invitation.js'
import { AdministrationTabs } from './administration.js'
import { ShownLink } from './shown-link.js'

const PATH = '/administration/invitations'
const crumbs = [
  { text: 'Administration', href: '/administration' },
  { text: 'Invitations', href: PATH },
]

/** Inviting colleagues, and the invitations that nobody has answered. */
export const invitationsPages = (parts: PeopleParts): readonly PageDescription[] => [
  listPage,
  newPage(parts),
  againPage(parts),
  withdrawPage,
]

const listPage = page({
  path: PATH,
  allow: ['administrator', 'auditor'],
  get: async ({ read, actor, now }) => {
    const invitations = await read(openInvitations, {})
    const mayChange = actor.roles.includes('administrator')
    return {
      title: 'Invitations',
      nav: '/administration',
      breadcrumbs: crumbs.slice(0, 1),
      body: (
        <>
          <PageHeading aside={actor.organisationName ?? undefined}>Invitations</PageHeading>
          <AdministrationTabs active={PATH} actor={actor} />
          {mayChange ? <Button href={`${PATH}/new`}>Invite a colleague</Button> : null}
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
                        <a href={`${PATH}/${one.id}/again`}>
                          New link<span className="nhsuk-u-visually-hidden"> for {one.name}</span>
                        </a>
                      </p>
                      <p className="wr-screen-only">
                        <a href={`${PATH}/${one.id}/withdraw`}>
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
    path: `${PATH}/new`,
    allow: ['administrator'],
    get: async ({ csrf, read, actor }, form) => {
      const { kind, name } = await read(showOwnOrganisation, {})
      const isOperator = actor.roles.includes('operator')
      return {
        title: 'Invite a colleague',
        nav: '/administration',
        breadcrumbs: crumbs,
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <PageHeading>Invite a colleague to {name}</PageHeading>
            <Form action={`${PATH}/new`} csrf={csrf}>
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
      return invitedContent(parts, invited, String(values['name']), crumbs)
    },
  })

/** Asks before somebody whose link was lost or ran out is invited again. */
const againPage = (parts: PeopleParts): PageDescription =>
  page({
    path: `${PATH}/:id/again`,
    allow: ['administrator'],
    get: async ({ read, params, csrf }, form) => {
      const { id, name, email } = await waiting(read, params['id'])
      return {
        title: 'Make a new link',
        nav: '/administration',
        breadcrumbs: crumbs,
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <ConfirmPage
              question={`Make a new link for ${name}?`}
              action={`${PATH}/${id}/again`}
              csrf={csrf}
              kind="primary"
              buttonText="Make a new link"
              cancelHref={PATH}
            >
              <p>
                It goes to {email}, with the same roles. The earlier link stops working at once.
              </p>
            </ConfirmPage>
          </>
        ),
      }
    },
    post: async ({ read, run, params }) => {
      const { name, email, roles } = await waiting(read, params['id'])
      const invited = await run(invitePerson, { name, email, roles: [...roles] })
      return invitedContent(parts, invited, name, crumbs)
    },
  })

const waiting = async (read: PageContext['read'], id: string | undefined) => {
  const invitation = (await read(openInvitations, {})).find((one) => one.id === id)
  if (invitation) return invitation
  throw new Conflict('This invitation has been accepted, withdrawn or replaced.')
}

/** The page after inviting somebody: the link, shown once, and whether it was mailed. */
export const invitedContent = async (
  parts: PeopleParts,
  invited: { email: string; path: string; organisationName: string; expiresAt: Date },
  name: string,
  breadcrumbs: PageContent['breadcrumbs'] = [],
): Promise<PageContent> => {
  const url = new URL(invited.path, parts.baseUrl).href
  const sent = await sendInvitation(parts, { ...invited, name, url })
  return {
    title: `${name} is invited`,
    nav: '/administration',
    breadcrumbs,
    body: (
      <div className="wr-readable">
        <PageHeading>
          {name} is invited to {invited.organisationName}
        </PageHeading>
        <SentWords sent={sent} email={invited.email} />
        <p>
          The link works once, until {asDateTime(invited.expiresAt)}. It is shown here once: copy it
          now if you want to send it yourself.
        </p>
        <ShownLink label="Link to accept the invitation" text={url} />
        <Button href={breadcrumbs.at(-1)?.href ?? '/administration'}>Done</Button>
      </div>
    ),
  }
}

const SentWords = ({ sent, email }: { sent: LetterSent; email: string }): ReactElement => {
  if (sent === 'sent') return <p>We have mailed the link to {email}.</p>
  if (sent === 'no-mail')
    return <p>This Wardround sends no mail. Send {email} the link yourself.</p>
  return (
    <NotificationBanner title="The letter was not sent">
      <p>The mail server did not take the letter to {email}. Send them the link yourself.</p>
    </NotificationBanner>
  )
}

const withdrawPage = page({
  path: `${PATH}/:id/withdraw`,
  allow: ['administrator'],
  get: async ({ params, csrf }, form) => ({
    title: 'Withdraw an invitation',
    nav: '/administration',
    breadcrumbs: crumbs,
    body: (
      <>
        <ErrorSummary errors={form.errors} />
        <ConfirmPage
          question="Withdraw this invitation?"
          action={`${PATH}/${params['id'] ?? ''}/withdraw`}
          csrf={csrf}
          buttonText="Withdraw"
          cancelHref={PATH}
        >
          <p>Its link stops working at once. You can invite the same person again.</p>
        </ConfirmPage>
      </>
    ),
  }),
  post: async ({ run, params }) => {
    const { email } = await run(withdrawInvitation, { invitationId: params['id'] })
    return { redirect: PATH, flash: `The invitation to ${email} is withdrawn.` }
  },
})
