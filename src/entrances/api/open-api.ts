import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import type { RouteDescription } from '#kernel/declare/route.js'
import { problemSchema } from './problem-details.js'

/** A route as this entrance reads it. */
export type Route = RouteDescription<unknown, unknown, unknown, unknown>

/** The OpenAPI 3.1 document of an API entrance. */
export const openApiOf = (app: OpenAPIHono): object =>
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

/** A route as the document describes it; its refusals and its body are this entrance's own. */
export const declare = (route: Route) =>
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

const contentOf = ({ answer, fileAnswer, otherAnswers = [] }: Route) => ({
  ...(fileAnswer ? {} : { 'application/json': { schema: answer as never } }),
  ...Object.fromEntries(
    (fileAnswer ? [fileAnswer] : otherAnswers).map(({ contentType, description }) => [
      contentType,
      { schema: { type: 'string' as const, format: 'binary', description } },
    ]),
  ),
})

const IDEMPOTENCY_HEADER = z.object({
  'idempotency-key': z.string().max(200).optional().meta({
    description: 'The same key makes the same write happen once; it is known for a week.',
  }),
})

// The body is documented here and parsed by the handler, so that its refusals are ours.
const bodyDocumentation = (route: Route): object => {
  if (route.body) {
    const schema = z.toJSONSchema(route.body, {
      io: 'input',
      unrepresentable: 'any',
      target: 'draft-2020-12',
      override: ({ zodSchema, jsonSchema }) => {
        // The API refuses what a body does not name, see `parseStrictly`.
        if (zodSchema._zod.def.type === 'object') jsonSchema.additionalProperties ??= false
      },
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
