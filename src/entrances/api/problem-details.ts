import { z } from '@hono/zod-openapi'
import type { AnyRoute } from '#kernel/declare/route.js'
import {
  Conflict,
  DomainError,
  Invalid,
  LimitReached,
  TooLarge,
  Unmet,
  type ErrorCode,
} from '#kernel/errors.js'
import { translateLostDatabase } from '#kernel/lost-database.js'

/** A refusal as RFC 9457 problem details, with our stable code and, where there are any, the problems. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    problems: z.array(z.object({ field: z.string().optional(), message: z.string() })).optional(),
    unmet: z
      .array(z.object({ requirement: z.string(), name: z.string(), sentence: z.string() }))
      .optional(),
    current: z.record(z.string(), z.unknown()).optional(),
  })
  .openapi('Problem')

/** Problem details. */
export type ProblemDetails = Omit<z.infer<typeof problemSchema>, 'code'> & {
  code: ErrorCode | 'fault'
}

const STATUS: Readonly<Record<ErrorCode, { status: number; title: string }>> = {
  not_found: { status: 404, title: 'Not found' },
  not_allowed: { status: 403, title: 'Not allowed' },
  not_signed_in: { status: 401, title: 'A valid API key is needed' },
  invalid: { status: 422, title: 'Invalid' },
  conflict: { status: 409, title: 'Conflict' },
  unmet: { status: 409, title: 'Requirements unmet' },
  limit_reached: { status: 429, title: 'Limit reached' },
  unavailable: { status: 503, title: 'Unavailable' },
}

// The same limit, reached by one thing: HTTP has a word of its own for it (RFC 9110, 15.5.14).
const TOO_LARGE = { status: 413, title: 'Too large' }

/** Translates whatever was thrown; a fault is a bare 500. */
const problemDetails = (fault: unknown): ProblemDetails => {
  const thrown = translateLostDatabase(fault)
  if (!(thrown instanceof DomainError)) {
    return {
      type: 'about:blank',
      title: 'Sorry, there is a problem',
      status: 500,
      code: 'fault',
      detail: 'Something went wrong here. Send writes again with the same Idempotency-Key.',
    }
  }
  const { status, title } = thrown instanceof TooLarge ? TOO_LARGE : STATUS[thrown.code]
  return {
    type: `urn:wardround:problem:${thrown.code.replaceAll('_', '-')}`,
    title,
    status,
    code: thrown.code,
    detail: thrown.message,
    ...(thrown instanceof Invalid ? { problems: [...thrown.problems] } : {}),
    ...(thrown instanceof Unmet ? { unmet: [...thrown.unmet] } : {}),
    ...(thrown instanceof Conflict && thrown.current ? { current: { ...thrown.current } } : {}),
  }
}

const problemResponse = (thrown: unknown): Response => {
  const problem = problemDetails(thrown)
  const headers = new Headers({ 'content-type': 'application/problem+json' })
  if (problem.status === 401) headers.set('www-authenticate', 'Bearer')
  if (thrown instanceof LimitReached && thrown.retryAfter)
    headers.set('retry-after', String(thrown.retryAfter))
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}

/** The refusal as a response, in the form of the route's protocol where it has one. */
export const refuse = (
  thrown: unknown,
  request: Request,
  { refusal }: Pick<AnyRoute, 'refusal'>,
): Response => {
  const problem = problemResponse(thrown)
  if (!refusal) return problem
  const { code, detail: message } = problemDetails(thrown)
  const retryAfter = thrown instanceof LimitReached ? thrown.retryAfter : undefined
  const { body, type, status } = refusal({ code, message, retryAfter }, request)
  const headers = new Headers(problem.headers)
  headers.set('content-type', type)
  return new Response(body, { status: status ?? problem.status, headers })
}
