import { publicActor } from '#kernel/actor.js'
import type { FormBody, PageContext, PageDescription } from '#kernel/declare/page.js'
import { csrfToken, VISIT_COOKIE } from './csrf.js'
import { readCookie } from './flash.js'
import type { Identified } from './identified.js'
import { newOnce, type PostedForm } from './once-a-form.js'
import { readForm } from './read-form.js'
import { newVisit, type WebOptions } from './web.js'

/** One request for one page. */
export interface PageRequestParts {
  request: Request
  params: Record<string, string>
  nonce: string
  address: string
}

/** What is known of a request while its page is answered. */
export interface Visit {
  options: WebOptions
  description: PageDescription
  parts: PageRequestParts
  who: Identified
  /** Set where it cannot be found out just now who asks: what stood in the way. Nobody is taken for them. */
  unknown: { fault: unknown } | undefined
  context: PageContext
  /** The form that was posted, read once. */
  readBody: () => Promise<FormBody>
  /** What tells the post apart, once it is read. */
  posted: PostedForm | undefined
  /** The cookie to set when this visitor is new. */
  visitCookie: string | undefined
}

const NOBODY: Identified = { actor: publicActor, sessionKey: null, organisations: [] }

/** Finds out who asks, and puts together what a page is given. */
export const openVisit = async (
  options: WebOptions,
  description: PageDescription,
  parts: PageRequestParts,
): Promise<Visit> => {
  const found = await options.identify(parts.request).then(
    (who) => ({ who, unknown: undefined }),
    (fault: unknown) => ({ who: NOBODY, unknown: { fault } }),
  )
  const { who } = found
  const earlier = readCookie(parts.request, VISIT_COOKIE)
  const visitKey = who.sessionKey ?? earlier ?? newVisit()
  const isNew = !who.sessionKey && !earlier
  const url = new URL(parts.request.url)
  const context: PageContext = {
    ...options.doorsFor(who.actor, () => visit.posted?.next() ?? {}),
    actor: who.actor,
    now: options.clock.now(),
    newId: options.newId,
    params: parts.params,
    query: Object.fromEntries([...url.searchParams].toReversed()),
    queryAll: (name) => url.searchParams.getAll(name),
    csrf: csrfToken(options.secret, visitKey),
    once: newOnce(),
    nonce: parts.nonce,
    address: parts.address,
    url: `${url.pathname}${url.search}`,
    request: parts.request,
    script: (name) => `/assets/${options.manifest[name] ?? name}`,
    isExample: options.isExample,
  }
  const visitCookie = isNew
    ? `${VISIT_COOKIE}=${visitKey}; Path=/; HttpOnly; SameSite=Lax${options.isSecure ? '; Secure' : ''}`
    : undefined
  let body: Promise<FormBody> | undefined
  const readBody = () =>
    (body ??= readForm(parts.request, description.largestBody, description.largestFile))
  const visit: Visit = {
    options,
    description,
    parts,
    ...found,
    context,
    readBody,
    visitCookie,
    posted: undefined,
  }
  return visit
}

/** The same for nobody: nothing is asked for what stands around the page. */
export const asNobody = (visit: Visit): Visit => ({
  ...visit,
  who: NOBODY,
  context: {
    ...visit.context,
    ...visit.options.doorsFor(publicActor, () => ({})),
    actor: publicActor,
  },
})
