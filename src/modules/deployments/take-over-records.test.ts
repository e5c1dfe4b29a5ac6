import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { NotAllowed } from '#kernel/errors.js'
import { putForwardOpportunity } from '#modules/opportunities/index.js'
import { deactivatePerson } from '#modules/people/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { ceaseDeployment, registerDeployment } from './index.js'
import { takeOverDeployments } from './take-over-records.js'

let app: TestApp
let leaver: Actor
let successor: Actor
let administrator: Actor
let stranger: Actor
let productId: string

beforeAll(async () => {
  app = await testApp()
  const home = await app.world.organisation('Riverside')
  const other = await app.world.organisation('Hillside')
  leaver = await app.world.person(home, 'deployment-owner')
  successor = await app.world.person(home, 'deployment-owner')
  administrator = await app.world.person(home, 'administrator')
  stranger = await app.world.person(other, 'deployment-owner')
  productId = (await app.registry.run(registerProduct, leaver, { name: 'Example reader' })).id
})
afterAll(() => app.close())

const register = async (actor: Actor): Promise<string> =>
  (
    await app.registry.run(registerDeployment, actor, {
      productId,
      useCase: { title: app.newId('use') },
    })
  ).id

const ownerOf = async (id: string): Promise<unknown> =>
  (await app.sql('select owner_id from deployments where id = $1', [id]))[0]?.['owner_id']

test('when a person leaves, what they own here goes to the successor, once, with its history', async () => {
  const kept = await register(leaver)
  const ended = await register(leaver)
  const elsewhere = await register(stranger)
  await app.registry.run(ceaseDeployment, leaver, {
    deploymentId: ended,
    reasons: ['low-use'],
    explanation: 'Nobody used it.',
  })
  const idea = await app.registry.run(putForwardOpportunity, leaver, {
    title: 'Letters take weeks',
    problem: 'Typing letters takes weeks.',
  })
  await app.registry.run(deactivatePerson, administrator, {
    personId: leaver.id,
    handOverTo: successor.id,
  })
  await app.drain()
  expect(await ownerOf(kept)).toBe(successor.id)
  expect(await ownerOf(ended)).toBe(leaver.id)
  expect(await ownerOf(elsewhere)).toBe(stranger.id)
  const [opportunity] = await app.sql('select owner_id from opportunities where id = $1', [idea.id])
  expect(opportunity).toEqual({ owner_id: successor.id })
  const lines = await app.sql(
    `select subject_id, reason from audit where command = 'deployments.take-over' and subject_id = $1`,
    [kept],
  )
  expect(lines).toEqual([{ subject_id: kept, reason: 'The owner left the organisation.' }])
  const again = await app.registry.run(takeOverDeployments, administrator, {
    from: leaver.id,
    to: successor.id,
  })
  expect(again.deployments).toBe(0)
})

test('only an administrator may, and only in their own organisation', async () => {
  const theirs = await register(stranger)
  const input = { from: stranger.id, to: successor.id }
  await expect(app.registry.run(takeOverDeployments, successor, input)).rejects.toThrow(NotAllowed)
  const taken = await app.registry.run(takeOverDeployments, administrator, input)
  expect(taken).toEqual({ deployments: 0, tasks: 0 })
  expect(await ownerOf(theirs)).toBe(stranger.id)
})
