import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Invalid, NotAllowed } from '#kernel/errors.js'
import type { Doors } from '#kernel/operation.js'
import { registerDeployment } from '#modules/deployments/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import { listHazards } from '../list-hazards.js'
import { importHazards, proposeImport } from './import-hazards.js'
import { lookAtLog } from './look-at-log.js'

let app: TestApp
let officer: Actor
let staff: Actor
let partner: Actor
let log: { deploymentId: string }

beforeAll(async () => {
  app = await testApp()
  const trust = await app.world.organisation('Example Trust')
  const owner = await app.world.person(trust, 'deployment-owner')
  officer = await app.world.person(trust, 'clinical-safety-officer')
  staff = await app.world.person(trust, 'staff')
  partner = await app.world.person(await app.world.organisation('Other'), 'clinical-safety-officer')
  const { id: productId } = await app.registry.run(registerProduct, owner, { name: 'Reader' })
  const made = await app.registry.run(registerDeployment, owner, {
    productId,
    useCase: { title: 'Referrals' },
  })
  log = { deploymentId: made.id }
})
afterAll(() => app.close())

const bytes = new TextEncoder().encode('Ref,Name\n1,Wrong patient\n2,Late answer')

const hazards = async () => (await app.registry.read(listHazards, officer, { log })).rows

test('a log is read for whoever may bring it in, before they do, and once', async () => {
  const asked: string[] = []
  const doors = app.registry.doorsFor(officer)
  const read: Doors['read'] = (query, input) => {
    asked.push(query.name)
    return doors.read(query, input)
  }
  const file = await lookAtLog({ read }, log, bytes)
  expect(asked).toEqual(['hazards.check-may-import'])
  expect(JSON.parse(JSON.stringify(file))).toEqual({
    digest: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  const { fresh } = await app.registry.read(proposeImport, officer, { log, file })
  expect(fresh.map((one) => one.content.name)).toEqual(['Wrong patient', 'Late answer'])
})

test('it is not read for whoever may not bring it in', async () => {
  const damaged = new TextEncoder().encode('PK damaged')
  for (const who of [staff, partner]) {
    // A file that was read would be refused as Invalid.
    await expect(lookAtLog(app.registry.doorsFor(who), log, damaged)).rejects.not.toThrow(Invalid)
  }
})

test('only what was read is brought in', async () => {
  const forged = { table: { kind: 'csv', heading: ['Ref', 'Name'], rows: [] }, bytes }
  const given = { log, file: forged }
  await expect(app.registry.run(importHazards, officer, given)).rejects.toThrow(Invalid)
  await expect(app.registry.read(proposeImport, officer, given)).rejects.toThrow(Invalid)
})

test('a role that ended while it was read brings nothing in', async () => {
  const file = await lookAtLog(app.registry.doorsFor(officer), log, bytes)
  await app.sql('update memberships set held_until = now() where person_id = $1', [officer.id])
  await expect(app.registry.run(importHazards, officer, { log, file })).rejects.toThrow(NotAllowed)
  await app.sql('update memberships set held_until = null where person_id = $1', [officer.id])
  expect(await hazards()).toEqual([])
  await app.registry.run(importHazards, officer, { log, file })
  expect(await hazards()).toHaveLength(2)
})

test('a log that was downloaded here is here already, and another log’s H-1 is another hazard', async () => {
  const csv = (name: string) => new TextEncoder().encode(`Hazard number,Hazard name\nH-1,${name}`)
  const bring = async (name: string) => {
    const file = await lookAtLog(app.registry.doorsFor(officer), log, csv(name))
    const { added, alreadyHere } = await app.registry.run(importHazards, officer, { log, file })
    return { added, alreadyHere }
  }
  expect(await bring('Wrong patient')).toEqual({ added: 0, alreadyHere: 1 })
  expect(await bring('Something of another log')).toEqual({ added: 1, alreadyHere: 0 })
})
