import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor, type Actor } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import type { TestOrganisation } from '../../../tests/support/world.js'
import { findPeople } from './find-people.js'
import { helpSignIn } from './help-sign-in.js'
import { deactivatePerson, endRole, giveRole, invitePerson, withdrawInvitation } from './index.js'
import { nameFirstOrganisation } from './name-first-organisation.js'
import { openInvitations, showPerson } from './show-people.js'

let app: TestApp
let trust: TestOrganisation
let other: TestOrganisation
let admin: Actor
let staff: Actor
let outsider: Actor

beforeAll(async () => {
  app = await testApp()
  trust = await app.world.organisation('Example Trust')
  other = await app.world.organisation('Other Trust')
  admin = await app.world.person(trust, 'administrator')
  staff = await app.world.person(trust, 'staff')
  outsider = await app.world.person(other, 'administrator')
})
afterAll(() => app.close())

const invited = { name: 'New Person', email: 'new@example.org', roles: ['staff'] }
const auditOf = (command: string) =>
  app.sql('select * from audit where command = $1 order by id desc', [command])

describe('inviting', () => {
  test('a member of staff may not', async () => {
    await expect(app.registry.run(invitePerson, staff, invited)).rejects.toThrow(NotAllowed)
    expect((await app.get('/administration/invitations', staff)).status).toBe(403)
  })

  test('the history says so without the secret, and another organisation sees nothing', async () => {
    const made = await app.registry.run(invitePerson, admin, invited)
    const [line] = await auditOf('people.invite-person')
    expect(line).toMatchObject({ organisation_id: trust.id, actor_id: admin.id })
    expect(JSON.stringify(line)).not.toContain(made.token)
    expect(await app.registry.read(openInvitations, outsider, {})).toEqual([])
    const elsewhere = { invitationId: made.id }
    await expect(app.registry.run(withdrawInvitation, outsider, elsewhere)).rejects.toThrow(
      Conflict,
    )
  })

  test('a second invitation to an address takes the place of the first', async () => {
    await app.registry.run(invitePerson, admin, { ...invited, name: 'Again' })
    const open = await app.registry.read(openInvitations, admin, {})
    expect(open.map((one) => one.name)).toEqual(['Again'])
  })

  test.each([
    ['operator', 'Only an operator'],
    ['system-ai-lead', 'integrated care board'],
  ])('an administrator of a trust cannot make anybody %s', async (role, words) => {
    const run = app.registry.run(invitePerson, admin, { ...invited, roles: [role] })
    await expect(run).rejects.toThrow(words)
  })

  test('errors keep what was typed', async () => {
    const response = await app.post('/administration/invitations/new', admin, {
      name: 'Kept Name',
      email: 'not an address',
    })
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(html).toContain('Enter an e-mail address in the correct format')
    expect(html).toContain('Choose at least one role.')
    expect(html).toContain('value="Kept Name"')
  })

  test('administrators are reminded of one that is about to run out', async () => {
    const module = app.modules.find((one) => one.name === 'people')
    const doors = app.registry.doorsFor(admin)
    const itemsOn = (now: Date) =>
      module?.homeItems?.({ ...doors, actor: admin, now } as Parameters<
        NonNullable<typeof module.homeItems>
      >[0])
    const now = app.clock.now()
    expect(await itemsOn(now)).toEqual([])
    const soon = new Date(now.getTime() + 6 * 86_400_000)
    expect(await itemsOn(soon)).toMatchObject([{ href: '/administration/invitations' }])
  })
})

describe('roles', () => {
  test('given and ended by an administrator only, and both stand in the history', async () => {
    const change = { personId: staff.id, role: 'analyst' }
    await expect(app.registry.run(giveRole, staff, change)).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(giveRole, outsider, change)).rejects.toThrow(NotFound)
    await app.registry.run(giveRole, admin, change)
    await expect(app.registry.run(giveRole, admin, change)).rejects.toThrow('already')
    await expect(app.registry.run(endRole, staff, change)).rejects.toThrow(NotAllowed)
    await app.registry.run(endRole, admin, change)
    await expect(app.registry.run(endRole, admin, change)).rejects.toThrow(Conflict)
    for (const command of ['people.give-role', 'people.end-role']) {
      expect((await auditOf(command))[0]).toMatchObject({
        subject_id: staff.id,
        organisation_id: trust.id,
      })
    }
    await expect(app.registry.read(showPerson, outsider, { personId: staff.id })).rejects.toThrow(
      NotFound,
    )
  })

  test('the list is searched, narrowed by role and paged', async () => {
    const found = await app.registry.read(findPeople, admin, { role: 'staff' })
    expect(found.rows.map((row) => row.id)).toEqual([staff.id])
    expect((await app.registry.read(findPeople, admin, { text: '100%' })).rows).toEqual([])
    const crowd = await app.world.organisation('Crowded Trust')
    const boss = await app.world.person(crowd, 'administrator')
    for (let place = 0; place < 55; place += 1) await app.world.person(crowd, 'staff', 'analyst')
    const first = await app.registry.read(findPeople, boss, {})
    const second = await app.registry.read(findPeople, boss, { cursor: first.next ?? '' })
    const names = new Set([...first.rows, ...second.rows].map((row) => row.id))
    expect([first.rows.length, second.rows.length, names.size, second.next]).toEqual([
      50,
      6,
      56,
      null,
    ])
    const html = await (await app.get('/administration/people', boss)).text()
    expect(html).toContain('Next page')
  })

  test('the last administrator stays, also when two go at the same moment', async () => {
    const alone = await app.world.organisation('Small Trust')
    const one = await app.world.person(alone, 'administrator', 'staff')
    const leaving = app.registry.run(deactivatePerson, one, { personId: one.id })
    await expect(leaving).rejects.toThrow('last administrator')
    const two = await app.world.person(alone, 'administrator', 'staff')
    const ends = await Promise.allSettled(
      [one, two].map((actor) =>
        app.registry.run(endRole, actor, { personId: actor.id, role: 'administrator' }),
      ),
    )
    expect(ends.map((end) => end.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const left = await app.sql(
      `select person_id from memberships
       where organisation_id = $1 and role = 'administrator' and held_until is null`,
      [alone.id],
    )
    expect(left).toHaveLength(1)
  })

  test('the only role is not ended but the person leaves, and the successor stays', async () => {
    const leaver = await app.world.person(trust, 'deployment-owner')
    const owner = await app.world.person(trust, 'deployment-owner')
    const only = { personId: leaver.id, role: 'deployment-owner' }
    await expect(app.registry.run(endRole, admin, only)).rejects.toThrow('leaving')
    const toSelf = { personId: leaver.id, handOverTo: leaver.id }
    await expect(app.registry.run(deactivatePerson, admin, toSelf)).rejects.toThrow(Invalid)
    const toOutsider = { personId: leaver.id, handOverTo: outsider.id }
    await expect(app.registry.run(deactivatePerson, admin, toOutsider)).rejects.toThrow(NotFound)
    await expect(app.registry.run(deactivatePerson, staff, only)).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(deactivatePerson, outsider, only)).rejects.toThrow(NotFound)
    const left = await app.registry.run(deactivatePerson, admin, {
      personId: leaver.id,
      handOverTo: owner.id,
    })
    expect(left).toMatchObject({ accountClosed: true })
    const [event] = await app.sql(`select payload from events where name = 'person.left'`)
    expect(event?.['payload']).toMatchObject({ personId: leaver.id, handedOverTo: owner.id })
    expect((await auditOf('people.deactivate-person'))[0]).toMatchObject({ subject_id: leaver.id })
    await app.drain()
  })
})

describe('what only some may do', () => {
  test('nobody gives a password link to themselves, staff give none', async () => {
    const own = { personId: admin.id, help: 'password-link' }
    await expect(app.registry.run(helpSignIn, admin, own)).rejects.toThrow('your account page')
    await expect(app.registry.run(helpSignIn, staff, own)).rejects.toThrow(NotAllowed)
    const operator = await app.world.person(trust, 'operator')
    const theirs = { personId: operator.id, help: 'password-link' }
    await expect(app.registry.run(helpSignIn, admin, theirs)).rejects.toThrow('another operator')
  })

  test('nobody names a first organisation once somebody holds a role', async () => {
    const actor: Actor = { ...staff, id: 'acc_new', roles: [] }
    const input = { organisationId: trust.id, name: 'New', email: 'newcomer@example.org' }
    const named = app.registry.run(nameFirstOrganisation, actor, input)
    await expect(named).rejects.toThrow('has been named')
  })

  test('a job may invite, in the organisation it acts for', async () => {
    const job = systemActor('demo', other)
    const made = await app.registry.run(invitePerson, job, { ...invited, email: 'job@example.org' })
    expect(made.organisationName).toBe(other.name)
  })
})

describe('the page of API keys', () => {
  test('offers what routes take, shows a key once and lists it by how it begins', async () => {
    const form = await (await app.get('/administration/api-keys/new', admin)).text()
    expect(form).toContain('Read products')
    const lastDay = /<option value="(\d{4}-\d\d-\d\d)"/.exec(form)?.[1] ?? ''
    const typed = { name: 'Export', role: 'analyst', scopes: 'products:read', lastDay }
    const made = await (await app.post('/administration/api-keys/new', admin, typed)).text()
    const key = /value="(wr_[^"]+)"/.exec(made)?.[1] ?? 'none'
    const list = await (await app.get('/administration/api-keys', admin)).text()
    expect(list).toContain(`<code>${key.slice(0, 11)}…</code>`)
    expect(list).not.toContain(key)
    const bad = await app.post('/administration/api-keys/new', admin, { name: 'Kept' })
    expect(bad.status).toBe(422)
    expect(await bad.text()).toContain('Choose at least one thing the key may do.')
    expect((await app.get('/administration/api-keys', staff)).status).toBe(403)
  })
})
