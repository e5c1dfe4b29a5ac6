import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor, type Actor } from '#kernel/actor.js'
import { changeName } from '#modules/people/index.js'
import { registerProduct, registerVersion } from '#modules/products/index.js'
import { addSite, recordSuccession } from '#modules/organisations/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import type { TestOrganisation } from '../../../tests/support/world.js'
import { ACTS } from './acts.js'

let app: TestApp
let ours: TestOrganisation
let administrator: Actor
let auditor: Actor
let staff: Actor
let operator: Actor
let other: Actor
let productId: string

beforeAll(async () => {
  app = await testApp()
  ours = await app.world.organisation('Example Trust')
  const theirs = await app.world.organisation('Other Trust')
  administrator = await app.world.person(ours, 'administrator')
  auditor = await app.world.person(ours, 'auditor')
  staff = await app.world.person(ours, 'staff')
  operator = await app.world.person(ours, 'operator')
  other = await app.world.person(theirs, 'administrator')
  const product = await app.registry.run(registerProduct, administrator, { name: 'Example tool' })
  productId = product.id
  app.clock.advance(24 * 60 * 60 * 1000)
  const edited = await app.post(`/register/products/${productId}/edit`, administrator, {
    revision: '1',
    name: 'Example tool',
    summary: 'Reads chest X-rays.',
  })
  if (edited.status !== 303) throw new Error('The product could not be edited.')
  await app.registry.run(addSite, administrator, { name: 'Example Site' })
  const [code] = await app.sql<{ ods_code: string }>(
    'select ods_code from organisations where id = $1',
    [ours.id],
  )
  await app.registry.run(recordSuccession, systemActor('command-line'), {
    predecessorId: theirs.id,
    successor: code?.ods_code,
    kind: 'merger',
    effective: '2026-11-01',
    source: 'Example order',
  })
})
afterAll(() => app.close())

const text = async (path: string, actor?: Actor) => {
  const response = await app.get(path, actor)
  return { status: response.status, html: await response.text() }
}

describe('the history of a record', () => {
  test('says who did what, newest first, with before and after', async () => {
    const { status, html } = await text(`/history/product/${productId}`, staff)
    expect(status).toBe(200)
    expect(html).toContain('Edited product')
    expect(html).toContain('Reads chest X-rays.')
    expect(html).toMatch(
      /<a href="\/register\/organisations\/(org_[0-9a-z]{26})">[^<]+<\/a> <small class="wr-id">\1<\/small>/,
    )
    expect(html).toContain(administrator.name)
    expect(html.indexOf('Edited product')).toBeLessThan(html.indexOf('Registered product'))
    expect(html).toContain('aria-current="page">History')
  })

  test('is a page at a time', async () => {
    for (let time = 2; time < 54; time += 1) {
      await app.registry.run(registerVersion, administrator, { productId, name: `1.${time}` })
    }
    const { html } = await text(`/history/product/${productId}`, staff)
    expect(html).not.toContain('Registered product')
    const next = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect((await text(next, staff)).html).toContain('Registered product')
  })

  test('another organisation sees nothing of what ours did', async () => {
    const { html } = await text(`/history/product/${productId}`, other)
    expect(html).toContain('Your organisation has not changed this record')
    expect(html).not.toContain(administrator.name)
  })

  test('of something without a history there is no page', async () => {
    expect((await text('/history/person/per_1', staff)).status).toBe(404)
  })
})

describe('the words of acts', () => {
  test('say something of every command, and of nothing that there is not', () => {
    const commands = app.modules
      .flatMap((module) => module.operations ?? [])
      .filter(({ kind }) => kind === 'command')
      .map(({ name }) => name)
    const known = Object.keys(ACTS).filter((name) => !name.startsWith('sign-in.'))
    expect(known.filter((name) => !commands.includes(name))).toEqual([])
    const wordless = commands.filter(
      (name) => !(name in ACTS) && !name.includes('-', name.indexOf('.')),
    )
    expect(wordless).toEqual([])
  })
})

describe('the audit trail', () => {
  test('is for administrators and auditors, by who, what and when', async () => {
    const all = await text('/administration/audit', auditor)
    expect(all.html).toContain('Registered version')
    const site = await text('/administration/audit?what=add+site', auditor)
    expect(site.html).toContain('Added site')
    expect(site.html).not.toContain('Edited product')
    const nobody = await text('/administration/audit?who=nobody', administrator)
    expect(nobody.html).toContain('No line is found')
    const first = await text('/administration/audit?until=2026-11-02', administrator)
    expect(first.html).toContain('Registered product')
    expect(first.html).not.toContain('Edited product')
    expect((await text('/administration/audit', staff)).status).toBe(403)
  })

  test('names the record, leads to it where it may be opened, and keeps its identifier', async () => {
    const { html } = await text('/administration/audit?what=edit+product', auditor)
    expect(html).toContain(
      `Product: <a href="/register/products/${productId}">Example tool</a> <small class="wr-id">${productId}</small>`,
    )
    await app.registry.run(changeName, staff, { name: 'New Name' })
    const people = await text('/administration/audit?what=change+name', auditor)
    expect(people.html).toContain(
      `Person: <a href="/administration/people/${staff.id}">New Name</a> <small class="wr-id">${staff.id}</small>`,
    )
  })

  test('gives requirements by number and name', async () => {
    await app.sql(
      `insert into audit (id, organisation_id, occurred_at, actor_id, actor_name, actor_kind, actor_roles, command, subject_kind, subject_id, after)
       select 'aud_requirement', organisation_id, occurred_at, actor_id, actor_name, actor_kind, actor_roles, 'evidence.note-reliance',
              subject_kind, subject_id, '{"underReview":"R31"}'
         from audit where organisation_id = $1 order by id limit 1`,
      [ours.id],
    )
    const { html } = await text('/administration/audit?what=note+reliance', auditor)
    expect(html).toContain('R31 Human oversight rule')
  })

  test('says which date is wrong', async () => {
    const { status, html } = await text('/administration/audit?from=yesterday', auditor)
    expect(status).toBe(422)
    expect(html).toContain('Enter the first day like 2026-11-02')
  })

  test('comes as CSV, every line of it', async () => {
    const { html } = await text('/administration/audit.csv?what=product', auditor)
    const lines = html.trim().split('\r\n')
    const [count] = await app.sql<{ n: number }>(
      `select count(*)::int as n from audit where organisation_id = $1 and subject_kind = 'product'`,
      [ours.id],
    )
    expect(lines).toHaveLength((count?.n ?? 0) + 1)
    expect(html).toContain(
      `Edited product,products.edit-product,product,Example tool,${productId},`,
    )
    expect(html).toMatch(/Supplier identifier: Example Trust[^(]* \(org_/)
  })

  test('an operator sees what belongs to no organisation, and nothing of one', async () => {
    const { html } = await text('/administration/audit', operator)
    expect(html).toContain('Recorded succession')
    expect(html).not.toContain('Edited product')
    const theirs = await text('/administration/audit', other)
    expect(theirs.html).toContain('No line is found')
  })
})
