import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, NotAllowed, NotFound } from '#kernel/errors.js'
import { agreedWay, requireRequirement } from '#modules/framework/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { followFile, saveAnswer, setOpening, signAnswer, unfollowFile } from './index.js'
import { lookAtFollowed } from './look-at-followed.js'
import { endStep } from './note-ends.js'
import { exampleAnswers } from './testing/answer-everything.js'

let app: TestApp
let contact: Actor
let technical: Actor
let colleague: Actor
let staff: Actor
let far: Actor
let product: { id: string; versionId: string | null }
let company: { scope: 'supplier'; subjectId: string }

beforeAll(async () => {
  app = await testApp()
  const trust = await app.world.organisation('Example Trust')
  technical = await app.world.person(trust, 'technical-lead')
  colleague = await app.world.person(trust, 'deployment-owner')
  staff = await app.world.person(trust, 'staff')
  far = await app.world.person(await app.world.organisation('Far away'), 'technical-lead')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  contact = await app.world.person(supplier, 'supplier-contact')
  company = { scope: 'supplier', subjectId: supplier.id }
  product = await app.registry.run(registerProduct, contact, {
    name: 'Example reader',
    version: { name: '4.1' },
  })
})
afterAll(() => app.close())

const sign = async (revision: number) => {
  const about = { ...company, requirementId: 'R10' }
  const answers = exampleAnswers(requireRequirement(agreedWay(), 'R10'))
  const saved = await app.registry.run(saveAnswer, contact, { ...about, answers, revision })
  await app.registry.run(signAnswer, contact, { ...about, revision: saved.revision })
}

const told = async (name: string, who: Actor = technical): Promise<number> => {
  const rows = await app.sql(
    `select 1 from events where name = $1 and payload->>'organisationId' = $2`,
    [name, who.organisationId],
  )
  return rows.length
}

test('a customer follows a company’s file, is told of what is signed in it, and sees the same file', async () => {
  await expect(app.registry.run(followFile, staff, company)).rejects.toThrow(NotAllowed)
  await app.registry.run(followFile, technical, company)
  await expect(app.registry.run(followFile, technical, company)).rejects.toThrow(Conflict)
  await expect(app.registry.run(unfollowFile, far, company)).rejects.toThrow(Conflict)
  app.clock.advance(60_000)
  await sign(0)
  await app.registry.run(setOpening, contact, { ...company, opensTo: 'nhs' })
  await app.drain()
  await app.drain()
  expect(await told('followed.changed')).toBe(1)
  expect(app.letters.map((one) => one.subject)).toContain(
    'Evidence of others that you rely on or follow has changed or is about to end',
  )
  const path = `/register/products/${product.id}/evidence`
  const html = await (await app.get(path, technical)).text()
  expect(html).toContain('data security toolkit')
  expect(html).toContain('Stop following')
  expect(await (await app.get(path, contact)).text()).toContain('Open your file on')
  const lines = await app.sql(
    `select organisation_id from audit where command in ('evidence.follow', 'evidence.note-followed') order by id`,
  )
  expect(lines.map((one) => one['organisation_id'])).toEqual([
    technical.organisationId,
    technical.organisationId,
  ])
})

test('Home names a followed file that changed until each has looked, and again after the next change', async () => {
  const home = async (who: Actor) => (await app.get('/', who)).text()
  const changed = 'The file of Example Supplier'
  expect(await home(technical)).toMatch(/The file of Example Supplier[^<]* changed on/)
  expect(await home(colleague)).toContain(changed)
  for (const nobody of [staff, far]) expect(await home(nobody)).not.toContain(changed)
  const path = `/register/followed/supplier/${company.subjectId}`
  expect((await app.get(path, staff)).status).toBe(403)
  expect((await app.get(path, far)).status).toBe(404)
  await expect(app.registry.run(lookAtFollowed, staff, company)).rejects.toThrow(NotAllowed)
  await expect(app.registry.run(lookAtFollowed, far, company)).rejects.toThrow(NotFound)
  const first = await (await app.get(path, technical)).text()
  expect(first).toContain('It was signed.')
  expect(first).toContain('New to you')
  expect(await home(technical)).not.toContain(changed)
  expect(await home(colleague)).toContain(changed)
  expect(await (await app.get(path, technical)).text()).not.toContain('New to you')
  const looks = await app.sql(
    `select actor_id from audit where command = 'evidence.look-at-followed' and organisation_id = $1`,
    [technical.organisationId],
  )
  expect(looks).toEqual([{ actor_id: technical.id }])
  app.clock.advance(60_000)
  await sign(1)
  await app.drain()
  await app.drain()
  expect(await home(technical)).toContain('1 change since you last looked')
  const kept = await app.sql(`select organisation_id from followed_changes`)
  expect(kept.map((one) => one['organisation_id'])).toEqual([
    technical.organisationId,
    technical.organisationId,
  ])
})

test('each step before an end is told once: 90, 30, 7 days, and when it is over', async () => {
  const [row] = await app.sql<{ until: string }>(
    `select in_date_until::text as until from signed_answers where requirement_id = 'R10'`,
  )
  const end = new Date(`${row?.until}T10:00:00Z`).getTime()
  const steps: number[] = []
  const own: number[] = []
  for (const left of [120, 90, 89, 30, 7, 1, -1]) {
    app.clock.set(new Date(end - left * 86_400_000))
    await app.tick('evidence.note-ends')
    await app.tick('evidence.note-ends')
    steps.push(await told('evidence.ending'))
    own.push(await told('evidence.own-ending', contact))
    await app.drain()
    await app.drain()
  }
  expect(steps).toEqual([0, 1, 1, 2, 3, 3, 4])
  // Who signed it is told before it ends too; that it has ended is told as a review.
  expect(own).toEqual([0, 1, 1, 2, 3, 3, 3])
  const ofOwn = app.letters.filter((one) => one.subject.startsWith('Evidence of yours'))
  expect(ofOwn).toHaveLength(3)
  expect(ofOwn[0]?.text).toMatch(/Example Supplier[^:]*: in date until \d{1,2} [A-Z][a-z]+ \d{4}/)
  expect(app.letters.map((one) => one.text).join(' ')).not.toMatch(/in date until \d{4}-/)
  expect(await (await app.get('/', technical)).text()).toContain('You rely on it or follow it.')
  await app.registry.run(unfollowFile, technical, company)
  expect(await (await app.get('/', technical)).text()).not.toContain('You rely on it or follow it.')
})

test.each([
  ['2027-01-31', null],
  ['2027-01-30', '90'],
  ['2026-12-02', '90'],
  ['2026-12-01', '30'],
  ['2026-11-09', '30'],
  ['2026-11-08', '7'],
  ['2026-11-01', 'over'],
])('with a last day of %s the step is %s', (until, step) => {
  expect(endStep(until, '2026-11-01' === until ? '2026-11-02' : '2026-11-01')).toBe(step)
})
