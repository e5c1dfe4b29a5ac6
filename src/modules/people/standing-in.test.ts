import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import type { Role } from '#kernel/roles.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import type { TestOrganisation } from '../../../tests/support/world.js'
import {
  confirmRole,
  deactivatePerson,
  endArrangement,
  endDeputy,
  endRole,
  membershipsOf,
  nameDeputy,
  offerRole,
} from './index.js'
import { daysProblem, deputyProblem, standingInState } from './rules.js'
import { showPeopleWithRole } from './show-people.js'
import { showArrangement, showDeputy, showStandingIn } from './show-standing-in.js'

let app: TestApp
let trust: TestOrganisation
let board: TestOrganisation
let admin: Actor
let boardAdmin: Actor
let safety: Actor
let colleague: Actor
let outsider: Actor

beforeAll(async () => {
  app = await testApp()
  trust = await app.world.organisation('Example Practice', 'gp-practice')
  board = await app.world.organisation('Example Board', 'icb')
  admin = await app.world.person(trust, 'administrator')
  boardAdmin = await app.world.person(board, 'administrator')
  safety = await app.world.person(trust, 'clinical-safety-officer')
  colleague = await app.world.person(trust, 'staff')
  const elsewhere = await app.world.organisation('Far away')
  outsider = await app.world.person(elsewhere, 'administrator', 'clinical-safety-officer')
})
afterAll(() => app.close())

const rolesOf = async (person: Actor, at: TestOrganisation) =>
  (await app.registry.read(membershipsOf, person, { personId: person.id })).find(
    (one) => one.organisationId === at.id,
  )

const auditOf = (command: string) =>
  app.sql('select * from audit where command = $1 order by id desc', [command])

describe('a deputy', () => {
  const days = { firstDay: '2026-11-03', lastDay: '2026-11-16', reason: 'Leave.' }
  const name = (actor = safety, more: object = {}) =>
    app.registry.run(nameDeputy, actor, {
      role: 'clinical-safety-officer',
      deputyId: colleague.id,
      ...days,
      ...more,
    })

  test('holds the role from the first day to the last, on whose behalf, and ends by itself', async () => {
    const page = await app.post('/account/deputies', safety, {
      role: 'clinical-safety-officer',
      deputyId: colleague.id,
      'firstDay-day': '3',
      'firstDay-month': '11',
      'firstDay-year': '2026',
      'lastDay-day': '16',
      'lastDay-month': '11',
      'lastDay-year': '2026',
      reason: 'Leave.',
    })
    expect(page.status).toBe(303)
    expect((await rolesOf(colleague, trust))?.roles).toEqual(['staff'])
    for (const [instant, roles] of [
      ['2026-11-03T09:00:00Z', ['clinical-safety-officer', 'staff']],
      ['2026-11-16T23:00:00Z', ['clinical-safety-officer', 'staff']],
      ['2026-11-17T00:30:00Z', ['staff']],
    ] as const) {
      app.clock.set(instant)
      const held = await rolesOf(colleague, trust)
      expect([instant, held?.roles.toSorted()]).toEqual([instant, roles])
      const principal = held?.deputyFor['clinical-safety-officer']
      expect(principal).toEqual(
        roles.length === 2 ? { personId: safety.id, personName: safety.name } : undefined,
      )
    }
    app.clock.set('2026-11-04T09:00:00Z')
    const who = await app.registry.read(showPeopleWithRole, admin, {
      roles: ['clinical-safety-officer'],
    })
    expect(who.map((one) => one.name).toSorted()).toEqual([colleague.name, safety.name].toSorted())
    const list = await (await app.get('/administration/people', admin)).text()
    expect(list).toContain(`${colleague.name} stands in for ${safety.name}`)
    const [line] = await auditOf('people.name-deputy')
    expect(line).toMatchObject({ actor_id: safety.id, subject_id: colleague.id, reason: 'Leave.' })
    app.clock.set('2026-11-02T10:00:00Z')
  })

  test('is named once, by who holds the role, and is somebody else of the organisation', async () => {
    await expect(name()).rejects.toThrow(Conflict)
    await expect(name(colleague)).rejects.toThrow(NotAllowed)
    await expect(name(outsider)).rejects.toThrow(NotFound)
    await expect(name(safety, { deputyId: safety.id })).rejects.toThrow('somebody else')
    await expect(name(safety, { deputyId: outsider.id })).rejects.toThrow(NotFound)
    await expect(name({ ...safety, kind: 'key' })).rejects.toThrow('Only a person')
    const standIn: Actor = { ...colleague, roles: ['staff', 'clinical-safety-officer'] }
    await expect(name(standIn, { deputyId: admin.id })).rejects.toThrow('hold yourself')
  })

  test('ends early, and when the person they stand in for no longer holds the role', async () => {
    const second = await app.world.person(trust, 'clinical-safety-officer', 'staff')
    const { id } = await name(second, { firstDay: '2026-11-02' })
    const [first] = (await app.registry.read(showStandingIn, admin, {})).deputies
    await expect(app.registry.read(showDeputy, outsider, { id })).rejects.toThrow(NotFound)
    const end = (actor: Actor, one = id) =>
      app.registry.run(endDeputy, actor, { id: one, reason: 'Back early.' })
    await expect(end(outsider)).rejects.toThrow(NotFound)
    expect((await rolesOf(colleague, trust))?.deputyFor).toMatchObject({
      'clinical-safety-officer': { personId: second.id },
    })
    await app.registry.run(endRole, admin, { personId: second.id, role: 'clinical-safety-officer' })
    expect((await rolesOf(colleague, trust))?.roles).toEqual(['staff'])
    await end(admin)
    await expect(end(admin)).rejects.toThrow(Conflict)
    const other = await app.world.person(trust, 'technical-lead')
    await expect(end(other, first?.id)).rejects.toThrow(NotAllowed)
  })
})

describe('a role held elsewhere', () => {
  let shared: Actor
  beforeAll(async () => {
    shared = await app.world.person(board, 'clinical-safety-officer', 'executive-sponsor')
  })
  const offer = (actor = boardAdmin, more: object = {}) =>
    app.registry.run(offerRole, actor, {
      hostId: trust.id,
      role: 'clinical-safety-officer',
      personId: shared.id,
      basis: 'Shared service agreement of 1 October 2026.',
      firstDay: '2026-11-02',
      lastDay: '2027-03-31',
      ...more,
    })

  test('is confirmed by both, gives that role there and no other, and is ended by either', async () => {
    const { id } = await offer()
    expect(await rolesOf(shared, trust)).toBeUndefined()
    await expect(app.registry.run(confirmRole, boardAdmin, { id })).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(confirmRole, safety, { id })).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(confirmRole, outsider, { id })).rejects.toThrow(NotFound)
    await expect(app.registry.read(showArrangement, outsider, { id })).rejects.toThrow(NotFound)
    expect(await (await app.get('/', admin)).text()).toContain('Read and confirm')
    const path = `/administration/roles-held-elsewhere/${id}`
    expect(await (await app.get(`${path}/confirm`, admin)).text()).toContain('Shared service')
    expect((await app.post(`${path}/confirm`, admin, {})).status).toBe(303)
    expect(await rolesOf(shared, trust)).toMatchObject({
      roles: ['clinical-safety-officer'],
      deputyFor: {},
    })
    const there: Actor = {
      ...shared,
      organisationId: trust.id,
      organisationName: trust.name,
      roles: ['clinical-safety-officer'],
    }
    expect((await app.get('/administration/people', there)).status).toBe(403)
    await expect(
      app.registry.run(nameDeputy, there, {
        role: 'clinical-safety-officer',
        deputyId: colleague.id,
        firstDay: '2026-11-02',
        lastDay: '2026-11-03',
        reason: 'Leave.',
      }),
    ).rejects.toThrow(NotFound)
    for (const actor of [admin, boardAdmin]) {
      const html = await (await app.get('/administration/roles-held-elsewhere', actor)).text()
      expect(html).toContain(shared.name)
      expect(html).toContain('Holds')
    }
    const confirmed = await auditOf('people.confirm-role')
    expect(confirmed[0]).toMatchObject({ organisation_id: trust.id, subject_id: shared.id })
    expect((await app.post(`${path}/end`, admin, { reason: 'We have our own now.' })).status).toBe(
      303,
    )
    expect(await rolesOf(shared, trust)).toBeUndefined()
    await expect(
      app.registry.run(endArrangement, boardAdmin, { id, reason: 'Too late.' }),
    ).rejects.toThrow(Conflict)
  })

  test('is declined by the host, and offered again', async () => {
    await expect(offer()).rejects.toThrow(Conflict)
    const other = { role: 'executive-sponsor' }
    const { id } = await offer(boardAdmin, other)
    await app.registry.run(endArrangement, admin, { id, reason: 'Not needed.' })
    await expect(app.registry.run(confirmRole, admin, { id })).rejects.toThrow(Conflict)
    expect(await rolesOf(shared, trust)).toBeUndefined()
  })

  test('is offered by an administrator, of their own people, for a role that can be', async () => {
    await expect(offer(shared)).rejects.toThrow(NotAllowed)
    await expect(offer(boardAdmin, { personId: safety.id })).rejects.toThrow(NotFound)
    await expect(offer(boardAdmin, { role: 'administrator' })).rejects.toThrow(Invalid)
    await expect(offer(boardAdmin, { hostId: board.id })).rejects.toThrow('another organisation')
    await expect(offer(boardAdmin, { lastDay: '2030-01-01' })).rejects.toThrow('within 24 months')
  })

  test('ends when the person leaves the organisation that lends them', async () => {
    const lent = await app.world.person(board, 'technical-lead')
    const { id } = await offer(boardAdmin, { personId: lent.id, role: 'technical-lead' })
    await app.registry.run(confirmRole, admin, { id })
    expect((await rolesOf(lent, trust))?.roles).toEqual(['technical-lead'])
    await app.registry.run(deactivatePerson, boardAdmin, { personId: lent.id })
    expect(await rolesOf(lent, trust)).toBeUndefined()
  })
})

describe('the rules', () => {
  const today = '2026-11-02'
  test.each([
    ['deputy', today, '2027-05-02', null],
    ['deputy', today, '2027-05-03', 'lastDay'],
    ['deputy', '2026-11-01', '2026-11-03', 'firstDay'],
    ['deputy', '2026-11-03', '2026-11-02', 'lastDay'],
    ['arrangement', today, '2028-11-02', null],
    ['arrangement', today, '2028-11-03', 'lastDay'],
  ] as const)('%s from %s to %s', (kind, firstDay, lastDay, field) => {
    expect(daysProblem(kind, { firstDay, lastDay }, today)?.field ?? null).toBe(field)
  })

  const principal = { id: 'p', roles: ['analyst'] as Role[] }
  test.each([
    ['another member', { id: 'd', name: 'D', roles: ['staff'] as Role[] }, null],
    ['oneself', { id: 'p', name: 'P', roles: ['staff'] as Role[] }, 'deputyId'],
    ['a leaver', { id: 'd', name: 'D', roles: [] as Role[] }, 'deputyId'],
    ['who holds it already', { id: 'd', name: 'D', roles: ['analyst'] as Role[] }, 'deputyId'],
  ])('as a deputy: %s', (_name, deputy, field) => {
    expect(deputyProblem('analyst', principal, deputy)?.field ?? null).toBe(field)
    expect(deputyProblem('technical-lead', principal, deputy)?.field).toBe('role')
  })

  const on = { firstDay: '2026-11-01', lastDay: '2026-11-30', endedAt: null }
  test.each([
    [on, 'Holds'],
    [{ ...on, confirmedAt: null }, 'To confirm'],
    [{ ...on, confirmedAt: new Date() }, 'Holds'],
    [{ ...on, firstDay: '2026-11-03' }, 'To come'],
    [{ ...on, lastDay: '2026-11-01' }, 'Over'],
    [{ ...on, endedAt: new Date() }, 'Ended'],
  ])('%o is %s', (one, state) => expect(standingInState(one, today)).toBe(state))
})
