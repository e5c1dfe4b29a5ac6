import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isAllowed, publicActor, type Actor } from '#kernel/actor.js'
import { ROLES } from '#kernel/roles.js'
import { arrowsOf, listedArrows } from '#main/subscriptions.js'
import { testApp, type TestApp } from './support/test-app.js'

// So many doors take longer than one test usually may.
const EVERY_DOOR = 240_000

// Every role × every page, route, command and query: who is not named in `allow` is refused at the
// door and again by the operation; who is named gets past both.

let app: TestApp
let actors: readonly Actor[] = []

beforeAll(async () => {
  app = await testApp()
  const trust = await app.world.organisation('Example Trust')
  actors = [
    publicActor,
    { ...publicActor, kind: 'person', id: 'acc_nowhere', name: 'Nobody yet' },
    ...(await Promise.all(ROLES.map((role) => app.world.person(trust, role)))),
  ]
})
afterAll(async () => {
  // Made-up ids and bodies may reach code that a person never reaches; a fault is still a failure.
  await app.close()
})

const fill = (path: string): string =>
  path.replaceAll(/[:{](\w+)\}?/g, 'dep_00000000000000000000000000')

const describeActor = (actor: Actor): string => actor.roles[0] ?? actor.kind

describe('who may do what', () => {
  test('there is something to check', () => {
    expect(app.modules.flatMap((module) => module.operations ?? []).length).toBeGreaterThan(20)
  })

  test('an address that leads nowhere is answered as a page, and to machines as a problem', async () => {
    const page = await app.get('/no/such/page', publicActor)
    expect(page.status).toBe(404)
    expect(await page.text()).toContain('<main')
    const problem = await app.api('GET', '/no/such/thing', publicActor)
    expect(problem.status).toBe(404)
    expect(problem.headers.get('content-type')).toContain('application/problem+json')
  })

  test('every arrow from an event to a handler is on the one page that lists them', () => {
    expect(arrowsOf(app.modules)).toEqual(listedArrows())
  })

  test(
    'commands and queries refuse every role they do not name',
    { timeout: EVERY_DOOR },
    async () => {
      for (const operation of app.modules.flatMap((module) => module.operations ?? [])) {
        for (const actor of actors.filter((one) => !isAllowed(one, operation.allow))) {
          const act = operation.kind === 'command' ? app.registry.run : app.registry.read
          const outcome = await act(operation, actor, { nothing: 'of the kind' }).then(
            () => 'done',
            (refusal: { code?: string }) => refusal.code ?? 'fault',
          )
          const refused = outcome === 'not_allowed' || outcome === 'not_signed_in'
          expect(refused, `${operation.name} as ${describeActor(actor)}: ${outcome}`).toBe(true)
        }
      }
    },
  )

  test(
    'pages refuse every role they do not name; a stranger is sent to sign in, who holds no role Home',
    { timeout: EVERY_DOOR },
    async () => {
      for (const page of app.modules.flatMap((module) => module.pages ?? [])) {
        if (!page.get || page.path === '*') continue
        const opened = actors.map(async (actor) => {
          const response = await app.get(fill(page.path), actor)
          const about = `GET ${page.path} as ${describeActor(actor)}: ${response.status}`
          if (isAllowed(actor, page.allow)) expect(response.status, about).not.toBe(500)
          else if (actor.kind === 'public')
            expect(response.headers.get('location'), about).toContain('/sign-in')
          else if (actor.kind === 'person' && actor.roles.length === 0)
            expect([response.status, response.headers.get('location')], about).toEqual([303, '/'])
          else expect(response.status, about).toBe(403)
        })
        await Promise.all(opened)
      }
    },
  )

  test('forms refuse every role they do not name', { timeout: EVERY_DOOR }, async () => {
    for (const page of app.modules.flatMap((module) => module.pages ?? [])) {
      if (!page.post) continue
      for (const actor of actors.filter((one) => !isAllowed(one, page.allow))) {
        const response = await app.post(fill(page.path), actor, { nothing: 'of the kind' })
        const about = `POST ${page.path} as ${describeActor(actor)}: ${response.status}`
        expect([401, 403], about).toContain(response.status)
      }
    }
  })

  test('forms without their token are refused', async () => {
    for (const page of app.modules.flatMap((module) => module.pages ?? [])) {
      if (!page.post) continue
      const actor = actors.find((one) => isAllowed(one, page.allow))
      const response = await app.post(fill(page.path), actor, {
        csrf: 'not the token',
        nothing: 'x',
      })
      expect(response.status, `POST ${page.path}`).toBe(403)
    }
  })

  test('REST refuses every role and scope it does not name', { timeout: EVERY_DOOR }, async () => {
    for (const route of app.modules.flatMap((module) => module.routes ?? [])) {
      for (const actor of actors.filter((one) => one.kind === 'person')) {
        const call = (as: Actor) =>
          app.api(
            route.method.toUpperCase(),
            fill(route.path),
            as,
            route.method === 'get' ? undefined : {},
          )
        const about = `${route.method} ${route.path} as ${describeActor(actor)}`
        if (isAllowed(actor, route.allow)) {
          expect((await call({ ...actor, scopes: [] })).status, `${about} without the scope`).toBe(
            403,
          )
        } else {
          expect((await call(actor)).status, about).toBe(403)
        }
      }
    }
  })
})
