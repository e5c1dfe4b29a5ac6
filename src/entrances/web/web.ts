import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { NONCE, secureHeaders } from 'hono/secure-headers'
import type { Actor } from '#kernel/actor.js'
import type { ModuleDescription } from '#kernel/declare/module.js'
import type { PageDescription } from '#kernel/declare/page.js'
import type { NewId } from '#kernel/ids.js'
import type { Doors } from '#kernel/operation.js'
import type { Clock } from '#kernel/time.js'
import { NotFound } from '#kernel/errors.js'
import type { AssetManifest, AssetPaths } from '#ui/index.js'
import type { Identify } from './identified.js'
import { assetServer } from './asset-server.js'
import { answerPage } from './answer-page.js'
import type { OnceOptions } from './once-a-form.js'
import type { TakeTurn } from './limit-by-address.js'

/** What the web entrance needs. */
export interface WebOptions {
  modules: readonly ModuleDescription[]
  /** Doors of one page; the options are asked for each command it carries out. */
  doorsFor: (actor: Actor, optionsOf: () => Partial<OnceOptions>) => Doors
  identify: Identify
  clock: Clock
  newId: NewId
  assets: AssetPaths
  manifest: AssetManifest
  assetsDirectory: string
  secret: string
  isExample: boolean
  isSecure: boolean
  /** Takes a turn for the address of a visitor who is not signed in. Throws LimitReached. */
  takeTurn: TakeTurn
  onFault: (fault: unknown, request: Request) => void
}

interface Variables {
  secureHeadersNonce?: string
}

/** What the listener tells of a request besides the request: where it comes from. */
export interface Bindings {
  address?: string
}

/** The web entrance: every page the modules declare, inside one shell, with one translation of errors. */
export const webEntrance = (
  options: WebOptions,
): Hono<{ Variables: Variables; Bindings: Bindings }> => {
  const app = new Hono<{ Variables: Variables; Bindings: Bindings }>()
  app.use(securityHeaders(options.isSecure))
  const assets = assetServer(options.assetsDirectory)
  app.get('/assets/:file', async (c) => assets(c.req.param('file'), c.req.raw))
  for (const description of options.modules.flatMap((module) => module.pages ?? [])) {
    const answer = async (c: PageRequest) => answerPage(options, description, partsOf(c))
    if (description.get) app.get(description.path, answer)
    if (description.post) app.post(description.path, answer)
  }
  // A `notFound` of an app inside another is never asked.
  app.all('*', async (c) => answerPage(options, nowhere, partsOf(c)))
  return app
}

interface PageRequest {
  req: { raw: Request; param(): Record<string, string> }
  env: Bindings | undefined
  get(key: 'secureHeadersNonce'): string | undefined
}

/** Stands for the address of a request that came over no connection. */
export const NO_ADDRESS = 'unknown'

const partsOf = (c: PageRequest) => ({
  request: c.req.raw,
  params: c.req.param(),
  nonce: c.get('secureHeadersNonce') ?? '',
  address: c.env?.address ?? NO_ADDRESS,
})

const nowhere: PageDescription = {
  path: '*',
  allow: ['public'],
  get: async () => {
    throw new NotFound('There is no page at this address.')
  },
}

const securityHeaders = (isSecure: boolean) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", NONCE],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    strictTransportSecurity: isSecure ? 'max-age=31536000; includeSubDomains' : false,
    referrerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    xFrameOptions: 'DENY',
  })

/** A value for the visit cookie. */
export const newVisit = (): string => randomBytes(18).toString('base64url')
