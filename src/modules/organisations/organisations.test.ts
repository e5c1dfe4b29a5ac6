import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed } from '#kernel/errors.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import type { TestOrganisation } from '../../../tests/support/world.js'
import {
  addSite,
  addSupplier,
  closeSite,
  confirmMembership,
  confirmSuccession,
  decideProposal,
  endMembership,
  recordSuccession,
} from './index.js'
import { waitingProposals } from './show-organisation.js'

let app: TestApp
let icb: TestOrganisation
let oldIcb: TestOrganisation
let ours: TestOrganisation
let theirs: TestOrganisation
let operator: Actor
let administrator: Actor
let staff: Actor
let other: Actor

beforeAll(async () => {
  app = await testApp()
  icb = await app.world.organisation('Example New Board', 'icb')
  oldIcb = await app.world.organisation('Example Old Board', 'icb')
  await app.sql(`update organisations set closed = '2026-03-31' where id = $1`, [oldIcb.id])
  ours = await app.world.organisation('Example Trust')
  theirs = await app.world.organisation('Other Trust')
  operator = await app.world.person(ours, 'operator')
  administrator = await app.world.person(ours, 'administrator')
  staff = await app.world.person(ours, 'staff')
  other = await app.world.person(theirs, 'administrator')
})
afterAll(() => app.close())

const auditOf = (command: string) =>
  app.sql('select actor_id, subject_id from audit where command = $1 order by id', [command])

const openSystemsOf = (organisation: TestOrganisation) =>
  app.sql(
    `select system_id, member_from::text as since from system_memberships
      where organisation_id = $1 and member_until is null`,
    [organisation.id],
  )

const propose = async (organisation: TestOrganisation, system: TestOrganisation) => {
  const id = app.newId('mem')
  await app.sql(
    `insert into system_membership_proposals (id, organisation_id, system_id, reason, proposed_at)
     values ($1, $2, $3, 'The file places its head office there.', now())`,
    [id, organisation.id, system.id],
  )
  return id
}

const confirm = (systemId: string) =>
  app.registry.run(confirmMembership, operator, {
    organisationId: theirs.id,
    systemId,
    from: '2026-04-01',
  })

describe('a system is confirmed by a person', () => {
  test('its administrator accepts a proposal; the closed board’s membership ends that day', async () => {
    await app.sql(
      `insert into system_memberships (id, organisation_id, system_id, member_from, confirmed_by, confirmed_at, source)
       values ($1, $2, $3, '2022-07-01', 'test', now(), 'test')`,
      [app.newId('mem'), ours.id, oldIcb.id],
    )
    const proposal = await propose(ours, icb)
    const page = await app.get(`/register/organisations/${ours.id}`, administrator)
    expect(await page.text()).toContain(`/proposals/${proposal}`)
    const waiting = await app.registry.read(waitingProposals, administrator, {})
    expect(waiting.map((one) => one.id)).toEqual([proposal])
    const answered = await app.post(
      `/register/organisations/${ours.id}/proposals/${proposal}`,
      administrator,
      { decision: 'accept', 'from-day': '1', 'from-month': '4', 'from-year': '2026' },
    )
    expect(answered.status).toBe(303)
    expect(await openSystemsOf(ours)).toEqual([{ system_id: icb.id, since: '2026-04-01' }])
    expect(await auditOf('organisations.decide-proposal')).toEqual([
      { actor_id: administrator.id, subject_id: ours.id },
    ])
    const again = app.registry.run(decideProposal, administrator, {
      decision: 'refuse',
      proposalId: proposal,
    })
    await expect(again).rejects.toThrow(Conflict)
  })

  test('refusing changes nothing', async () => {
    const proposal = await propose(theirs, icb)
    await app.registry.run(decideProposal, other, { decision: 'refuse', proposalId: proposal })
    expect(await openSystemsOf(theirs)).toEqual([])
  })

  test('no other administrator and no member of staff may', async () => {
    const input = { organisationId: theirs.id, systemId: icb.id, from: '2026-04-01' }
    for (const actor of [administrator, staff]) {
      await expect(app.registry.run(confirmMembership, actor, input)).rejects.toThrow(NotAllowed)
    }
    const proposal = await propose(theirs, icb)
    const accept = { decision: 'accept', proposalId: proposal, from: '2026-04-01' }
    await expect(app.registry.run(decideProposal, administrator, accept)).rejects.toThrow(
      NotAllowed,
    )
  })

  test('not in a closed board, not in a trust, and never twice', async () => {
    await expect(confirm(oldIcb.id)).rejects.toThrow(Invalid)
    await expect(confirm(ours.id)).rejects.toThrow(/integrated care board/)
    await confirm(icb.id)
    await expect(confirm(icb.id)).rejects.toThrow(Conflict)
  })

  test('it ends by a form that asks first, once', async () => {
    const [row] = await app.sql<{ id: string }>(
      'select id from system_memberships where organisation_id = $1 and member_until is null',
      [theirs.id],
    )
    const path = `/register/organisations/${theirs.id}/memberships/${row?.id}/end`
    expect(await (await app.get(path, other)).text()).toContain('leave Example New Board')
    const values = { 'until-day': '2', 'until-month': '11', 'until-year': '2026' }
    expect((await app.post(path, other, values)).status).toBe(303)
    expect(await openSystemsOf(theirs)).toEqual([])
    const again = { membershipId: row?.id, until: '2026-11-03' }
    await expect(app.registry.run(endMembership, other, again)).rejects.toThrow(Conflict)
    await expect(app.registry.run(endMembership, administrator, again)).rejects.toThrow(NotAllowed)
  })
})

describe('sites', () => {
  test('are added and closed by their organisation, and keep their name once', async () => {
    const path = `/register/organisations/${ours.id}/sites/new`
    const made = await app.post(path, administrator, { name: 'Example Site', code: 'abc01' })
    expect(made.status).toBe(303)
    const twice = await app.post(path, administrator, { name: 'example site' })
    expect(twice.status).toBe(409)
    expect(await twice.text()).toContain('already has a site with that name')
    const [site] = await app.sql<{ id: string; code: string }>(
      'select id, code from sites where organisation_id = $1',
      [ours.id],
    )
    expect(site?.code).toBe('ABC01')
    await expect(app.registry.run(closeSite, other, { siteId: site?.id })).rejects.toThrow(Conflict)
    await app.registry.run(closeSite, administrator, { siteId: site?.id })
    const page = await (await app.get(`/register/organisations/${ours.id}`, staff)).text()
    expect(page).toContain('Closed 2 November 2026')
    expect(await auditOf('organisations.add-site')).toHaveLength(1)
  })

  test('a member of staff may not', async () => {
    await expect(app.registry.run(addSite, staff, { name: 'X' })).rejects.toThrow(NotAllowed)
  })
})

describe('a succession', () => {
  test('is recorded by an operator and confirmed once by the successor', async () => {
    const [after] = await app.sql<{ ods_code: string }>(
      'select ods_code from organisations where id = $1',
      [ours.id],
    )
    const input = {
      predecessorId: theirs.id,
      successor: after?.ods_code,
      kind: 'merger',
      effective: '2026-11-01',
      source: 'Example order 2026',
    }
    await expect(app.registry.run(recordSuccession, other, input)).rejects.toThrow(NotAllowed)
    await app.registry.run(recordSuccession, operator, input)
    await expect(app.registry.run(recordSuccession, operator, input)).rejects.toThrow(Conflict)
    const page = await (await app.get(`/register/organisations/${theirs.id}`, staff)).text()
    expect(page).toContain('Followed by')
    const pair = { predecessorId: theirs.id, successorId: ours.id }
    await expect(app.registry.run(confirmSuccession, other, pair)).rejects.toThrow(NotAllowed)
    const path = `/register/organisations/${ours.id}/successions/${theirs.id}/confirm`
    expect((await app.get(path, administrator)).status).toBe(200)
    expect((await app.post(path, administrator, {})).status).toBe(303)
    await expect(app.registry.run(confirmSuccession, administrator, pair)).rejects.toThrow(Conflict)
  })
})

describe('a supplier that is missing', () => {
  test('is added by anyone signed in, once', async () => {
    const first = await app.registry.run(addSupplier, staff, { name: 'Example AI Ltd' })
    const second = await app.registry.run(addSupplier, other, { name: 'EXAMPLE-AI Ltd' })
    expect([first.isNew, second.isNew, second.id]).toEqual([true, false, first.id])
    const page = await app.post('/register/organisations/suppliers/new', staff, { name: '' })
    expect(page.status).toBe(422)
    expect(await auditOf('organisations.add-supplier')).toHaveLength(1)
  })
})

describe('the list', () => {
  test('is found by code and words, narrowed, paged and downloaded', async () => {
    const [row] = await app.sql<{ ods_code: string }>(
      'select ods_code from organisations where id = $1',
      [ours.id],
    )
    const by = async (search: string) =>
      (await app.get(`/register/organisations?search=${encodeURIComponent(search)}`, staff)).text()
    expect(await by(row?.ods_code.toLowerCase() ?? '')).toContain(ours.name)
    expect(await by('trust other')).toContain(theirs.name)
    expect(await by('nowhere')).toContain('No organisation is found')
    const closed = await app.get('/register/organisations?state=closed&kind=icb&region=', staff)
    const html = await closed.text()
    expect(html).toContain('Example Old Board')
    expect(html).not.toContain('Example New Board')
    const csv = await app.get('/register/organisations.csv?kind=trust', staff)
    expect(
      (await csv.text()).split('\r\n').filter((line) => line.includes('NHS trust')),
    ).toHaveLength(2)
  })

  test('is answered by the API, a page at a time', async () => {
    const first = await app.api('GET', '/organisations?limit=2', staff)
    const page = (await first.json()) as { organisations: { id: string }[]; next: string }
    expect(page.organisations).toHaveLength(2)
    const next = await app.api('GET', `/organisations?limit=2&cursor=${page.next}`, staff)
    const rest = (await next.json()) as { organisations: { id: string }[] }
    const ids = [...page.organisations, ...rest.organisations].map((one) => one.id)
    expect(new Set(ids).size).toBe(4)
    const one = await app.api('GET', `/organisations/${ours.id}`, staff)
    expect(await one.json()).toMatchObject({
      id: ours.id,
      systems: [
        { id: icb.id, until: null },
        { id: oldIcb.id, until: '2026-04-01' },
      ],
      predecessors: [{ id: theirs.id, kind: 'merger' }],
    })
    expect((await app.api('GET', '/organisations/org_none', staff)).status).toBe(404)
  })

  test('is not for the public', async () => {
    expect((await app.get('/register/organisations')).status).toBe(303)
  })
})
