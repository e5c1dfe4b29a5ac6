import { newVisitor, type Visitor } from '../support/visitor.js'
import { GOOD_PASSWORD } from '../support/sign-in.js'
import type { ServerProcess } from './server-process.js'

/** The e-mail address of the first account. */
export const FIRST_EMAIL = 'first@example.nhs.test'

/** Somebody with a browser without script, on a server in another process. */
export const visitorOf = (server: ServerProcess): Visitor =>
  newVisitor({
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url)
      const body = request.method === 'POST' ? await request.text() : null
      return fetch(new URL(`${pathname}${search}`, server.url), {
        method: request.method,
        headers: request.headers,
        body,
        redirect: 'manual',
      })
    },
  })

/** Opens the first account by its link, as a newcomer does, and names an organisation. */
export const openFirstAccount = async (server: ServerProcess): Promise<Visitor> => {
  const visitor = visitorOf(server)
  const account = { name: 'First Person', email: FIRST_EMAIL, password: GOOD_PASSWORD }
  await redirected(await visitor.post(`/first-account/${server.firstToken}`, account))
  const found = await visitor.open('/first-organisation?q=Barts')
  const organisationId = /name="organisationId"[^>]*value="([^"]+)"/.exec(found)?.[1] ?? ''
  const from = '/first-organisation?q=Barts'
  await redirected(await visitor.post('/first-organisation', { organisationId }, from))
  return visitor
}

const redirected = async (response: Response): Promise<void> => {
  if (response.status < 300 || response.status > 399) {
    throw new Error(`Expected a redirect, got ${response.status}: ${await response.text()}`)
  }
}
