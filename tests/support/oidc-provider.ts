import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { Provider } from 'oidc-provider'
import { vi } from 'vitest'

/** A real OpenID Connect provider on loopback that signs everybody in as `signedInAs`, unasked. */
export interface TestProvider {
  issuer: string
  clientSecret: string
  signedInAs: { sub: string; email: string; email_verified: boolean }
  stop: () => Promise<void>
}

/** Starts the provider with one client, whose answer goes to `redirectUri`; PKCE is required. */
export const startTestProvider = async (redirectUri: string): Promise<TestProvider> => {
  const loud = hush()
  const library = await import('oidc-provider')
  const server: Server = createServer()
  const issuer = await listenOnLoopback(server)
  const test: TestProvider = {
    issuer,
    clientSecret: 'a client secret for tests',
    signedInAs: { sub: 'nobody', email: 'nobody@example.org', email_verified: false },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      loud()
    },
  }
  const provider = new library.Provider(issuer, {
    clients: [
      { client_id: 'wardround', client_secret: test.clientSecret, redirect_uris: [redirectUri] },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['a cookie key for tests'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ ...test.signedInAs, name: 'Someone' }),
    }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/')) {
      finish(provider, test, request, response).catch(() => response.writeHead(500).end())
    } else {
      void answer(request, response)
    }
  })
  return test
}

/** Starts a server on a free port of this machine and gives its origin. */
export const listenOnLoopback = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return `http://127.0.0.1:${address.port}`
}

// The provider talks about its own settings and the version of Node; nothing else is held back.
const hush = (): (() => void) => {
  const spies = (['info', 'warn'] as const).map((method) => {
    const say = console[method].bind(console)
    return vi.spyOn(console, method).mockImplementation((...words) => {
      if (!String(words[0]).startsWith('oidc-provider ')) say(...words)
    })
  })
  return () => {
    for (const spy of spies) spy.mockRestore()
  }
}

const finish = async (
  provider: Provider,
  test: TestProvider,
  ...[request, response]: Parameters<Provider['interactionDetails']>
): Promise<void> => {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response)
  const login = { accountId: test.signedInAs.sub }
  if (prompt.name === 'login') {
    await provider.interactionFinished(request, response, { login })
    return
  }
  const grant =
    (grantId ? await provider.Grant.find(grantId) : undefined) ??
    new provider.Grant({
      accountId: session?.accountId ?? login.accountId,
      clientId: String(params['client_id']),
    })
  grant.addOIDCScope('openid email profile')
  const consent = { grantId: await grant.save() }
  await provider.interactionFinished(
    request,
    response,
    { consent },
    { mergeWithLastSubmission: true },
  )
}
