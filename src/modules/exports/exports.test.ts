import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { registerDeployment } from '#modules/deployments/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { answer } from '../evidence/testing/answer-everything.js'

let app: TestApp
let owner: Actor
let staff: Actor
let partner: Actor
let deploymentId: string
let at: string

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const [home, other] = trusts
  if (!home || !other) throw new Error('no trusts')
  owner = await app.world.person(home, 'deployment-owner')
  staff = await app.world.person(home, 'staff')
  partner = await app.world.person(other, 'deployment-owner')
  const product = await app.registry.run(registerProduct, owner, {
    name: 'Example triage',
    kind: 'triage',
    supplierName: 'Example Supplier',
    version: { name: '2.3' },
  })
  const made = await app.registry.run(registerDeployment, owner, {
    productId: product.id,
    versionId: product.versionId ?? undefined,
    useCase: { title: 'Sorting referrals' },
    stage: 'pilot',
  })
  deploymentId = made.id
  at = `/register/deployments/${made.id}/take-out`
  await answer(app, owner, deploymentId, 'R31')
})
afterAll(() => app.close())

const taken = () =>
  app.sql(
    `select actor_id, reason, after from audit where command = 'exports.note-export' order by id`,
  )

describe('the transparency record', () => {
  test('needs a reason, which stands in the history with what was taken', async () => {
    const refused = await app.post(at, owner, { choice: 'atrs-json', reason: '' })
    expect(refused.status).toBe(422)
    expect(await taken()).toEqual([])
    const file = await app.post(at, owner, { choice: 'atrs-json', reason: 'To publish it' })
    const json = await file.json()
    expect(json).toMatchObject({
      made_on: '2026-11-02',
      metadata: { algorithmic_transparency_record_phase: 'beta-pilot' },
    })
    const review = json.fields.find((one: { number: string }) => one.number === '3.4')
    expect(review).toMatchObject({
      value: expect.stringContaining('Who checks it: An example answer'),
    })
    expect(await taken()).toMatchObject([
      { actor_id: owner.id, reason: 'To publish it', after: { takenOut: 'atrs-record' } },
    ])
  })

  test('as CSV, as a page, and over REST it says the same', async () => {
    const reason = 'To look at it'
    const csv = await (await app.post(at, owner, { choice: 'atrs-csv', reason })).text()
    const page = await (await app.post(at, owner, { choice: 'atrs-page', reason })).text()
    const path = `/deployments/${deploymentId}/exports/atrs-record`
    const rest = await (await app.api('POST', path, owner, { reason })).json()
    expect(rest.fields).toHaveLength(50)
    for (const { label } of rest.fields) {
      expect(csv).toContain(label)
      expect(page).toContain(label)
    }
    expect((await app.api('POST', path, owner, {})).status).toBe(422)
  })

  test('staff may not, and a partner takes nothing of ours', async () => {
    const before = await taken()
    const form = { choice: 'atrs-json', reason: 'Curious' }
    expect((await app.post(at, staff, form)).status).toBe(403)
    expect((await app.get(at, partner)).status).toBe(403)
    expect((await app.post(at, partner, form)).status).toBe(403)
    expect(await taken()).toEqual(before)
  })
})
