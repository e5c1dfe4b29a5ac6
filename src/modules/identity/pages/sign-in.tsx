import { page, type PageDescription } from '#kernel/declare/page.js'
import {
  Button,
  CommandText,
  ErrorSummary,
  field,
  Form,
  Hidden,
  PageHeading,
  PasswordField,
  TextField,
} from '#ui/index.js'
import { localPath, withNext } from '../local-path.js'
import { textOf, type IdentityPageParts } from '../parts.js'
import { oidcProblemMessage } from '../sign-in/index.js'

/** The page to sign in with e-mail address and password, or with the provider. */
export const signInPage = ({ signIn, firstPage }: IdentityPageParts): PageDescription =>
  page({
    path: '/sign-in',
    allow: ['public'],
    get: async ({ csrf, query, actor }, form) => {
      const next = localPath(textOf(form.values, 'next') || query['next'])
      if (actor.kind === 'person') return { redirect: next ?? (await firstPage(actor.id)) }
      const problem = oidcProblemMessage(query['problem'] ?? '')
      const errors = form.errors.length > 0 || !problem ? form.errors : [{ message: problem }]
      return {
        title: 'Sign in',
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={errors} />
            <PageHeading>Sign in</PageHeading>
            <Form action="/sign-in" csrf={csrf}>
              {next ? <Hidden name="next" value={next} /> : null}
              <TextField
                label="E-mail address"
                type="email"
                autocomplete="username"
                spellCheck={false}
                width={30}
                {...field(form, 'email')}
              />
              <PasswordField
                label="Password"
                autocomplete="current-password"
                name="password"
                error={field(form, 'password').error}
              />
              <Button>Sign in</Button>
            </Form>
            {signIn.providerName ? (
              <p className="wr-screen-only">
                <a href={withNext('/sign-in/with/start', next)}>
                  Sign in with {signIn.providerName}
                </a>
              </p>
            ) : null}
            <p className="wr-screen-only">
              <a href="/forgot-password">I have forgotten my password</a>
            </p>
            {(await signIn.hasAccounts()) ? (
              <p className="wr-quiet">
                There is no open registration. To get an account, ask an administrator of your
                organisation to invite you.
              </p>
            ) : (
              <p>
                Nobody has an account yet. Open the one-time link that was printed when the server
                was started, or run <CommandText>npx wardround first-link</CommandText> there for a
                new one.
              </p>
            )}
          </div>
        ),
      }
    },
    post: async ({ address }, { values }) => {
      const next = localPath(textOf(values, 'next'))
      const answer = await signIn.signInWithPassword({
        email: textOf(values, 'email'),
        password: textOf(values, 'password'),
        address,
      })
      const onward = answer.secondFactorNeeded
        ? withNext('/sign-in/code', next)
        : (next ?? (await firstPage(answer.accountId)))
      return { redirect: onward, setCookies: answer.setCookie }
    },
  })

/** Ends the session. */
export const signOutPage = ({ signIn }: IdentityPageParts): PageDescription =>
  page({
    path: '/sign-out',
    allow: ['public'],
    post: async ({ request }) => {
      const { setCookie } = await signIn.signOut({ headers: request.headers })
      return { redirect: '/sign-in', setCookies: setCookie, flash: 'You are signed out.' }
    },
  })
