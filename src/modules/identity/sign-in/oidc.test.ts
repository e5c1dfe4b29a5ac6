import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Invalid, Unavailable } from '#kernel/errors.js'
import type { SignIn } from './create-sign-in.js'
import { OIDC_CALLBACK_PATH } from './oidc.js'
import { oidcProblemMessage } from './oidc-problem.js'
import {
  listenOnLoopback,
  startTestProvider,
  type TestProvider,
} from '../../../../tests/support/oidc-provider.js'
import { quickPasswords } from '../../../../tests/support/quick-passwords.js'
import { browse, GOOD_PASSWORD, useBench } from '../../../../tests/support/sign-in.js'

const bench = useBench({ passwordHashing: quickPasswords })
let provider: TestProvider
let server: Server
let signIn: SignIn
let home: string

const asRequest = (request: IncomingMessage): Request =>
  new Request(new URL(request.url ?? '/', home), {
    method: request.method ?? 'GET',
    headers: { cookie: request.headers.cookie ?? '' },
  })

const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (request.url?.startsWith('/start')) {
    const { url, setCookie } = await signIn.oidcStartUrl({ returnTo: '/home?tab=tasks' })
    response.writeHead(303, { location: url, 'set-cookie': setCookie }).end()
    return
  }
  const result = await signIn.handler(asRequest(request))
  response.writeHead(result.status, [...result.headers].flat()).end(await result.text())
}

beforeAll(async () => {
  server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end())
  })
  home = await listenOnLoopback(server)
  provider = await startTestProvider(`${home}${OIDC_CALLBACK_PATH}`)
  const oidc = {
    issuer: provider.issuer,
    clientId: 'wardround',
    clientSecret: provider.clientSecret,
    name: 'Example',
  }
  signIn = bench.make({ baseUrl: home, oidc })
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await provider.stop()
})

/** A browser: follows redirects over real HTTP and keeps the cookies of each origin. */
const makeBrowser = () => {
  const jars = new Map<string, Headers>()
  const jar = (url: URL): Headers => jars.get(url.origin) ?? new Headers()
  const visited: string[] = []
  const open = async (address: string): Promise<URL> => {
    let url = new URL(address)
    for (let hop = 0; hop < 20; hop += 1) {
      visited.push(url.href)
      if (url.origin === home && !/^\/(start|sign-in\/with)/.test(url.pathname)) return url
      const response = await fetch(url, { headers: jar(url), redirect: 'manual' })
      jars.set(url.origin, browse(response.headers.getSetCookie(), jar(url)))
      const location = response.headers.get('location')
      if (!location) throw new Error(`${response.status} at ${url.href}: ${await response.text()}`)
      url = new URL(location, url)
    }
    throw new Error('too many redirects')
  }
  return { open, visited, cookies: () => jar(new URL(home)) }
}

const newPerson = async (email: string) => {
  const { accountId } = await signIn.createAccount({ email, name: 'Provider Person', by: 'test' })
  return { email, accountId }
}

describe('signing in with an OpenID Connect provider', () => {
  test('links an invited account by its verified address, and knows it again', async () => {
    const { email, accountId } = await newPerson('linked@example.org')
    provider.signedInAs = { sub: 'subject-1', email, email_verified: true }
    const browser = makeBrowser()
    expect((await browser.open(`${home}/start`)).href).toBe(`${home}/home?tab=tasks`)
    expect(await signIn.session(browser.cookies())).toMatchObject({
      accountId,
      email,
      method: 'oidc',
    })
    expect(bench.events.map((event) => event.action)).toContain('provider-linked')
    expect(await signIn.findAccount(accountId)).toMatchObject({
      hasProvider: true,
      hasPassword: false,
    })
    provider.signedInAs = { sub: 'subject-1', email: 'changed@example.org', email_verified: false }
    const later = makeBrowser()
    await later.open(`${home}/start`)
    expect(await signIn.session(later.cookies())).toMatchObject({ accountId, email })
  })

  test('asks with PKCE, state and nonce, and keeps no token', async () => {
    const asked = new URL((await signIn.oidcStartUrl({ returnTo: '/' })).url).searchParams
    expect(asked.get('code_challenge_method')).toBe('S256')
    expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/)
    expect(asked.get('state')).toMatch(/^[\w-]{32}$/)
    expect(asked.get('nonce')).toMatch(/^[\w-]{32}$/)
    expect(asked.get('redirect_uri')).toBe(`${home}${OIDC_CALLBACK_PATH}`)
    const { rows } = await bench.pool().query<{ kept: number }>(
      `select count(*) filter (where id_token is not null or access_token is not null)::integer as kept
       from sign_in.credentials where provider_id = 'oidc'`,
    )
    expect(rows[0]?.kept).toBe(0)
  })

  test('opens no account for a stranger', async () => {
    provider.signedInAs = { sub: 'stranger', email: 'stranger@example.org', email_verified: true }
    const browser = makeBrowser()
    expect((await browser.open(`${home}/start`)).href).toBe(`${home}/sign-in?problem=no-account`)
    expect(await signIn.session(browser.cookies())).toBeNull()
    expect(await signIn.findAccountByEmail('stranger@example.org')).toBeNull()
    expect(bench.events.at(-1)).toMatchObject({ action: 'provider-refused' })
    expect(oidcProblemMessage('no-account')).toMatch(/Ask an administrator/)
  })

  test('links nothing on an address that the provider has not verified', async () => {
    const { email, accountId } = await newPerson('unverified@example.org')
    provider.signedInAs = { sub: 'subject-2', email, email_verified: false }
    const browser = makeBrowser()
    expect((await browser.open(`${home}/start`)).href).toBe(`${home}/sign-in?problem=not-verified`)
    expect(await signIn.findAccount(accountId)).toMatchObject({ hasProvider: false })
  })

  test('lets no deactivated account in', async () => {
    const { email, accountId } = await newPerson('leaver@example.org')
    provider.signedInAs = { sub: 'subject-3', email, email_verified: true }
    await makeBrowser().open(`${home}/start`)
    await signIn.deactivateAccount({ accountId, by: 'test' })
    const browser = makeBrowser()
    expect((await browser.open(`${home}/start`)).href).toBe(`${home}/sign-in?problem=no-account`)
    expect(await signIn.session(browser.cookies())).toBeNull()
  })

  test('refuses an answer in another browser, and the same answer twice', async () => {
    const { email } = await newPerson('careful@example.org')
    provider.signedInAs = { sub: 'subject-4', email, email_verified: true }
    const browser = makeBrowser()
    await browser.open(`${home}/start`)
    const callback = browser.visited.find((url) => url.includes(OIDC_CALLBACK_PATH)) ?? ''
    expect((await browser.open(callback)).href).toBe(`${home}/sign-in?problem=too-late`)
    const { url } = await signIn.oidcStartUrl({ returnTo: '/' })
    const victim = makeBrowser()
    expect((await victim.open(url)).href).toBe(`${home}/sign-in?problem=too-late`)
    expect(await signIn.session(victim.cookies())).toBeNull()
  })

  test('says when somebody cancels', async () => {
    const { url, setCookie } = await signIn.oidcStartUrl({ returnTo: '/' })
    const state = new URL(url).searchParams.get('state')
    const back = new URL(`${OIDC_CALLBACK_PATH}?error=access_denied&state=${state}`, home)
    const result = await signIn.handleOidcCallback(
      new Request(back, { headers: browse(setCookie) }),
    )
    expect(result).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
  })

  test.each([
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'home',
    '',
  ])('does not come back to %o', async (returnTo) => {
    await expect(signIn.oidcStartUrl({ returnTo })).rejects.toThrow(Invalid)
  })
})

describe('the library’s own addresses', () => {
  test.each([
    'sign-up/email',
    'sign-in/email',
    'get-session',
    'update-user',
    'delete-user',
    'list-sessions',
    'ok',
    'request-password-reset',
    'two-factor/disable',
    'callback/other',
    'error',
    'sign-in/social',
  ])('%s is not reachable', async (path) => {
    for (const method of ['GET', 'POST']) {
      const response = await signIn.handler(new Request(`${home}/sign-in/with/${path}`, { method }))
      expect(response.status).toBe(404)
    }
  })

  test('nor is the callback by POST, or where no provider is set up', async () => {
    const callback = `${home}${OIDC_CALLBACK_PATH}`
    expect((await signIn.handler(new Request(callback, { method: 'POST' }))).status).toBe(404)
    expect((await bench.make().handler(new Request(callback))).status).toBe(404)
    await expect(bench.make().oidcStartUrl({ returnTo: '/' })).rejects.toThrow(Unavailable)
  })
})

test('a provider that does not answer stops nothing but itself, and is asked again later', async () => {
  const oidc = {
    issuer: home,
    clientId: 'x',
    clientSecret: 'x',
    name: 'Down',
  }
  const other = bench.make({ baseUrl: home, oidc })
  await expect(other.oidcStartUrl({ returnTo: '/' })).rejects.toThrow(Unavailable)
  const email = 'steady@example.org'
  await other.createAccount({ email, name: 'Steady', password: GOOD_PASSWORD, by: 'test' })
  const input = { email, password: GOOD_PASSWORD, address: '192.0.2.1' }
  expect(await other.signInWithPassword(input)).toMatchObject({ secondFactorNeeded: false })
})
