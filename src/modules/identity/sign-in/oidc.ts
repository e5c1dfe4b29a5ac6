import { Invalid, Unavailable } from '#kernel/errors.js'
import { AUTH_PATH, OIDC_PROVIDER, PROBLEM_PATH } from './better-auth.js'
import type { SignInCore } from './core.js'
import { callLibrary, cookieHeaders } from './library-call.js'
import { oidcProblem, type OidcProblem } from './oidc-problem.js'
import { findSession } from './session.js'

/** The one address of the library that is reachable; the provider is told to send people there. */
export const OIDC_CALLBACK_PATH = `${AUTH_PATH}/callback/${OIDC_PROVIDER}`

const ANSWER_SECONDS = 10

/** How a sign-in with the provider ended. */
export type OidcResult =
  | { ok: true; accountId: string; location: string; setCookie: string[] }
  | { ok: false; problem: OidcProblem; location: string; setCookie: string[] }

/**
 * Where to send somebody who signs in with the provider: authorisation code with PKCE, state and
 * nonce. `returnTo` is the page to come back to. Throws Invalid when that is not a page of ours and
 * Unavailable when the provider does not answer.
 */
export const oidcStartUrl = async (
  core: SignInCore,
  { returnTo }: { returnTo: string },
): Promise<{ url: string; setCookie: string[] }> => {
  if (!isOwnPath(returnTo, core.baseUrl)) {
    throw new Invalid([{ field: 'returnTo', message: 'This is not a page of Wardround.' }])
  }
  const auth = core.oidcAuth()
  const body = {
    provider: OIDC_PROVIDER,
    callbackURL: returnTo,
    errorCallbackURL: PROBLEM_PATH,
    disableRedirect: true,
  }
  const result = await inTime(() =>
    callLibrary(() => auth.api.signInSocial({ body, returnHeaders: true })),
  )
  const url = result.answer?.response.url
  if (!result.answer || !url) throw notAnswering()
  return { url, setCookie: result.answer.headers.getSetCookie() }
}

/**
 * Takes the provider's answer. It signs in an account that is linked already, or links one by its
 * e-mail address when the provider has verified that; it never opens an account.
 * Throws Unavailable when the provider does not answer.
 */
export const handleOidcCallback = async (
  core: SignInCore,
  request: Request,
): Promise<OidcResult> => {
  const url = new URL(new URL(request.url).search, new URL(OIDC_CALLBACK_PATH, core.baseUrl))
  const onward = new Request(url, { headers: cookieHeaders(request.headers) })
  const answer = await inTime(() => core.oidcAuth().handler(onward))
  const location = answer.headers.get('location') ?? PROBLEM_PATH
  const setCookie = answer.headers.getSetCookie()
  const session = await findSession(core, asRequestCookies(setCookie))
  if (session) {
    await core.audit('signed-in', session.accountId, { method: 'oidc' })
    return { ok: true, accountId: session.accountId, location, setCookie }
  }
  const problem = oidcProblem(
    new URL(location, core.baseUrl).searchParams.get('error') ?? 'unknown',
  )
  await core.audit('provider-refused', null, { reason: problem.code })
  return { ok: false, problem, location: `${PROBLEM_PATH}?problem=${problem.code}`, setCookie }
}

/** Answers the provider's callback as a redirect, and everything else with 404. */
export const handleSignInRequest = async (
  core: SignInCore,
  request: Request,
): Promise<Response> => {
  const { pathname } = new URL(request.url)
  if (!core.oidc || request.method !== 'GET' || pathname !== OIDC_CALLBACK_PATH) {
    return new Response('Not found', { status: 404 })
  }
  const { location, setCookie } = await handleOidcCallback(core, request)
  const headers = new Headers({ location, 'cache-control': 'no-store' })
  for (const cookie of setCookie) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}

const isOwnPath = (path: string, baseUrl: string): boolean =>
  path.startsWith('/') &&
  URL.canParse(path, baseUrl) &&
  new URL(path, baseUrl).origin === new URL(baseUrl).origin

const asRequestCookies = (setCookie: readonly string[]): Headers =>
  new Headers({ cookie: setCookie.map((cookie) => cookie.split(';')[0]).join('; ') })

const inTime = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(notAnswering()), ANSWER_SECONDS * 1000)
  })
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}

const notAnswering = (): Unavailable =>
  new Unavailable(
    'The sign-in service of your organisation does not answer. Try again later, or use a password.',
  )
