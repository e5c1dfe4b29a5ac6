import { page, type FormState, type PageDescription } from '#kernel/declare/page.js'
import {
  Button,
  ButtonGroup,
  ErrorSummary,
  field,
  Form,
  Hidden,
  PageHeading,
  PasswordField,
  QrCode,
  TextField,
} from '#ui/index.js'
import { sessionOf, textOf, type IdentityPageParts } from '../parts.js'

const crumbs = [{ text: 'Your account', href: '/account' }]
const CONFIRM = '/account/second-factor/confirm'

/** Setting up, changing and taking off the authenticator app. */
export const secondFactorPages = (parts: IdentityPageParts): readonly PageDescription[] => [
  startPage(parts),
  confirmPage(parts),
  removePage(parts),
]

const startPage = ({ signIn }: IdentityPageParts): PageDescription =>
  page({
    path: '/account/second-factor',
    allow: ['person'],
    get: async (context, form) => {
      const { secondFactorOn } = await sessionOf(signIn, context)
      return {
        title: 'Authenticator app',
        breadcrumbs: crumbs,
        body: (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <PageHeading>Authenticator app</PageHeading>
            {secondFactorOn ? (
              <WhenOn />
            ) : (
              <>
                <p>
                  With an authenticator app on your phone, your password alone does not let anybody
                  in. Any app for one-time codes will do.
                </p>
                <Form action="/account/second-factor" csrf={context.csrf}>
                  <PasswordNow form={form} />
                  <Button>Set up an app</Button>
                </Form>
              </>
            )}
          </div>
        ),
      }
    },
    post: async ({ request, csrf }, { values }) => {
      const password = textOf(values, 'password')
      const { uri } = await signIn.startSecondFactor({ headers: request.headers, password })
      return scanContent(csrf, uri, { values: {}, errors: [] })
    },
  })

const confirmPage = ({ signIn, newCodes }: IdentityPageParts): PageDescription =>
  page({
    path: CONFIRM,
    allow: ['person'],
    get: async ({ csrf }, form) => {
      const uri = textOf(form.values, 'uri')
      if (!uri.startsWith('otpauth://totp/')) return { redirect: '/account/second-factor' }
      return scanContent(csrf, uri, form)
    },
    post: async (context, { values }) => {
      const { headers } = context.request
      const { accountId } = await sessionOf(signIn, context)
      const code = textOf(values, 'code')
      const { recoveryCodes, setCookie } = await signIn.confirmSecondFactor({ headers, code })
      newCodes.keep(accountId, recoveryCodes, context.now)
      return { redirect: '/account/recovery-codes', setCookies: setCookie }
    },
  })

const removePage = ({ signIn }: IdentityPageParts): PageDescription =>
  page({
    path: '/account/second-factor/remove',
    allow: ['person'],
    get: async ({ csrf }, form) => ({
      title: 'Remove the authenticator app',
      breadcrumbs: crumbs,
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <PageHeading>Remove the authenticator app?</PageHeading>
          <p>Your password alone will then let you in. You will be signed out everywhere.</p>
          <Form action="/account/second-factor/remove" csrf={csrf}>
            <PasswordNow form={form} />
            <ButtonGroup>
              <Button kind="warning">Remove the app</Button>
              <a href="/account">Cancel</a>
            </ButtonGroup>
          </Form>
        </div>
      ),
    }),
    post: async ({ request }, { values }) => {
      const password = textOf(values, 'password')
      await signIn.removeOwnSecondFactor({ headers: request.headers, password })
      return { redirect: '/sign-in', flash: 'The authenticator app is removed. Sign in again.' }
    },
  })

const WhenOn = () => (
  <>
    <p>The app is on: you are asked for its code each time you sign in with your password.</p>
    <ButtonGroup>
      <Button href="/account/recovery-codes/new">Make new recovery codes</Button>
      <Button kind="secondary" href="/account/second-factor/remove">
        Remove the app
      </Button>
    </ButtonGroup>
    <p className="wr-quiet">
      To move to a new phone, remove the app here and set it up again there.
    </p>
  </>
)

const PasswordNow = ({ form }: { form: FormState }) => (
  <PasswordField
    label="Your password"
    autocomplete="current-password"
    name="password"
    error={field(form, 'password').error}
  />
)

const scanContent = (csrf: string, uri: string, form: FormState) => {
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  return {
    title: 'Set up the app',
    breadcrumbs: crumbs,
    body: (
      <div className="wr-readable">
        <ErrorSummary errors={form.errors} />
        <PageHeading>Set up the app</PageHeading>
        <ol>
          <li>Open the authenticator app on your phone and add an account.</li>
          <li>
            Scan this picture, or type the key <code>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
          </li>
          <li>Enter the 6 digits that the app shows.</li>
        </ol>
        <QrCode text={uri} label="The key for your authenticator app" />
        <Form action={CONFIRM} csrf={csrf}>
          <Hidden name="uri" value={uri} />
          <TextField
            label="Code from the app"
            autocomplete="one-time-code"
            inputMode="numeric"
            width={10}
            {...field(form, 'code')}
            value=""
          />
          <Button>Switch it on</Button>
        </Form>
      </div>
    ),
  }
}
