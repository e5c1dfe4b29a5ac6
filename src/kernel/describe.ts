import type { ReactElement, ReactNode } from 'react'
import type { z } from 'zod'
import type { Actor, Allow } from './actor.js'
import type { EventContract } from './events/event.js'
import type { ErrorCode, Problem } from './errors.js'
import type { Doors, Operation } from './operation.js'
import type { NewId } from './ids.js'

/** A file given in a form, already bounded in size by the entrance. */
export interface UploadedFile {
  name: string
  type: string
  bytes: Uint8Array
}

/** A form as posted; repeated fields are lists. */
export interface FormBody {
  values: Readonly<Record<string, string | string[]>>
  files: Readonly<Record<string, UploadedFile>>
}

/** What a form shows when it is drawn again: the person's own values and what is wrong. */
export interface FormState {
  values: Readonly<Record<string, string | string[]>>
  errors: readonly Problem[]
}

/** What a page handler is given. */
export interface PageContext extends Doors {
  actor: Actor
  now: Date
  newId: NewId
  /** From the path, such as `:id`. */
  params: Readonly<Record<string, string>>
  /** From the address after `?`; the first value of each name. */
  query: Readonly<Record<string, string>>
  /** All values of one name after `?`. */
  queryAll: (name: string) => readonly string[]
  /** Put into every form as a hidden field called `csrf`. */
  csrf: string
  /** Of this drawing of the page: its forms carry it, so that one posted twice does its work once. */
  once: string
  /** For the rare inline script. */
  nonce: string
  /** Path and query of the request, for links back. */
  url: string
  /** Network address the request comes from; limits on guessing use it. */
  address: string
  request: Request
  /** The address of a built script by its plain name, such as `summarise.js`. */
  script: (name: string) => string
  /** True in the worked example. */
  isExample: boolean
}

/** A record a page is about; modules above add tabs, banners and panels to it. */
export interface Subject {
  kind: 'deployment' | 'product' | 'organisation' | 'opportunity'
  id: string
}

/** A page to show inside the shell; without a subject the body brings its own h1. */
export interface PageContent {
  title: string
  body: ReactNode
  /** Which entry of the navigation is marked. */
  nav?: string
  breadcrumbs?: readonly { text: string; href: string }[]
  /** With a subject the shell adds its head, banners and tabs, and the body starts below them. */
  subject?: Subject
  /** Label of the tab that is open. */
  tab?: string
  status?: number
  /** Public pages say it: not for urgent help. */
  publicPage?: boolean
}

/** Go somewhere else after a form; `flash` is shown once on the next page. */
export interface Redirect {
  redirect: string
  flash?: string
  setCookies?: readonly string[]
}

/** A file or feed to send as it is. */
export interface Download {
  download: string | Uint8Array | ReadableStream<Uint8Array>
  type: string
  fileName?: string
  status?: number
  setCookies?: readonly string[]
}

/** What a page handler may answer. */
export type PageAnswer = PageContent | Redirect | Download

/** A page or form, as data. A refused post is drawn again by `get` with the values and errors. */
export interface PageDescription {
  path: string
  allow: Allow
  get?: (context: PageContext, form: FormState) => Promise<PageAnswer>
  post?: (context: PageContext, body: FormBody) => Promise<PageAnswer>
  /** Most bytes a post may have; 256 KB unless said. */
  largestBody?: number
  /** For what must take effect whenever it is asked for, such as a pause: sent twice, it is asked twice. */
  everyPostCounts?: true
}

/** Declares a page. */
export const page = (description: PageDescription): PageDescription => description

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

/** What a command-line verb is given. */
export interface VerbContext extends Doors {
  actor: Actor
  now: Date
  newId: NewId
  /** Values of the declared arguments and options, by name. */
  options: Readonly<Record<string, string | string[] | boolean | undefined>>
  /** A line for people on standard error; silent with --json. */
  progress: (line: string) => void
}

/** What a verb answers: data for --json, lines for people, and the exit code where it is not 0. */
export interface VerbAnswer {
  json: unknown
  text: string
  exitCode?: number
}

/** A command-line verb, as data. */
export interface VerbDescription {
  noun: string
  /** Absent for verbs of one word such as `summarise`. */
  verb?: string
  summary: string
  arguments?: readonly { name: string; description: string; optional?: boolean; many?: boolean }[]
  options?: readonly { flags: string; description: string; many?: boolean; required?: boolean }[]
  /** Whole lines that the help shows after the options. */
  examples?: readonly string[]
  /** `nothing` runs without a server or a database; `organisation` needs --organisation. */
  needs: 'nothing' | 'registry' | 'organisation'
  /** An argument that holds a deployment's id; without --organisation its organisation is acted for. */
  organisationOf?: string
  run(context: VerbContext): Promise<VerbAnswer>
}

/** Declares a command-line verb. */
export const verb = (description: VerbDescription): VerbDescription => description

/** A reaction to an event: run at least once, so its command must do nothing the second time. */
export interface Subscriber<Payload = unknown> {
  name: string
  on: EventContract<Payload>
  handle(context: HandlerContext, payload: Payload, eventId: string): Promise<void>
}

/** What handlers and clock jobs are given; `as` enters one organisation as `system:<job>`. */
export interface HandlerContext extends Doors {
  now: Date
  newId: NewId
  as: (organisation: { id: string; name: string }) => Doors
  /** Doors that record that this event was handled in the command's own transaction. */
  once: (organisation: { id: string; name: string } | null) => Doors
}

/** Declares a reaction. */
export const subscriber = <Payload>(description: Subscriber<Payload>): Subscriber => description

/** Work done by the clock. */
export interface ClockJob {
  name: string
  everyMinutes: number
  run(context: HandlerContext): Promise<void>
}

/** One thing that waits for the person on Home; lower urgency numbers come first. */
export interface HomeItem {
  urgency: number
  tag: { word: string; tone: 'neutral' | 'green' | 'yellow' | 'red' | 'blue' | 'orange' }
  title: string
  detail?: string
  due?: Date
  href: string
  action: string
}

/** Part of a page about a subject that another module draws. */
export interface Panel {
  of: Subject['kind']
  order: number
  column: 'main' | 'side'
  allow: Allow
  render: (context: PageContext, id: string) => Promise<ReactElement | null>
}

/** A line shown on every page about a subject, such as an exception or an open alert. */
export interface BannerSource {
  of: Subject['kind']
  banners(context: PageContext, id: string): Promise<readonly Banner[]>
}

/** A banner: a word, a sentence and where to read more. */
export interface Banner {
  tone: 'yellow' | 'red' | 'blue'
  word: string
  sentence: string
  href?: string
}

/** What stands above the tabs on every page about a subject: heading, stage track, next action. */
export interface SubjectHead {
  of: Subject['kind']
  head(
    context: PageContext,
    id: string,
  ): Promise<{
    title: string
    breadcrumbs: readonly { text: string; href: string }[]
    element: ReactNode
    /** False where the record is another organisation's, whose own tabs are then left out. */
    isOwn?: boolean
  }>
}

/** A tab of a page about a subject. */
export interface Tab {
  of: Subject['kind']
  label: string
  order: number
  /** With `:id` for the subject. */
  path: string
  allow: Allow
  /** True for what nobody but the organisation of the record reads. */
  ownOnly?: boolean
}

/** A section of an organisation's public page. */
export interface PublicSection {
  order: number
  render(context: PageContext, organisationId: string): Promise<ReactElement | null>
}

/** Everything a module offers; `main` lists the modules and the entrances interpret them. */
export interface ModuleDescription {
  name: string
  rank: number
  operations?: readonly Operation<never, unknown>[]
  pages?: readonly PageDescription[]
  routes?: readonly AnyRoute[]
  subscribers?: readonly Subscriber[]
  clockJobs?: readonly ClockJob[]
  heads?: readonly SubjectHead[]
  tabs?: readonly Tab[]
  panels?: readonly Panel[]
  banners?: readonly BannerSource[]
  publicSections?: readonly PublicSection[]
  navigation?: readonly { label: string; href: string; order: number; allow: Allow }[]
  homeItems?: (context: PageContext) => Promise<readonly HomeItem[]>
}

/** Declares a module. */
export const moduleOf = (description: ModuleDescription): ModuleDescription => description

/** Forgets the input type of operations so that a list can hold them. */
export const operations = (
  ...list: readonly { readonly name: string; readonly kind: 'command' | 'query' }[]
): readonly Operation<never, unknown>[] => list as unknown as readonly Operation<never, unknown>[]
