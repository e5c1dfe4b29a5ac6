import type { z } from 'zod'
import type { Actor, Allow } from '../actor.js'
import type { ErrorCode } from '../errors.js'
import type { NewId } from '../ids.js'
import type { Doors } from '../operation.js'
import type { Download } from './page.js'

/** What an API handler is given. */
export interface RouteContext extends Doors {
  actor: Actor
  now: Date
  newId: NewId
  request: Request
}

/**
 * A zod schema by what it gives. Comparing whole schemas with each other took the type checker a
 * third of all its time.
 */
export interface Gives<Output> {
  readonly _zod: { readonly output: Output }
}

/** A request that was refused: the stable code of the error, `fault` for none of the eight, and its sentence. */
export interface RefusedRequest {
  code: ErrorCode | 'fault'
  message: string
  /** Seconds after which it may be sent again, where that helps. */
  retryAfter: number | undefined
}

/** How a protocol says that it refuses. */
export interface Refusal {
  body: string | Uint8Array<ArrayBuffer>
  type: string
  /** Where the protocol asks for another than ours. */
  status?: number
}

/** One REST operation below `/api/v1`, as it is declared. */
export interface RouteDeclaration<Params, Query, Body, Answer> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Braces for parameters: `/deployments/{id}`. */
  path: string
  summary: string
  tag: string
  allow: Allow
  /** Scope an API key needs, `noun:read` or `noun:write`. */
  scope: string
  params?: Gives<Params>
  query?: Gives<Query>
  body?: Gives<Body>
  /** For bodies that are not JSON: the handler reads the request itself. */
  rawBody?: { contentTypes: readonly string[]; description: string; largest: number }
  answer: Gives<Answer>
  /** For an answer that is a file: the handler answers a `Download` of this type. */
  fileAnswer?: { contentType: string; description: string }
  /** For an answer that is also given as a file where that is asked for: a `Download` of one of these. */
  otherAnswers?: readonly { contentType: string; description: string }[]
  status?: 200 | 201 | 202
  /** For a protocol that has a form of its own for refusals, instead of problem details. */
  refusal?: (refused: RefusedRequest, request: Request) => Refusal
  handle(
    context: RouteContext,
    given: { params: Params; query: Query; body: Body },
  ): Promise<Answer | Download>
}

/** One REST operation, as data. */
export interface RouteDescription<Params, Query, Body, Answer> extends RouteDeclaration<
  Params,
  Query,
  Body,
  Answer
> {
  params?: z.ZodType<Params>
  query?: z.ZodType<Query>
  body?: z.ZodType<Body>
  answer: z.ZodType<Answer>
}

/** A route with its types forgotten, as lists hold it. */
export type AnyRoute = RouteDescription<never, never, never, unknown>

/** Declares a REST operation. */
export const route = <Params = undefined, Query = undefined, Body = undefined, Answer = unknown>(
  description: RouteDeclaration<Params, Query, Body, Answer>,
): AnyRoute => description as unknown as AnyRoute
