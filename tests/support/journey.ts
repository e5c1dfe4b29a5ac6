import { createServer } from 'node:net'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import type { Role } from '#kernel/roles.js'
import { listen } from '#main/listen.js'
import { expectNoAxeFaults, withAxe } from './axe.js'
import { expectFitsPhone, screenshot } from './browser.js'
import { GOOD_PASSWORD } from './sign-in.js'
import { testApp, type TestApp } from './test-app.js'
import type { TestOrganisation } from './world.js'

/** Somebody who can sign in. */
export type Traveller = Actor & { email: string }

/** Wardround on a port, with sign-in, forms and letters as in the product. */
export interface Journey {
  app: TestApp
  baseUrl: string
  world: TestApp['world']
  /** An integrated care board and trusts of its system, by their names. */
  system(board: string, ...trusts: string[]): Promise<TestOrganisation[]>
  /** A supplier. */
  supplier(name: string): Promise<TestOrganisation>
  /** Somebody with an account and these roles, who signs in with GOOD_PASSWORD. */
  person(organisation: TestOrganisation, name: string, ...roles: Role[]): Promise<Traveller>
  /** Gives the browser of a page a session of somebody; ends on Home. */
  signIn(page: Page, person: { email: string }): Promise<void>
  /** Signs somebody in by the page for it; ends on Home. */
  signInByPage(page: Page, person: { email: string }): Promise<void>
  /** Carries every event to its handlers. */
  drain(): Promise<void>
  /** Moves the clock; whoever is signed in now stays so. */
  moveClock(to: Date): Promise<void>
  close(): Promise<void>
}

/** Starts Wardround on a free port of loopback, with a database of its own. */
export const startJourney = async (): Promise<Journey> => {
  const port = await freePort()
  const baseUrl = `http://127.0.0.1:${port}`
  const app = await testApp({ signIn: 'real', environment: { BASE_URL: baseUrl } })
  const rename = async ({ id }: TestOrganisation, name: string): Promise<TestOrganisation> => {
    await app.sql('update organisations set name = $2 where id = $1', [id, name])
    return { id, name }
  }
  const fetch = withAxe(baseUrl, app.fetch)
  const server = await listen({ fetch, host: '127.0.0.1', port, behindProxy: false })
  return {
    app,
    baseUrl,
    world: app.world,
    system: async (board, ...names) => {
      const { icb, trusts } = await app.world.system(names.length)
      const named = [icb, ...trusts]
      return Promise.all(named.map((one, place) => rename(one, [board, ...names][place] ?? '')))
    },
    supplier: async (name) => rename(await app.world.organisation(name, 'supplier'), name),
    person: (organisation, name, ...roles) => addTraveller(app, organisation, name, roles),
    signIn: async (page, { email }) => {
      const address = '192.0.2.1'
      const { setCookie } = await app.signIn.signInWithPassword({
        email,
        password: GOOD_PASSWORD,
        address,
      })
      await page.context().addCookies(cookiesOf(setCookie, baseUrl))
      await page.goto(`${baseUrl}/`)
    },
    signInByPage: async (page, { email }) => {
      await page.goto(`${baseUrl}/sign-in`)
      await fill(page, { 'E-mail address': email, Password: GOOD_PASSWORD })
      await press(page, 'Sign in')
      await page.waitForURL(`${baseUrl}/`)
    },
    drain: () => app.drain(),
    moveClock: async (to) => {
      app.clock.set(to)
      await app.sql('update sign_in.sessions set created_at = $1, last_seen_at = $1', [to])
    },
    close: async () => {
      await server.close()
      await app.close()
    },
  }
}

/** Set-Cookie values as the browser takes them: of this server, until it is closed. */
const cookiesOf = (
  setCookie: readonly string[],
  url: string,
): { name: string; value: string; url: string; httpOnly: true; sameSite: 'Lax' }[] =>
  setCookie.map((cookie) => {
    const [pair = ''] = cookie.split(';')
    const place = pair.indexOf('=')
    const [name, value] = [pair.slice(0, place), pair.slice(place + 1)]
    return { name, value, url, httpOnly: true, sameSite: 'Lax' }
  })

const addTraveller = async (
  app: TestApp,
  organisation: TestOrganisation,
  name: string,
  roles: readonly Role[],
): Promise<Traveller> => {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@example.nhs.test`
  const { accountId } = await app.signIn.createAccount({
    email,
    name,
    password: GOOD_PASSWORD,
    by: 'test',
  })
  const now = app.clock.now()
  await app.sql('insert into people (id, name, email, created_at) values ($1, $2, $3, $4)', [
    accountId,
    name,
    email,
    now,
  ])
  for (const role of roles) {
    await app.sql(
      `insert into memberships (id, organisation_id, person_id, role, held_from, given_by)
       values ($1, $2, $3, $4, $5, 'test')`,
      [app.newId('mem'), organisation.id, accountId, role, now],
    )
  }
  return {
    kind: 'person',
    id: accountId,
    name,
    email,
    organisationId: organisation.id,
    organisationName: organisation.name,
    roles,
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })

/** Presses the button of this name. */
export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click()

/** Follows the link of this name. */
export const follow = (page: Page, name: string | RegExp): Promise<void> =>
  page
    .getByRole('link', { name, ...(typeof name === 'string' ? { exact: true } : {}) })
    .first()
    .click()

/** Types into fields, found by their labels. */
export const fill = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [label, value] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).fill(value)
  }
}

/** Fills the three boxes of a date field; the date is written YYYY-MM-DD. */
export const fillDate = async (page: Page, legend: string, date: string): Promise<void> => {
  const [year = '', month = '', day = ''] = date.split('-')
  const group = page.getByRole('group', { name: legend })
  await group.getByLabel('Day').fill(String(Number(day)))
  await group.getByLabel('Month').fill(String(Number(month)))
  await group.getByLabel('Year').fill(year)
}

/** Chooses an answer of a question with radios or checkboxes. */
export const choose = (page: Page, question: string, answer: string): Promise<void> =>
  page.getByRole('group', { name: question }).getByLabel(answer, { exact: true }).check()

const WIDE = { width: 1200, height: 900 }

/** Looks at a page whose scripts are off, where axe cannot run: a picture, no fault, fits a phone. */
export const lookWithoutScript = async (page: Page, name: string): Promise<void> => {
  expect(await page.title(), `A fault on ${page.url()}`).not.toContain('there is a problem')
  await screenshot(page, name)
  await expectFitsPhone(page)
  await page.setViewportSize(WIDE)
}

/** Looks at a page: axe finds nothing, a picture `name` is left, and it fits a phone. */
export const look = async (page: Page, name: string): Promise<void> => {
  await lookWithoutScript(page, name)
  await expectNoAxeFaults(page)
}
