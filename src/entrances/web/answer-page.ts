import { createElement } from 'react'
import { checkAllowed } from '#kernel/actor.js'
import { NotAllowed, NotFound, NotSignedIn } from '#kernel/errors.js'
import type {
  Download,
  FormState,
  PageAnswer,
  PageContent,
  PageDescription,
  Redirect,
} from '#kernel/declare/page.js'
import { downloadResponse } from '../download-response.js'
import { checkCsrf } from './csrf.js'
import { flashCookie, noFlashCookie, readFlash } from './flash.js'
import { ProblemBody, webProblem, type WebProblem } from './problem.js'
import { postedForm } from './once-a-form.js'
import { readForm } from './read-form.js'
import { renderInShell } from './shell.js'
import { type Kept, typedIn } from './typed-words.js'
import { asNobody, openVisit, type PageRequestParts, type Visit } from './visit.js'
import { NO_ADDRESS, type WebOptions } from './web.js'

const FRESH: FormState = { values: {}, errors: [] }

/** Answers a request for a page: who it is, whether they may, the handler, and one translation of errors. */
export const answerPage = async (
  options: WebOptions,
  description: PageDescription,
  parts: PageRequestParts,
): Promise<Response> => {
  const visit = await openVisit(options, description, parts)
  try {
    if (visit.unknown) throw visit.unknown.fault
    checkAllowed(visit.who.actor, description.allow)
    if (parts.request.method === 'POST') return await answerPost(visit)
    takeTurn(visit)
    return await respond(visit, await getPage(visit, FRESH))
  } catch (thrown) {
    return respondProblem(visit, thrown)
  }
}

// Somebody signed in is known, and limited by what they may do; where no address is known, nothing listens.
const takeTurn = ({ options, who, parts }: Visit): void => {
  if (who.actor.kind === 'public' && parts.address !== NO_ADDRESS) options.takeTurn(parts.address)
}

const getPage = async (visit: Visit, form: FormState): Promise<PageAnswer> => {
  if (visit.description.get) return visit.description.get(visit.context, form)
  throw new NotFound('This address only takes a form.')
}

const answerPost = async (visit: Visit): Promise<Response> => {
  const { description, context } = visit
  const body = await visit.readBody()
  const { csrf, once: _, ...values } = body.values
  checkCsrf(context.csrf, csrf, visit.visitCookie !== undefined)
  try {
    takeTurn(visit)
    if (!description.post) throw new NotFound('This page takes no form.')
    if (!description.everyPostCounts) visit.posted = postedForm(context.url, body)
    const answer = await description.post(context, { values, files: body.files })
    return await respond(visit, visit.posted?.wasDone() ? sayDone(answer) : answer)
  } catch (thrown) {
    const problem = webProblem(thrown)
    const redraw = [409, 413, 422, 429].includes(problem.status) && description.get
    if (!redraw) throw thrown
    const answer = await getPage(visit, { values, errors: problem.problems })
    if (!('body' in answer)) throw thrown
    return retryAfter(await respond(visit, { ...answer, status: problem.status }, true), problem)
  }
}

const DONE_BEFORE = 'This had been sent before, so it was not done again.'

const sayDone = (answer: PageAnswer): PageAnswer =>
  'redirect' in answer
    ? { ...answer, flash: answer.flash ? `${answer.flash} ${DONE_BEFORE}` : DONE_BEFORE }
    : answer

const respond = async (visit: Visit, answer: PageAnswer, hasErrors = false): Promise<Response> => {
  if ('redirect' in answer) return redirectTo(visit, answer)
  if ('download' in answer) return sendDownload(visit, answer)
  return sendPage(visit, answer, hasErrors)
}

const sendPage = async (
  visit: Visit,
  content: PageContent,
  hasErrors: boolean,
): Promise<Response> => {
  const { options, who, context } = visit
  const flash = readFlash(visit.parts.request)
  const html = await renderInShell(content, {
    modules: options.modules,
    assets: options.assets,
    isExample: options.isExample,
    context,
    who,
    flash,
    hasErrors,
  })
  const headers = headersOf(visit, flash ? [noFlashCookie()] : [])
  headers.set('content-type', 'text/html; charset=utf-8')
  headers.set('cache-control', 'no-store')
  return new Response(html, { status: content.status ?? 200, headers })
}

const redirectTo = (visit: Visit, answer: Redirect): Response => {
  const flash = answer.flash ? [flashCookie(answer.flash, visit.options.isSecure)] : []
  const headers = headersOf(visit, [...flash, ...(answer.setCookies ?? [])])
  headers.set('location', answer.redirect)
  return new Response(null, { status: 303, headers })
}

const sendDownload = (visit: Visit, answer: Download): Response => {
  const response = downloadResponse(answer)
  for (const [name, value] of headersOf(visit, answer.setCookies ?? []))
    response.headers.append(name, value)
  return response
}

const respondProblem = async (visit: Visit, thrown: unknown): Promise<Response> => {
  if (thrown instanceof NotSignedIn && visit.parts.request.method === 'GET') {
    return redirectTo(visit, { redirect: `/sign-in?next=${encodeURIComponent(visit.context.url)}` })
  }
  // Home says what is to do first: to name the first organisation, or to be invited.
  if (thrown instanceof NotAllowed && holdsNoRole(visit))
    return redirectTo(visit, { redirect: '/' })
  const refused = webProblem(thrown)
  // Who looks after the installation reads of faults, and of what does not answer or has no room.
  if (refused.status >= 500) visit.options.onFault(thrown, visit.parts.request)
  const comesAgain = refused.wait !== undefined && visit.description.get !== undefined
  const problem = {
    ...refused,
    ...(await keptOf(visit, thrown)),
    ...(comesAgain ? { againAt: visit.context.url } : {}),
  }
  const body = createElement(ProblemBody, { problem })
  const content = { title: problem.heading, body, status: problem.status }
  // What stands around a page may be what cannot be read; around one for nobody nothing is asked.
  const page = await sendPage(visit, content, false).catch(() =>
    sendPage(asNobody(visit), content, false),
  )
  return retryAfter(page, problem)
}

const holdsNoRole = ({ who: { actor }, parts }: Visit): boolean =>
  actor.kind === 'person' && actor.roles.length === 0 && parts.request.method === 'GET'

const retryAfter = (response: Response, { wait }: WebProblem): Response => {
  if (wait !== undefined) response.headers.set('retry-after', String(wait))
  return response
}

// A page of somebody else must not show its own words in ours.
const isFromElsewhere = ({ headers }: Request): boolean =>
  ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')

const keptOf = async (visit: Visit, thrown: unknown): Promise<Kept> => {
  const { parts, description, context } = visit
  if (parts.request.method !== 'POST' || isFromElsewhere(parts.request)) return {}
  const isSignedOut = thrown instanceof NotSignedIn
  // A stranger's body is read up to the size of a plain form only.
  const read = isSignedOut || visit.unknown ? readForm(parts.request) : visit.readBody()
  const typed = await read.then(
    ({ values }) => typedIn(values),
    () => [],
  )
  if (!isSignedOut) return { typed }
  const next = description.get ? context.url : '/'
  return { typed, signInAt: `/sign-in?next=${encodeURIComponent(next)}` }
}

const headersOf = (visit: Visit, cookies: readonly string[]): Headers => {
  const headers = new Headers()
  if (visit.visitCookie) headers.append('set-cookie', visit.visitCookie)
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return headers
}
