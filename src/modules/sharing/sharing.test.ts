import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, NotAllowed, NotFound } from '#kernel/errors.js'
import {
  callStop,
  ceaseDeployment,
  confirmStop,
  holdBack,
  moveStage,
  registerDeployment,
  shareAgain,
} from '#modules/deployments/index.js'
import { raiseConcern, triageConcern } from '#modules/concerns/index.js'
import { putForwardOpportunity } from '#modules/opportunities/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import type { TestOrganisation } from '../../../tests/support/world.js'
import {
  answerAdvice,
  giveAdvice,
  showOrganisationOverview,
  showSystemOverview,
  showTimes,
} from './index.js'

let app: TestApp
let icb: TestOrganisation
let north: TestOrganisation
let south: TestOrganisation
let lead: Actor
let owner: Actor
let other: Actor
let administrator: Actor
let stranger: Actor
let product: { id: string; versionId: string | null }

beforeAll(async () => {
  app = await testApp()
  const system = await app.world.system(3)
  icb = system.icb
  ;[north, south] = system.trusts as [TestOrganisation, TestOrganisation]
  lead = await app.world.person(icb, 'system-ai-lead')
  owner = await app.world.person(north, 'deployment-owner')
  administrator = await app.world.person(north, 'administrator')
  other = await app.world.person(south, 'deployment-owner')
  stranger = await app.world.person(await app.world.organisation('Far away'), 'system-ai-lead')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  const contact = await app.world.person(supplier, 'supplier-contact')
  product = await app.registry.run(registerProduct, contact, {
    name: 'Example triage',
    version: { name: '2.3' },
  })
})
afterAll(() => app.close())

const register = (actor: Actor, input: object = {}) =>
  app.registry.run(registerDeployment, actor, {
    productId: product.id,
    useCase: { title: `Use ${Math.random()}` },
    stage: 'usual',
    ...input,
  })
const overview = (actor: Actor) => app.registry.read(showSystemOverview, actor, {})
const rowOf = async (actor: Actor, organisation: TestOrganisation) =>
  (await overview(actor)).rows.find((row) => row.organisationId === organisation.id)

describe('the overview of a system', () => {
  test('where everything is, by organisation and stage; who registered nothing is counted', async () => {
    const before = (await rowOf(lead, north))?.counts.usual ?? 0
    await register(owner)
    await app.registry.run(putForwardOpportunity, owner, { title: 'Letters', problem: 'Slow' })
    const row = await rowOf(lead, north)
    expect(row?.counts.usual).toBe(before + 1)
    expect(row?.counts.opportunity).toBeGreaterThan(0)
    const all = await overview(lead)
    expect(all.members).toBe(4)
    expect(all.silent).toBe(4 - all.rows.length)
    const html = await (await app.get('/overviews/system', lead)).text()
    expect(html).toContain('registered nothing that you may see')
    expect(html).toContain(`/register?organisation=${north.id}&amp;stage=usual`)
    expect(html).toContain('2 November 2026')
  })

  test('a partner sees the same; an organisation of no system sees none', async () => {
    await register(owner)
    expect(await rowOf(other, north)).toEqual(await rowOf(lead, north))
    await expect(overview(stranger)).rejects.toThrow(NotFound)
    const wanted = { system: icb.id }
    await expect(app.registry.read(showSystemOverview, stranger, wanted)).rejects.toThrow(NotFound)
  })

  test('the overview of one organisation counts no others, and offers a supplier no use to register', async () => {
    const alone = await app.world.person(await app.world.organisation('Alone'), 'administrator')
    const own = await (await app.get('/overviews/organisation', alone)).text()
    expect(own).toContain('href="/register/new"')
    expect(own).not.toContain('registered nothing that you may see')
    const maker = await app.world.organisation('Example Maker', 'supplier')
    const person = await app.world.person(maker, 'administrator')
    const supplied = await (await app.get('/overviews/organisation', person)).text()
    expect(supplied).toContain('A supplier registers products, not uses.')
    expect(supplied).not.toContain('href="/register/new"')
  })

  test('what a system has that needs attention stands on the Home of its lead alone', async () => {
    await register(owner, { inUseBeforeAssessment: true })
    const home = async (actor: Actor) => (await app.get('/', actor)).text()
    expect(await home(lead)).toContain('in use before assessment')
    expect(await home(other)).not.toContain('in use before assessment')
  })

  test('what is held back is counted without a name, and is in no other figure', async () => {
    const before = await rowOf(lead, south)
    const { id } = await register(other, { heldBack: true, useCase: { title: 'SECRET-USE' } })
    await app.registry.run(callStop, other, { deploymentId: id, reason: 'SECRET-REASON' })
    const all = await overview(lead)
    expect(await rowOf(lead, south)).toEqual(before)
    expect(all.heldBack.deployments).toBe(1)
    expect(all.lines.flatMap((line) => line.deploymentIds)).not.toContain(id)
    const html = await (await app.get('/overviews/system', lead)).text()
    expect(html).toContain('Held back by partners')
    expect(html).not.toContain('SECRET')
    const own = await app.registry.read(showOrganisationOverview, other, {})
    expect(own.lines.flatMap((line) => line.deploymentIds)).toContain(id)
  })

  test('a stop stays until it is confirmed off, after a cease too; partners see that and no reason', async () => {
    const lineOf = async (actor: Actor, id: string) =>
      (await overview(actor)).lines.find((line) => line.deploymentIds.includes(id))
    const ceased = async (heldBack: boolean) => {
      const { id } = await register(owner, { heldBack })
      await app.registry.run(callStop, owner, { deploymentId: id, reason: 'SECRET-REASON' })
      const reasons = ['safety']
      await app.registry.run(ceaseDeployment, owner, { deploymentId: id, reasons })
      return id
    }
    const id = await ceased(false)
    for (const actor of [lead, other])
      expect(await lineOf(actor, id)).toMatchObject({
        kind: 'stop',
        text:
          'Example triage, ' +
          north.name +
          ': stop called, not yet confirmed off; the use has ceased',
      })
    const seen = await (await app.get(`/register/deployments/${id}`, other)).text()
    expect(seen).toContain('Stop called, not yet confirmed off.')
    expect(seen).not.toContain('SECRET')

    const held = await ceased(true)
    expect(await lineOf(lead, held)).toBeUndefined()
    expect(await lineOf(owner, held)).toMatchObject({ kind: 'stop' })

    const wentOffAt = app.clock.now().toISOString()
    await app.registry.run(confirmStop, owner, { deploymentId: id, wentOffAt })
    expect(await lineOf(lead, id)).toBeUndefined()
    const after = await (await app.get(`/register/deployments/${id}`, other)).text()
    expect(after).not.toContain('not yet confirmed off')
  })

  test('a question that nobody answered is its own count', async () => {
    const before = (await overview(lead)).facts.find((one) => one.fact === 'medicalDevice')
    await register(owner)
    await register(owner, { facts: { medicalDevice: false } })
    const after = (await overview(lead)).facts.find((one) => one.fact === 'medicalDevice')
    expect(after).toMatchObject({
      no: (before?.no ?? 0) + 1,
      notAnswered: (before?.notAnswered ?? 0) + 1,
    })
  })

  test('signals, exceptions and evidence of partners come as counts only', async () => {
    const { id } = await register(owner)
    const now = app.clock.now()
    await app.sql(
      `insert into gate_exceptions (id, organisation_id, deployment_id, gate, target, target_name,
         reason, until, granted_by, granted_by_name, role, granted_on, granted_at)
       values ($1, $2, $3, 'usual', 'R06', 'X', 'SECRET-EXCEPTION', '2026-11-20', 'p', 'p', 'executive-sponsor', '2026-11-02', $4)`,
      [app.newId('exc'), north.id, id, now],
    )
    const { lines } = await overview(lead)
    const line = lines.find((one) => one.kind === 'expiring' && one.deploymentIds.includes(id))
    expect(line?.text).toContain('1 exception ends within 30 days')
    expect(JSON.stringify(lines)).not.toContain('SECRET-EXCEPTION')
    const far = await app.registry.read(showOrganisationOverview, stranger, {})
    expect(far.lines).toEqual([])
  })

  test('both files come, dated', async () => {
    await register(owner)
    const counts = await (await app.get('/overviews/system.csv', lead)).text()
    expect(counts).toContain(north.name)
    expect(counts).toContain('2026-11-02')
    const attention = await (await app.get('/overviews/system-attention.csv', lead)).text()
    expect(attention.split('\r\n')[0]).toContain('next action')
  })
})

describe('doing the same thing twice', () => {
  test('two organisations that try out one product are introduced by the lead, and answer', async () => {
    const one = await register(owner, { stage: 'pilot' })
    const two = await register(other, { stage: 'pilot' })
    const { lines } = await overview(lead)
    const line = lines.find((found) => found.kind === 'duplicated')
    expect(line?.deploymentIds).toEqual(expect.arrayContaining([one.id, two.id]))
    const page = await (await app.get(line?.href ?? '', lead)).text()
    expect(page).toContain('Please talk to each other')
    const sent = await app.post('/overviews/introduce', lead, {
      deploymentIds: [one.id, two.id],
      words: 'Please talk to each other',
    })
    expect(sent.status).toBe(303)
    const home = await (await app.get('/', owner)).text()
    expect(home).toContain('introduces you to others')
    const [row] = await app.sql('select id from advice where deployment_id = $1', [one.id])
    const input = { adviceId: row?.['id'], answer: 'We have spoken' }
    await expect(app.registry.run(answerAdvice, other, input)).rejects.toThrow(NotFound)
    const path = `/register/deployments/${one.id}/advice`
    expect((await app.post(path, owner, input as Record<string, string>)).status).toBe(303)
    await expect(app.registry.run(answerAdvice, owner, input)).rejects.toThrow(Conflict)
    expect(await (await app.get(path, lead)).text()).toContain('We have spoken')
    expect(await (await app.get(path, other)).text()).not.toContain('We have spoken')
  })

  test('only a system AI lead advises, and only about what is shared with them', async () => {
    const { id } = await register(owner)
    const input = { deploymentIds: id, words: 'Look again' }
    await expect(app.registry.run(giveAdvice, owner, input)).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(giveAdvice, stranger, input)).rejects.toThrow(NotFound)
    const withNumber = { deploymentIds: id, words: 'About 943 476 5919' }
    await expect(app.registry.run(giveAdvice, lead, withNumber)).rejects.toThrow('NHS number')
    await app.registry.run(giveAdvice, lead, input)
    const [line] = await app.sql(
      `select * from audit where subject_id = $1 and command = 'sharing.give-advice'`,
      [id],
    )
    expect(line).toMatchObject({ actor_id: lead.id, organisation_id: icb.id })
  })
})

describe('what others see of ours', () => {
  test('held back and shared again, with the reason, by its owner or an administrator', async () => {
    const { id } = await register(owner)
    const staff = await app.world.person(north, 'staff')
    const another = await app.world.person(north, 'deployment-owner')
    const input = { deploymentId: id, reason: 'In talks' }
    await expect(app.registry.run(holdBack, staff, input)).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(holdBack, another, input)).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(holdBack, other, input)).rejects.toThrow(NotAllowed)
    expect((await app.get(`/register/deployments/${id}`, other)).status).toBe(200)
    const post = await app.post(`/administration/sharing/${id}`, administrator, input)
    expect(post.status).toBe(303)
    expect((await app.get(`/register/deployments/${id}`, other)).status).toBe(404)
    const [line] = await app.sql(
      `select * from audit where subject_id = $1 and command = 'deployments.hold-back'`,
      [id],
    )
    expect(line).toMatchObject({ reason: 'In talks', after: { heldBack: true } })
    await expect(app.registry.run(holdBack, owner, input)).rejects.toThrow(Conflict)
    await app.registry.run(shareAgain, owner, input)
    expect((await app.get(`/register/deployments/${id}`, other)).status).toBe(200)
  })

  test('the page says what partners see, who they are, and that it may be asked for under FOI', async () => {
    const { id } = await register(owner)
    const list = await (await app.get('/administration/sharing', administrator)).text()
    expect(list).toContain('Freedom of Information')
    expect(list).toContain(south.name)
    const one = await (await app.get(`/administration/sharing/${id}`, owner)).text()
    expect(one).toContain('Points, after small numbers are suppressed')
    expect((await app.get(`/administration/sharing/${id}`, other)).status).toBe(403)
  })
})

describe('how long it takes', () => {
  const times = async (actor: Actor) => app.registry.read(showTimes, actor, { system: icb.id })

  test('stays that ended are counted by stage, and what is on its way says on whom it waits', async () => {
    const began = app.clock.now()
    const id = (await register(owner, { stage: 'assess', versionId: product.versionId })).id
    const moveAfter = async (days: number, to: 'pilot' | 'implement' | 'usual', from: string) => {
      app.clock.set(new Date(began.getTime() + days * 86_400_000).toISOString())
      await app.registry.run(moveStage, owner, {
        deploymentId: id,
        to,
        gate: 'passed',
        decisionId: `dec_${to}_${id}`,
        expectedStage: from,
      })
    }
    await moveAfter(10, 'pilot', 'assess')
    const onItsWay = (await times(lead)).onTheirWay.find((one) => one.id === id)
    expect(onItsWay).toMatchObject({ stage: 'pilot', hasVersion: true })
    await moveAfter(100, 'implement', 'pilot')
    await moveAfter(130, 'usual', 'implement')
    const { stays, goLive } = await times(lead)
    expect(stays.find((one) => one.stage === 'pilot')).toEqual({
      stage: 'pilot',
      ended: 1,
      medianDays: 90,
    })
    expect(goLive).toEqual({ reached: 1, medianDays: 130, longestDays: 130 })
    const html = await (await app.get(`/overviews/times?system=${icb.id}`, lead)).text()
    expect(html).toContain('130 days')
    app.clock.set(began.toISOString())
  })

  test('what is held back is not counted, and another system sees nothing of it', async () => {
    const { id } = await register(owner, { stage: 'assess', heldBack: true })
    expect((await times(lead)).onTheirWay.map((one) => one.id)).not.toContain(id)
    expect((await times(owner)).onTheirWay.map((one) => one.id)).toContain(id)
    await expect(times(stranger)).rejects.toThrow(NotFound)
  })
})

describe('the overview of one organisation', () => {
  test('shows its late and its serious concerns, never their words, and no other organisation them', async () => {
    const { id } = await register(owner, { versionId: product.versionId })
    const staff = await app.world.person(north, 'staff')
    const safety = await app.world.person(north, 'clinical-safety-officer')
    const whatHappened = 'WORDS-OF-A-NURSE'
    const raise = (deploymentId?: string) =>
      app.registry.run(raiseConcern, staff, { deploymentId, whatHappened })
    const [late, serious] = [await raise(id), await raise(id)]
    const concerns = async (actor: Actor, wanted: typeof showOrganisationOverview) =>
      (await app.registry.read(wanted, actor, {})).lines.filter((one) => one.kind === 'concern')
    expect(await concerns(owner, showOrganisationOverview)).toEqual([])
    await app.registry.run(triageConcern, safety, {
      concernId: serious.id,
      revision: 1,
      severity: 'serious',
      kind: 'missed-finding',
      reason: 'It could have harmed',
    })
    const before = app.clock.now()
    app.clock.set('2026-11-20T10:00:00Z')
    const lines = await concerns(owner, showOrganisationOverview)
    expect(lines.map((one) => [one.href, one.due])).toEqual([
      [`/concerns/${late.id}`, '2026-11-04'],
      [`/concerns/${serious.id}`, null],
    ])
    expect(JSON.stringify(lines)).not.toContain(whatHappened)
    expect(await (await app.get('/overviews/organisation', owner)).text()).toContain(
      'late to triage',
    )
    expect(await concerns(other, showOrganisationOverview)).toEqual([])
    expect(await concerns(owner, showSystemOverview as never)).toEqual([])
    expect(await concerns(lead, showSystemOverview as never)).toEqual([])
    app.clock.set(before)
  })
})
