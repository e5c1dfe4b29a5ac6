import { NotFound } from '#kernel/errors.js'
import { page, type PageDescription } from '#kernel/declare/page.js'
import { localPath } from '../local-path.js'
import type { IdentityPageParts } from '../parts.js'
import { OIDC_CALLBACK_PATH } from '../sign-in/index.js'

/**
 * To the OpenID Connect provider and back. A link and not a form: a browser holds a form's redirects
 * to the form-action of our content security policy.
 */
export const providerPages = ({ signIn }: IdentityPageParts): readonly PageDescription[] => [
  page({
    path: '/sign-in/with/start',
    allow: ['public'],
    get: async ({ query }) => {
      requireProvider(signIn.providerName)
      const returnTo = localPath(query['next']) ?? '/sign-in'
      const { url, setCookie } = await signIn.oidcStartUrl({ returnTo })
      return { redirect: url, setCookies: setCookie }
    },
  }),
  page({
    path: OIDC_CALLBACK_PATH,
    allow: ['public'],
    get: async ({ request }) => {
      requireProvider(signIn.providerName)
      const { location, setCookie } = await signIn.handleOidcCallback(request)
      return { redirect: location, setCookies: setCookie }
    },
  }),
]

const requireProvider = (name: string | null): void => {
  if (name === null) throw new NotFound('Sign-in with another account is not set up here.')
}
