import { page, type PageDescription } from '#kernel/declare/page.js'
import { Button, ErrorSummary, field, Form, PageHeading, PasswordField } from '#ui/index.js'
import { sessionOf, textOf, type IdentityPageParts } from '../parts.js'

const SHOWN = '/account/recovery-codes'
const crumbs = [{ text: 'Your account', href: '/account' }]

/** Recovery codes, shown until their owner says that they are kept, and making new ones. */
export const recoveryCodePages = (parts: IdentityPageParts): readonly PageDescription[] => [
  shownPage(parts),
  newPage(parts),
]

const shownPage = ({ signIn, newCodes }: IdentityPageParts): PageDescription =>
  page({
    path: SHOWN,
    allow: ['person'],
    get: async (context) => {
      const { accountId } = await sessionOf(signIn, context)
      const codes = newCodes.find(accountId, context.now)
      if (!codes) return { redirect: '/account/second-factor' }
      return {
        title: 'Keep your recovery codes',
        breadcrumbs: crumbs,
        body: (
          <div className="wr-readable">
            <PageHeading>Keep your recovery codes</PageHeading>
            <p>
              If you lose your phone, one of these codes lets you in instead. Each works once. Print
              them or keep them in a password manager: they are not shown again.
            </p>
            <ul className="nhsuk-list">
              {codes.map((code) => (
                <li key={code}>
                  <code>{code}</code>
                </li>
              ))}
            </ul>
            <Form action={SHOWN} csrf={context.csrf}>
              <Button>I have kept them</Button>
            </Form>
          </div>
        ),
      }
    },
    post: async (context) => {
      const { accountId } = await sessionOf(signIn, context)
      newCodes.forget(accountId)
      return { redirect: '/account', flash: 'The authenticator app is on.' }
    },
  })

const newPage = ({ signIn, newCodes }: IdentityPageParts): PageDescription =>
  page({
    path: '/account/recovery-codes/new',
    allow: ['person'],
    get: async ({ csrf }, form) => ({
      title: 'Make new recovery codes',
      breadcrumbs: crumbs,
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <PageHeading>Make new recovery codes</PageHeading>
          <p>The codes you have now stop working.</p>
          <Form action="/account/recovery-codes/new" csrf={csrf}>
            <PasswordField
              label="Your password"
              autocomplete="current-password"
              name="password"
              error={field(form, 'password').error}
            />
            <Button>Make new codes</Button>
          </Form>
        </div>
      ),
    }),
    post: async (context, { values }) => {
      const { accountId } = await sessionOf(signIn, context)
      const password = textOf(values, 'password')
      const { headers } = context.request
      const { recoveryCodes } = await signIn.makeRecoveryCodes({ headers, password })
      newCodes.keep(accountId, recoveryCodes, context.now)
      return { redirect: SHOWN }
    },
  })
