import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '#kernel/actor.js'
import { GOOD_PASSWORD } from '../../../tests/support/sign-in.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { newVisitor } from '../../../tests/support/visitor.js'
import { membershipsOf } from './index.js'

let app: TestApp
let trust: { id: string; name: string }

beforeAll(async () => {
  app = await testApp({ signIn: 'real' })
  trust = await app.world.organisation('Example Riverside Trust')
})
afterAll(() => app.close())

const pathOf = async (): Promise<string> =>
  new URL((await app.signIn.makeFirstLink({ by: 'test' })).url).pathname

const typed = { name: 'First Person', email: 'First@Example.org', password: GOOD_PASSWORD }

describe('the first account', () => {
  test('a link more than an hour old says how to get another', async () => {
    const path = await pathOf()
    app.clock.advance(61 * 60_000)
    const response = await newVisitor(app).get(path)
    expect(response.status).toBe(410)
    const words = (await response.text()).replaceAll(/<[^>]*>/g, '')
    expect(words).toContain('run npx wardround first-link on the server')
  })

  test('a weak password is refused in plain words and only the password is lost', async () => {
    const path = await pathOf()
    const response = await newVisitor(app).post(path, { ...typed, password: 'password1234' })
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(html).toContain('known to attackers')
    expect(html).toContain('value="First Person"')
    expect(html).not.toContain('password1234')
    expect(html).toMatch(/autocomplete="new-password"/i)
  })

  test('it names its organisation, holds both roles there, and the link works once', async () => {
    const path = await pathOf()
    const first = newVisitor(app)
    expect(await first.open('/sign-in')).toContain('Nobody has an account yet.')
    const created = await first.post(path, typed)
    expect(created.headers.get('location')).toBe('/first-organisation')
    expect((await newVisitor(app).get(path)).status).toBe(410)
    expect(await newVisitor(app).open('/sign-in')).toContain('There is no open registration.')
    await expect(app.signIn.makeFirstLink({ by: 'test' })).rejects.toThrow('has been created')

    // Somebody who closed the browser here is brought back to the second step.
    const again = newVisitor(app)
    const back = await again.post('/sign-in', { email: typed.email, password: GOOD_PASSWORD })
    expect(back.headers.get('location')).toBe('/first-organisation')

    expect((await first.get('/')).headers.get('location')).toBe('/first-organisation')

    // A page opened before that step leads to it.
    expect((await first.get('/register')).headers.get('location')).toBe('/')

    const none = await first.open('/first-organisation?q=nowhere')
    expect(none).not.toContain('nearest')
    const found = await first.open('/first-organisation?q=riverside')
    expect(found).toContain(trust.name)
    expect(found).toMatch(/<input[^>]*type="radio"[^>]* checked=""/)
    const unsaid = await first.post('/first-organisation', {}, '/first-organisation?q=riverside')
    expect(unsaid.status).toBe(422)
    expect(await unsaid.text()).toContain('Choose your organisation.')
    const named = await first.post('/first-organisation', {
      organisationId: trust.id,
      q: 'riverside',
    })
    expect(named.headers.get('location')).toBe('/')
    expect((await first.get('/')).status).toBe(200)
    const [person] = await app.sql<{ id: string }>('select id from people')
    const held = await app.registry.read(membershipsOf, systemActor('test'), {
      personId: person?.id,
    })
    expect(held).toMatchObject([{ organisationId: trust.id, roles: ['administrator', 'operator'] }])
    const [line] = await app.sql(`select * from audit where command like 'people.name-first%'`)
    expect(line).toMatchObject({ organisation_id: trust.id, actor_name: 'First Person' })

    const html = await first.open('/administration')
    expect(html).toContain('First administrators')
    expect((await again.get('/first-organisation')).headers.get('location')).toBe(
      '/account/organisation',
    )
  })
})

describe('an organisation that no national file lists', () => {
  test('is added by the holder of the first account, who then answers for it and for no other', async () => {
    const fresh = await testApp({ signIn: 'real' })
    try {
      const taken = await fresh.world.organisation('Example Valley Trust')
      const path = new URL((await fresh.signIn.makeFirstLink({ by: 'test' })).url).pathname
      const first = newVisitor(fresh)
      await first.post(path, typed)
      const at = '/first-organisation?q=federation'
      expect(await first.open(at)).toContain('It is not in the list')
      const add = (values: object) =>
        first.post('/first-organisation', { add: 'yes', q: 'federation', ...values }, at)
      const unsaid = await add({ name: 'Example Hill Federation' })
      expect(unsaid.status).toBe(422)
      const redrawn = await unsaid.text()
      expect(redrawn).toContain('Choose what kind of organisation it is.')
      expect(redrawn).toContain('value="Example Hill Federation"')
      const listed = await add({ name: taken.name.toUpperCase(), kind: 'trust' })
      expect(listed.status).toBe(409)
      const named = await add({
        name: 'Example Hill Federation',
        kind: 'other-nhs',
        odsCode: ' x9z ',
      })
      expect(named.headers.get('location')).toBe('/')
      const [own] = await fresh.sql<{ id: string; kind: string }>(
        `select id, kind, ods_code from organisations where name = 'Example Hill Federation'`,
      )
      expect(own).toMatchObject({ kind: 'other-nhs', ods_code: 'X9Z' })
      const held = await fresh.sql<{ organisation_id: string }>(
        'select organisation_id from memberships',
      )
      expect(new Set(held.map((one) => one.organisation_id))).toEqual(new Set([own?.id]))
      expect(held.map((one) => one.organisation_id)).not.toContain(taken.id)
      // Afterwards only an operator adds one, on a page of their own.
      const more = { name: 'Example Dale Hospice', kind: 'other-nhs', odsCode: '' }
      const another = await first.post('/register/organisations/new', more)
      expect(another.headers.get('location')).toMatch(/^\/register\/organisations\/org_/)
      const late = { add: 'yes', name: 'Example Moor Federation', kind: 'other-nhs' }
      const refused = await first.post('/first-organisation', late, '/account/organisation')
      expect(refused.status).toBe(409)
    } finally {
      await fresh.close()
    }
  })
})
