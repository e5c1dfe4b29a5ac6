import { page, type PageDescription } from '#kernel/declare/page.js'
import { Button, ConfirmPage, ErrorSummary, PageHeading } from '#ui/index.js'
import { helpSignIn } from '../help-sign-in.js'
import type { PeopleParts } from '../parts.js'
import { showPerson } from '../show-people.js'
import { crumbsTo } from './person.js'
import { ShownLink } from './shown-link.js'

/** What an administrator does for a colleague who cannot sign in. */
export const helpSignInPages = ({ signIn }: PeopleParts): readonly PageDescription[] => [
  page({
    path: '/administration/people/:id/password-link',
    allow: ['administrator'],
    get: async ({ read, params, csrf }, form) => {
      const { person } = await read(showPerson, { personId: params['id'] })
      return {
        title: 'Link to set a new password',
        nav: '/administration',
        breadcrumbs: crumbsTo(person),
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <ConfirmPage
              question={`Make a link for ${person.name} to set a new password?`}
              action={`/administration/people/${person.id}/password-link`}
              csrf={csrf}
              buttonText="Make the link"
              cancelHref={`/administration/people/${person.id}`}
              kind="primary"
            >
              <p>
                Make sure first that it is {person.name} who asks: whoever has the link can sign in
                as them. It works once, for one hour.
              </p>
            </ConfirmPage>
          </>
        ),
      }
    },
    post: async ({ run, params, actor }) => {
      const id = params['id'] ?? ''
      const person = await run(helpSignIn, { personId: id, help: 'password-link' })
      const { url } = await signIn.makePasswordLink({ accountId: id, by: actor.id })
      return {
        title: 'Link to set a new password',
        nav: '/administration',
        breadcrumbs: crumbsTo({ id, name: person.name }),
        body: (
          <div className="wr-readable">
            <PageHeading>Give this link to {person.name}</PageHeading>
            <p>It is shown once. It works once, for one hour. Hand it over yourself.</p>
            <ShownLink label="Link to set a new password" text={url} />
            <Button href={`/administration/people/${id}`}>I have copied it</Button>
          </div>
        ),
      }
    },
  }),
  page({
    path: '/administration/people/:id/lost-phone',
    allow: ['administrator'],
    get: async ({ read, params, csrf }, form) => {
      const { person } = await read(showPerson, { personId: params['id'] })
      return {
        title: 'Remove a lost authenticator app',
        nav: '/administration',
        breadcrumbs: crumbsTo(person),
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <ConfirmPage
              question={`Remove the authenticator app of ${person.name}?`}
              action={`/administration/people/${person.id}/lost-phone`}
              csrf={csrf}
              buttonText="Remove the app"
              cancelHref={`/administration/people/${person.id}`}
            >
              <p>
                Their password alone then lets them in, and they are signed out everywhere. Make
                sure first that it is {person.name} who asks.
              </p>
            </ConfirmPage>
          </>
        ),
      }
    },
    post: async ({ run, params, actor }) => {
      const id = params['id'] ?? ''
      const { name } = await run(helpSignIn, { personId: id, help: 'second-factor-removed' })
      await signIn.removeSecondFactor({ accountId: id, by: actor.id })
      return {
        redirect: `/administration/people/${id}`,
        flash: `${name} can sign in with their password and set up the app again.`,
      }
    },
  }),
]
