import { page, type PageDescription } from '#kernel/declare/page.js'
import {
  Button,
  ErrorSummary,
  field,
  Form,
  PageHeading,
  PasswordField,
  TextField,
} from '#ui/index.js'
import { textOf, type IdentityPageParts } from '../parts.js'
import { NEW_PASSWORD_HINT } from './words.js'

/** Asking for a link to set a new password, by mail or from an administrator. */
export const forgotPasswordPage = ({ signIn, sendsMail }: IdentityPageParts): PageDescription =>
  page({
    path: '/forgot-password',
    allow: ['public'],
    get: async ({ csrf }, form) => ({
      title: 'Set a new password',
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <PageHeading>Set a new password</PageHeading>
          {sendsMail ? (
            <Form action="/forgot-password" csrf={csrf}>
              <TextField
                label="E-mail address"
                hint="The one you sign in with. We send a link that works once, for one hour."
                type="email"
                autocomplete="username"
                spellCheck={false}
                width={30}
                {...field(form, 'email')}
              />
              <Button>Send the link</Button>
            </Form>
          ) : (
            <p>
              This Wardround sends no mail. Ask an administrator of your organisation for a link to
              set a new password. They make it on your page under Administration, People.
            </p>
          )}
          <p className="wr-screen-only">
            <a href="/sign-in">Go back to sign in</a>
          </p>
        </div>
      ),
    }),
    post: async ({ address }, { values }) => {
      await signIn.requestPasswordReset({ email: textOf(values, 'email'), address })
      return {
        redirect: '/sign-in',
        flash: 'If that address has an account, a link is on its way. It works for one hour.',
      }
    },
  })

/** Setting a new password with a link. */
export const newPasswordPage = ({ signIn }: IdentityPageParts): PageDescription =>
  page({
    path: '/new-password/:token',
    allow: ['public'],
    get: async ({ csrf, params }, form) => {
      const token = params['token'] ?? ''
      const account = await signIn.findPasswordLink(token)
      if (!account) return linkOver
      return {
        title: 'Choose a new password',
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <PageHeading caption={account.email}>Choose a new password</PageHeading>
            <Form action={`/new-password/${token}`} csrf={csrf}>
              <PasswordField
                label="New password"
                hint={NEW_PASSWORD_HINT}
                autocomplete="new-password"
                name="password"
                error={field(form, 'password').error}
              />
              <p>You will be signed out everywhere else.</p>
              <Button>Set the password</Button>
            </Form>
          </div>
        ),
      }
    },
    post: async ({ params }, { values }) => {
      const token = params['token'] ?? ''
      await signIn.resetPassword({ token, password: textOf(values, 'password') })
      return { redirect: '/sign-in', flash: 'Your new password is set. Sign in with it.' }
    },
  })

const linkOver = {
  title: 'This link no longer works',
  status: 410,
  body: (
    <div className="wr-readable">
      <PageHeading>This link no longer works</PageHeading>
      <p>It has been used, or is more than one hour old.</p>
      <Button href="/forgot-password">Get a new link</Button>
    </div>
  ),
}
