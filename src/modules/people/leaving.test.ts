import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import type { TestOrganisation } from '../../../tests/support/world.js'

let app: TestApp
let trust: TestOrganisation
let admin: Actor
let leaver: Actor
let successor: Actor

beforeAll(async () => {
  app = await testApp()
  trust = await app.world.organisation('Example Trust')
  admin = await app.world.person(trust, 'administrator')
  leaver = await app.world.person(trust, 'deployment-owner')
  successor = await app.world.person(trust, 'deployment-owner')
})
afterAll(() => app.close())

const putForward = (title: string) =>
  app.post('/register/opportunities/new', leaver, {
    title,
    problem: 'Letters wait for days before anybody reads them.',
    isClinical: 'no',
  })

describe('a leaver who owns records', () => {
  test('hands them over, twice delivered and once done', async () => {
    expect((await putForward('Sort letters')).status).toBe(303)
    const path = `/administration/people/${leaver.id}/leave`
    const asked = await (await app.get(path, admin)).text()
    expect(asked).toContain('Sort letters')
    expect(asked).toContain('owns 1 record')
    const unsaid = await app.post(path, admin, {})
    expect(unsaid.status).toBe(422)
    expect(await unsaid.text()).toContain('Choose who takes the records over.')

    const left = await app.post(path, admin, { handOverTo: successor.id })
    expect(left.headers.get('location')).toBe('/administration/people')
    await app.drain()
    const owners = () => app.sql('select owner_id, revision from opportunities')
    const after = await owners()
    expect(after).toEqual([{ owner_id: successor.id, revision: 2 }])
    const [event] = await app.sql<{ id: string }>(
      `select id from events where name = 'person.left'`,
    )
    const handler = 'opportunities.take-over-records'
    await app.deliver({ eventId: event?.id ?? '', handler })
    expect(await owners()).toEqual(after)
    const [line] = await app.sql(`select * from audit where command = 'opportunities.take-over'`)
    expect(line).toMatchObject({
      organisation_id: trust.id,
      before: { ownerId: leaver.id },
      after: { ownerId: successor.id },
    })
  })
})
