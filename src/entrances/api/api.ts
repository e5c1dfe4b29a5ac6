import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import type { MiddlewareHandler } from 'hono'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { z } from 'zod'
import { checkAllowed, type Actor } from '#kernel/actor.js'
import type { ModuleDescription } from '#kernel/declare/module.js'
import type { Download } from '#kernel/declare/page.js'
import { Invalid, LimitReached, NotAllowed, NotFound, TooLarge } from '#kernel/errors.js'
import type { NewId } from '#kernel/ids.js'
import type { Doors } from '#kernel/operation.js'
import { parseInput, parseStrictly } from '#kernel/parse-input.js'
import type { Clock } from '#kernel/time.js'
import { downloadResponse } from '../download-response.js'
import { declare, openApiOf, type Route } from './open-api.js'
import { refuse } from './problem-details.js'

/** What the API entrance needs. */
export interface ApiOptions {
  modules: readonly ModuleDescription[]
  doorsFor: (actor: Actor, options: { idempotencyKey?: string }) => Doors
  /** The actor of an API key. Throws NotSignedIn for none or one that is not valid. */
  identifyKey: (request: Request) => Promise<Actor>
  clock: Clock
  newId: NewId
  /** Requests an API key may make in a minute. */
  requestsPerMinute: number
  onFault: (fault: unknown, request: Request) => void
}

const LARGEST_BODY = 1024 * 1024

/** The REST entrance below `/api`: every route the modules declare, and the OpenAPI 3.1 that describes them. */
export const apiEntrance = (options: ApiOptions): OpenAPIHono => {
  const app = new OpenAPIHono()
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
  })
  const asked = new WeakMap<Request, Route>()
  app.onError((thrown, c) => {
    const response = refuse(thrown, c.req.raw, asked.get(c.req.raw) ?? {})
    // Who looks after the installation reads of faults, and of what does not answer or has no room.
    if (response.status >= 500) options.onFault(thrown, c.req.raw)
    return response
  })
  const limiter = new RateLimiterMemory({ points: options.requestsPerMinute, duration: 60 })
  for (const description of options.modules.flatMap((module) => module.routes ?? [])) {
    mount(app, description, options, limiter, asked)
  }
  app.get('/openapi.json', (c) => c.json(openApiOf(app)))
  // Not `notFound`: an app that is mounted below another is not asked.
  app.all('*', () => {
    throw new NotFound('There is nothing at this address for this method. See /api/openapi.json.')
  })
  return app
}

const mount = (
  app: OpenAPIHono,
  route: Route,
  options: ApiOptions,
  limiter: RateLimiterMemory,
  asked: WeakMap<Request, Route>,
): void => {
  const path = `/v1${honoPath(route.path)}`
  app.openAPIRegistry.registerPath(declare(route))
  app.use(path, limitBody(route))
  app.on(route.method, path, async (c) => {
    asked.set(c.req.raw, route)
    // Whoever may not is told so before anything they sent is looked at.
    const actor = await options.identifyKey(c.req.raw)
    await takeTurn(limiter, actor)
    checkScope(actor, route.scope)
    checkAllowed(actor, route.allow)
    const idempotencyKey = idempotencyKeyOf(c.req.raw, route)
    const given = {
      params: route.params && parseInput(route.params, c.req.param()),
      query: route.query && parseInput(route.query, c.req.query()),
      body: route.body && parseStrictly(route.body, await jsonOf(c.req.raw)),
    }
    const answer = await route.handle(
      {
        ...options.doorsFor(actor, idempotencyKey ? { idempotencyKey } : {}),
        actor,
        now: options.clock.now(),
        newId: options.newId,
        request: c.req.raw,
      },
      given,
    )
    if (isFile(route, answer)) return downloadResponse(answer)
    return c.json(z.encode(route.answer, answer) as never, route.status ?? 200)
  })
}

/** Refuses a body that is too large: by its told length, which the server holds a sender to, or as it comes. */
const limitBody = (route: Route): MiddlewareHandler => {
  const maxSize = route.rawBody?.largest ?? LARGEST_BODY
  const refused = (request: Request): Response => refuse(tooLarge(route), request, route)
  const asItComes = bodyLimit({ maxSize, onError: (c) => refused(c.req.raw) })
  return async (c, next) => {
    const { headers } = c.req.raw
    const told = headers.get('content-length')
    // Asking for the stream of a body, as `bodyLimit` does, costs more than reading the body.
    if (told === null || headers.has('transfer-encoding')) return asItComes(c, next)
    return Number(told) > maxSize ? refused(c.req.raw) : next()
  }
}

const isFile = (route: Route, answer: unknown): answer is Download =>
  route.fileAnswer !== undefined ||
  (route.otherAnswers !== undefined &&
    typeof answer === 'object' &&
    answer !== null &&
    'download' in answer)

const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

const utf8 = new TextDecoder('utf-8', { fatal: true })

const jsonOf = async (request: Request): Promise<unknown> => {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw new Invalid('Send JSON with the header Content-Type: application/json.')
  }
  const bytes = await request.arrayBuffer()
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    throw new Invalid('The body is not valid JSON in UTF-8.')
  }
}

const checkScope = (actor: Actor, scope: string): void => {
  if (actor.scopes?.includes(scope)) return
  throw new NotAllowed(`This API key lacks the scope ${scope}. Make a key that has it.`)
}

const idempotencyKeyOf = (request: Request, route: Route): string | undefined => {
  if (route.method === 'get') return undefined
  const key = request.headers.get('idempotency-key') ?? undefined
  if (key !== undefined && !/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new Invalid([
      { field: 'idempotency-key', message: 'An idempotency key is 1 to 200 printable characters.' },
    ])
  }
  return key
}

const takeTurn = async (limiter: RateLimiterMemory, actor: Actor): Promise<void> => {
  try {
    await limiter.consume(actor.id)
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    throw new LimitReached(
      'Too many requests with this API key.',
      Math.ceil(refused.msBeforeNext / 1000),
    )
  }
}

const tooLarge = (route: Route): LimitReached =>
  new TooLarge(
    `The body is too large: at most ${Math.floor((route.rawBody?.largest ?? LARGEST_BODY) / 1024 / 1024)} MB.`,
  )
