import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestProvider, type TestProvider } from '../../../tests/support/oidc-provider.js'
import { browse } from '../../../tests/support/sign-in.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { newVisitor, type Visitor } from '../../../tests/support/visitor.js'
import { invitePerson } from './index.js'

const HOME = 'http://wardround.test'
let app: TestApp
let provider: TestProvider

beforeAll(async () => {
  provider = await startTestProvider(`${HOME}/sign-in/with/callback/oidc`)
  app = await testApp({
    signIn: 'real',
    environment: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: 'wardround',
      OIDC_CLIENT_SECRET: provider.clientSecret,
      OIDC_NAME: 'Example Mail',
    },
  })
})
afterAll(async () => {
  await app.close()
  await provider.stop()
})

/** Follows the provider's own pages over HTTP until it sends the browser back to us. */
const throughProvider = async (visitor: Visitor, start: string): Promise<string> => {
  let jar = new Headers()
  let url = new URL(start, HOME)
  for (let hop = 0; hop < 20; hop += 1) {
    const isOurs = url.origin === HOME
    const response = isOurs
      ? await visitor.get(`${url.pathname}${url.search}`)
      : await fetch(url, { headers: jar, redirect: 'manual' })
    if (!isOurs) jar = browse(response.headers.getSetCookie(), jar)
    const location = response.headers.get('location')
    if (!location) return url.pathname
    url = new URL(location, url)
  }
  throw new Error('too many redirects')
}

describe('with an OpenID Connect provider', () => {
  test('an invited person joins with their account there, and signs in with it later', async () => {
    const trust = await app.world.organisation('Example Trust')
    const admin = await app.world.person(trust, 'administrator')
    const { path } = await app.registry.run(invitePerson, admin, {
      name: 'Pip Provider',
      email: 'pip@example.org',
      roles: ['staff'],
    })
    provider.signedInAs = { sub: 'pip-1', email: 'pip@example.org', email_verified: true }
    const pip = newVisitor(app)
    expect(await pip.open(path)).toContain('Use my Example Mail account instead')
    expect((await pip.post(path, { way: 'provider' })).headers.get('location')).toBe(path)
    expect(await pip.open(path)).toContain('Sign in with Example Mail')
    const start = `/sign-in/with/start?next=${encodeURIComponent(path)}`
    expect(await pip.open(`/sign-in?next=${encodeURIComponent(path)}`)).toContain(start)
    expect(await throughProvider(pip, start)).toBe(path)
    expect((await pip.post(path, { way: 'accept' })).headers.get('location')).toBe('/')
    expect(await pip.open('/account')).toContain('you sign in with Example Mail')

    const later = newVisitor(app)
    await throughProvider(later, '/sign-in/with/start')
    expect(await later.open('/account')).toContain(trust.name)
  })

  test('somebody who was not invited is told so', async () => {
    provider.signedInAs = { sub: 'stranger', email: 'stranger@example.org', email_verified: true }
    const stranger = newVisitor(app)
    expect(await throughProvider(stranger, '/sign-in/with/start')).toBe('/sign-in')
    expect(await stranger.open('/sign-in?problem=no-account')).toContain('to invite you')
    expect((await stranger.get('/account')).headers.get('location')).toContain('/sign-in')
  })
})
