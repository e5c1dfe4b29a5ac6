import { page, type PageContext, type PageDescription } from '#kernel/declare/page.js'
import { Conflict } from '#kernel/errors.js'
import { ConfirmPage, ErrorSummary } from '#ui/index.js'
import { invitePerson } from '../invite-person.js'
import type { PeopleParts } from '../parts.js'
import { openInvitations } from '../show-people.js'
import { withdrawInvitation } from '../withdraw-invitation.js'
import { invitedContent } from './invited.js'

/** Where the invitations that wait for an answer are listed. */
export const INVITATIONS = '/administration/invitations'

/** The way back from a page about an invitation. */
export const invitationCrumbs = [
  { text: 'Administration', href: '/administration' },
  { text: 'Invitations', href: INVITATIONS },
]

/** Asks before somebody whose link was lost or ran out is invited again. */
export const againPage = (parts: PeopleParts): PageDescription =>
  page({
    path: `${INVITATIONS}/:id/again`,
    allow: ['administrator'],
    get: async ({ read, params, csrf }, form) => {
      const { id, name, email } = await waiting(read, params['id'])
      return {
        title: 'Make a new link',
        nav: '/administration',
        breadcrumbs: invitationCrumbs,
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <ConfirmPage
              question={`Make a new link for ${name}?`}
              action={`${INVITATIONS}/${id}/again`}
              csrf={csrf}
              kind="primary"
              buttonText="Make a new link"
              cancelHref={INVITATIONS}
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
      return invitedContent(parts, invited, name, invitationCrumbs)
    },
  })

const waiting = async (read: PageContext['read'], id: string | undefined) => {
  const invitation = (await read(openInvitations, {})).find((one) => one.id === id)
  if (invitation) return invitation
  throw new Conflict('This invitation has been accepted, withdrawn or replaced.')
}

/** Asks before an invitation is withdrawn. */
export const withdrawPage = page({
  path: `${INVITATIONS}/:id/withdraw`,
  allow: ['administrator'],
  get: async ({ params, csrf }, form) => ({
    title: 'Withdraw an invitation',
    nav: '/administration',
    breadcrumbs: invitationCrumbs,
    body: (
      <>
        <ErrorSummary errors={form.errors} />
        <ConfirmPage
          question="Withdraw this invitation?"
          action={`${INVITATIONS}/${params['id'] ?? ''}/withdraw`}
          csrf={csrf}
          buttonText="Withdraw"
          cancelHref={INVITATIONS}
        >
          <p>Its link stops working at once. You can invite the same person again.</p>
        </ConfirmPage>
      </>
    ),
  }),
  post: async ({ run, params }) => {
    const { email } = await run(withdrawInvitation, { invitationId: params['id'] })
    return { redirect: INVITATIONS, flash: `The invitation to ${email} is withdrawn.` }
  },
})
