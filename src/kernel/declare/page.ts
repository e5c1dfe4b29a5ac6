import type { ReactNode } from 'react'
import type { Actor, Allow } from '../actor.js'
import type { Problem } from '../errors.js'
import type { NewId } from '../ids.js'
import type { Doors } from '../operation.js'
import type { Subject } from './subject.js'

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
  /** Most bytes the file of its form may have: what a post that is too large is told, for people send files. */
  largestFile?: number
  /** For what must take effect whenever it is asked for, such as a pause: sent twice, it is asked twice. */
  everyPostCounts?: true
}

/** Declares a page. */
export const page = (description: PageDescription): PageDescription => description
