import { page, type PageDescription } from '#kernel/declare/page.js'
import {
  asDateTime,
  Button,
  Card,
  ErrorSummary,
  field,
  Form,
  PageHeading,
  PasswordField,
  SummaryList,
} from '#ui/index.js'
import { sessionOf, textOf, type IdentityPageParts } from '../parts.js'
import { NEW_PASSWORD_HINT } from './words.js'

const crumbs = [{ text: 'Your account', href: '/account' }]

/** What a person sees and changes of their own account. */
export const accountPages = (parts: IdentityPageParts): readonly PageDescription[] => [
  accountPage(parts),
  changePasswordPage(parts),
  signOutEverywherePage(parts),
]

const accountPage = ({ signIn }: IdentityPageParts): PageDescription =>
  page({
    path: '/account',
    allow: ['person'],
    get: async (context) => {
      const session = await sessionOf(signIn, context)
      const account = await signIn.findAccount(session.accountId)
      return {
        title: 'Your account',
        body: (
          <div className="wr-readable">
            <PageHeading>Your account</PageHeading>
            <SummaryList
              rows={[
                {
                  key: 'Name',
                  value: session.name,
                  action: { href: '/account/name', words: 'Change' },
                },
                { key: 'E-mail address', value: session.email },
                {
                  key: 'Password',
                  ...(account?.hasPassword
                    ? { value: 'Set', action: { href: '/account/password', words: 'Change' } }
                    : { value: `None: you sign in with ${signIn.providerName ?? 'a provider'}` }),
                },
                {
                  key: 'Authenticator app',
                  value: session.secondFactorOn ? 'On' : 'Off',
                  ...(account?.hasPassword
                    ? {
                        action: {
                          href: '/account/second-factor',
                          words: session.secondFactorOn ? 'Change' : 'Set up',
                        },
                      }
                    : {}),
                },
                {
                  key: 'Organisations and roles',
                  value: context.actor.organisationName ?? 'None yet',
                  action: { href: '/account/organisation', words: 'See' },
                },
                ...(context.actor.roles.length > 0
                  ? [
                      {
                        key: 'Deputies',
                        value: 'Who stands in for you, and for whom you do',
                        action: { href: '/account/deputies', words: 'See' },
                      },
                    ]
                  : []),
              ]}
            />
            <Card heading="Where you are signed in">
              <p>
                You signed in here on {asDateTime(session.signedInAt)}. A session ends after 8 hours
                without use, and after 7 days at the latest.
              </p>
              <Form action="/account/sign-out-everywhere" csrf={context.csrf}>
                <Button kind="secondary">Sign out everywhere</Button>
              </Form>
            </Card>
          </div>
        ),
      }
    },
  })

const changePasswordPage = ({ signIn }: IdentityPageParts): PageDescription =>
  page({
    path: '/account/password',
    allow: ['person'],
    get: async ({ csrf }, form) => ({
      title: 'Change your password',
      breadcrumbs: crumbs,
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <PageHeading>Change your password</PageHeading>
          <Form action="/account/password" csrf={csrf}>
            <PasswordField
              label="Your password now"
              autocomplete="current-password"
              name="current"
              error={field(form, 'current').error}
            />
            <PasswordField
              label="New password"
              hint={NEW_PASSWORD_HINT}
              autocomplete="new-password"
              name="password"
              error={field(form, 'password').error}
            />
            <Button>Change password</Button>
          </Form>
        </div>
      ),
    }),
    post: async ({ request }, { values }) => {
      await signIn.setPassword({
        headers: request.headers,
        current: textOf(values, 'current'),
        password: textOf(values, 'password'),
      })
      return {
        redirect: '/account',
        flash: 'Your password is changed. You are signed out everywhere else.',
      }
    },
  })

const signOutEverywherePage = ({ signIn }: IdentityPageParts): PageDescription =>
  page({
    path: '/account/sign-out-everywhere',
    allow: ['person'],
    post: async (context) => {
      const { accountId } = await sessionOf(signIn, context)
      await signIn.signOutEverywhere({ accountId, by: accountId })
      const { setCookie } = await signIn.signOut({ headers: context.request.headers })
      return {
        redirect: '/sign-in',
        setCookies: setCookie,
        flash: 'You are signed out everywhere.',
      }
    },
  })
