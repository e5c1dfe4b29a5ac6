import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict } from '#kernel/errors.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { confirmSuccession, recordSuccession } from '#modules/organisations/index.js'
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

describe('an organisation that is followed', () => {
  test('passes the administration of what ended, once, and nothing before its day or of what goes on', async () => {
    const heir = await app.world.organisation('Heir Trust')
    const operator = await app.world.person(heir, 'operator')
    const itsAdministrator = await app.world.person(heir, 'administrator')
    const roles = (organisation: { id: string }) =>
      app.sql<{ role: string }>(
        `select role from memberships where organisation_id = $1 and person_id = $2 and held_until is null`,
        [organisation.id, itsAdministrator.id],
      )
    const follow = async (kind: string, effective: string) => {
      const before = await app.world.organisation(`Ended by ${kind} ${effective}`)
      await app.registry.run(recordSuccession, operator, {
        predecessorId: before.id,
        successor: heir.id,
        kind,
        effective,
        source: 'Example order 2026',
      })
      const pair = { predecessorId: before.id, successorId: heir.id }
      const confirm = () => app.registry.run(confirmSuccession, itsAdministrator, pair)
      return { before, confirm }
    }
    const merged = await follow('merger', '2026-11-02')
    await merged.confirm()
    await app.drain()
    expect(await roles(merged.before)).toEqual([{ role: 'administrator' }])
    const [event] = await app.sql<{ id: string }>(
      `select id from events where name = 'succession.confirmed' order by id desc limit 1`,
    )
    await app.deliver({
      eventId: event?.id ?? '',
      handler: 'people.take-over-administration',
    })
    expect(await roles(merged.before)).toHaveLength(1)
    const lines = await app.sql(
      `select reason from audit where command = 'people.take-over-administration' and organisation_id = $1`,
      [merged.before.id],
    )
    expect(lines).toHaveLength(1)

    const split = await follow('split', '2026-11-02')
    await split.confirm()
    await app.drain()
    expect(await roles(split.before)).toEqual([])
    const later = await follow('merger', '2099-01-01')
    await expect(later.confirm()).rejects.toThrow(Conflict)
  })
})
