import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { z } from 'zod'
import { checkAllowed, type Actor } from '#kernel/actor.js'
import type { Download, ModuleDescription, RouteDescription } from '#kernel/describe.js'
import { Invalid, LimitReached, NotAllowed, NotFound, NotSignedIn } from '#kernel/errors.js'
import type { NewId } from '#kernel/ids.js'
import type { Doors } from '#kernel/operation.js'
import type { Clock } from '#kernel/time.js'
import { downloadResponse } from '../download-response.js'
import { problemResponse, problemSchema } from './problem-details.js'

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

type Route = RouteDescription<unknown, unknown, unknown, unknown>

const LARGEST_BODY = 1024 * 1024

/** The REST entrance below `/api`: every route the modules declare, and the OpenAPI 3.1 that describes them. */
export const apiEntrance = (options: ApiOptions): OpenAPIHono => {
  const app = new OpenAPIHono({
    defaultHook: (result) => {
      if (!result.success) throw invalidOf(result.error)
    },
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
  })
  app.onError((thrown, c) => {
    const response = problemResponse(thrown)
    if (response.status === 500) options.onFault(thrown, c.req.raw)
    return response
  })
  const limiter = new RateLimiterMemory({ points: options.requestsPerMinute, duration: 60 })
  for (const description of options.modules.flatMap((module) => module.routes ?? [])) {
    mount(app, description, options, limiter)
  }
  app.get('/openapi.json', (c) => c.json(openApiOf(app)))
  // Not notFound(): Hono forgets that of an app which is mounted in another.
  app.all('*', () =>
    problemResponse(new NotFound('There is nothing at this address. See /api/openapi.json.')),
  )
  return app
}

/** The OpenAPI 3.1 document of an API entrance. */
const openApiOf = (app: OpenAPIHono): object =>
  app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Wardround',
      version: '1',
      description:
        'The shared register, pathway and monitor for AI in health and care. Refusals are RFC 9457 problem details with a stable code.',
      license: { name: 'Apache-2.0' },
    },
    servers: [{ url: '/api' }],
  })

const mount = (
  app: OpenAPIHono,
  route: Route,
  options: ApiOptions,
  limiter: RateLimiterMemory,
): void => {
  const declared = declare(route)
  app.use(`/v1${honoPath(route.path)}`, limitBody(route))
  // Whoever may not is told so before anything they sent is looked at.
  const known = new WeakMap<Request, Actor>()
  const checkCaller = createMiddleware(async (c, next) => {
    const actor = await options.identifyKey(c.req.raw)
    await takeTurn(limiter, actor)
    checkScope(actor, route.scope)
    checkAllowed(actor, route.allow)
    known.set(c.req.raw, actor)
    await next()
  })
  app.openapi({ ...declared, middleware: [checkCaller] }, async (c) => {
    const actor = known.get(c.req.raw)
    if (!actor) throw new NotSignedIn('Send an API key in the header Authorization: Bearer wr_….')
    const idempotencyKey = idempotencyKeyOf(c.req.raw, route)
    const given = {
      params: parsed(route.params, c.req.param()),
      query: parsed(route.query, c.req.query()),
      body: route.body ? parsed(route.body, await jsonOf(c.req.raw)) : undefined,
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
    if (route.fileAnswer) return downloadResponse(answer as Download) as never
    return c.json(z.encode(route.answer, answer) as never, route.status ?? 200)
  })
}

/** Refuses a body that is too large: by its told length, which the server holds a sender to, or as it comes. */
const limitBody = (route: Route): MiddlewareHandler => {
  const maxSize = route.rawBody?.largest ?? LARGEST_BODY
  const onError = (): Response => problemResponse(tooLarge(route))
  const asItComes = bodyLimit({ maxSize, onError })
  return async (c, next) => {
    const { headers } = c.req.raw
    const told = headers.get('content-length')
    // Asking for the stream of a body, as `bodyLimit` does, costs more than reading the body.
    if (told === null || headers.has('transfer-encoding')) return asItComes(c, next)
    return Number(told) > maxSize ? onError() : next()
  }
}

const declare = (route: Route) =>
  createRoute({
    method: route.method,
    path: `/v1${route.path}`,
    summary: route.summary,
    tags: [route.tag],
    security: [{ apiKey: [route.scope] }],
    description: `Needs the scope \`${route.scope}\`.`,
    request: {
      ...(route.params ? { params: route.params as never } : {}),
      ...(route.query ? { query: route.query as never } : {}),
      ...(route.method === 'get' ? {} : { headers: IDEMPOTENCY_HEADER }),
    },
    responses: {
      [route.status ?? 200]: {
        description: 'Done',
        content: contentOf(route),
      },
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    },
    ...bodyDocumentation(route),
  })

const contentOf = ({ answer, fileAnswer }: Route) => {
  if (!fileAnswer) return { 'application/json': { schema: answer as never } }
  const { contentType, description } = fileAnswer
  return { [contentType]: { schema: { type: 'string' as const, format: 'binary', description } } }
}

const IDEMPOTENCY_HEADER = z.object({
  'idempotency-key': z
    .string()
    .max(200)
    .optional()
    .meta({ description: 'The same key makes the same write happen once.' }),
})

// The body is documented here and parsed by the handler, so that its refusals are ours.
const bodyDocumentation = (route: Route): object => {
  if (route.body) {
    const schema = z.toJSONSchema(route.body, {
      io: 'input',
      unrepresentable: 'any',
      target: 'draft-2020-12',
    })
    return { requestBody: { required: true, content: { 'application/json': { schema } } } }
  }
  if (!route.rawBody) return {}
  const { description, contentTypes } = route.rawBody
  const content = Object.fromEntries(
    contentTypes.map((type) => [type, { schema: { type: 'string' } }]),
  )
  return { requestBody: { required: true, description, content } }
}

const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

const parsed = (schema: z.ZodType | undefined, value: unknown): unknown => {
  if (!schema) return undefined
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw invalidOf(result.error)
}

const invalidOf = (error: {
  issues: readonly { path: readonly PropertyKey[]; message: string }[]
}): Invalid =>
  new Invalid(
    error.issues.map((issue) => {
      const field = issue.path.map(String).join('.')
      return field ? { field, message: issue.message } : { message: issue.message }
    }),
  )

const jsonOf = async (request: Request): Promise<unknown> => {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw new Invalid('Send JSON with the header Content-Type: application/json.')
  }
  return request.json().catch(() => {
    throw new Invalid('The body is not valid JSON.')
  })
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
  new LimitReached(
    `The body is too large: at most ${Math.floor((route.rawBody?.largest ?? LARGEST_BODY) / 1024)} KB.`,
  )
