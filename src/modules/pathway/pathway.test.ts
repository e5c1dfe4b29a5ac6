import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { systemActor } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed, NotFound, Unmet } from '#kernel/errors.js'
import { makeIds } from '#kernel/ids.js'
import { runCli } from '#entrances/cli/cli.js'
import { organisationOfDeployment } from '#main/organisation-by-code.js'
import {
  changeVersion,
  pauseDeployment,
  readDeployment,
  registerDeployment,
} from '#modules/deployments/index.js'
import { membershipsOf, nameDeputy } from '#modules/people/index.js'
import { putForwardOpportunity } from '#modules/opportunities/index.js'
import { registerProduct, registerVersion } from '#modules/products/index.js'
import { query } from '#registry/query.js'
import { z } from 'zod'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { answerAndSign } from '../evidence/testing/answer-everything.js'
import { answerWhatBlocks, signOff } from './testing/answer-what-blocks.js'
import {
  checkGate,
  closeCondition,
  decideGate,
  decideOpportunity,
  grantException,
  pathwayVerbs,
  planCatchUp,
  revokeException,
  showGates,
  signGate,
  takeBackSignature,
} from './index.js'

const REAL_CARE = {
  clinical: true,
  realCare: true,
  medicalDevice: false,
  personalData: true,
  decidesAboutPerson: false,
  connectsToClinicalSystems: false,
  beyondDirectCare: false,
  ambientScribe: false,
  imaging: false,
  underCharter: false,
}

let app: TestApp
let owner: Actor
let safety: Actor
let governance: Actor
let technical: Actor
let administrator: Actor
let sponsor: Actor
let staff: Actor
let partner: Actor
let stranger: Actor
let product: { id: string; versionId: string | null }
let nextVersion: string

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const [home, other] = trusts as [(typeof trusts)[0], (typeof trusts)[0]]
  owner = await app.world.person(home, 'deployment-owner')
  safety = await app.world.person(home, 'clinical-safety-officer')
  governance = await app.world.person(home, 'information-governance-lead')
  technical = await app.world.person(home, 'technical-lead')
  administrator = await app.world.person(home, 'administrator')
  sponsor = await app.world.person(home, 'executive-sponsor')
  staff = await app.world.person(home, 'staff')
  partner = await app.world.person(other, 'executive-sponsor')
  stranger = await app.world.person(await app.world.organisation('Far away'), 'executive-sponsor')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  const contact = await app.world.person(supplier, 'supplier-contact')
  product = await app.registry.run(registerProduct, contact, {
    name: 'Example triage',
    version: { name: '2.3' },
  })
  const version = { productId: product.id, name: '2.4' }
  nextVersion = (await app.registry.run(registerVersion, contact, version)).id
})
afterAll(() => app.close())

let count = 0
const newDeployment = async (more: object = {}) => {
  count += 1
  const made = await app.registry.run(registerDeployment, owner, {
    productId: product.id,
    versionId: product.versionId ?? undefined,
    useCase: { title: `Use ${count}` },
    facts: REAL_CARE,
    ...more,
  })
  return made.id
}

const signers = () => ({
  'deployment-owner': owner,
  'clinical-safety-officer': safety,
  'information-governance-lead': governance,
  'technical-lead': technical,
  administrator,
})

/** Answers and signs what blocks the pilot, but for some; with none left, signs before the decision too. */
const sign = (id: string, ...leaving: string[]) =>
  answerWhatBlocks(app, signers(), id, 'pilot', leaving)

/** Signs what is to be signed before the decision on the pilot. */
const signBefore = (id: string) => signOff(app, signers(), id, 'pilot')

const decide = (id: string, gate: string, decision: string, more: object = {}, actor = sponsor) =>
  app.registry.run(decideGate, actor, {
    deploymentId: id,
    gate,
    decision,
    reason: 'As discussed at the board.',
    ...more,
  })

const except = (id: string, gate: string, target: string, until = '2027-01-31', actor = sponsor) =>
  app.registry.run(grantException, actor, {
    deploymentId: id,
    gate,
    target,
    reason: 'The supplier sends it in January.',
    until,
  })

const check = async (id: string, gate: string, actor = sponsor) =>
  (await app.registry.read(checkGate, actor, { deploymentId: id, gate })).assessment

const stageOf = async (id: string) => {
  const readIt = query({
    name: 'test.read-deployment',
    allow: ['signed-in'],
    input: z.object({}),
    run: ({ db }) => readDeployment(db, id),
  })
  return (await app.registry.read(readIt, owner, {}))?.stage
}

const gateCheck = async (id: string, gate: string) => {
  const out: string[] = []
  const code = await runCli(
    {
      verbs: pathwayVerbs,
      version: '0',
      openRegistry: async (wanted) => {
        const cli = systemActor('command-line')
        const deployment = wanted.deployment ?? ''
        const whose = await app.registry.read(organisationOfDeployment, cli, { deployment })
        const actor = systemActor('command-line', whose)
        return { doors: app.registry.doorsFor(actor), actor, close: async () => {} }
      },
      clock: app.clock,
      newId: makeIds(app.clock, () => new Uint8Array(16)),
      out: (text) => out.push(text),
      error: (text) => out.push(text),
    },
    ['gate', 'check', id, gate, '--json'],
  )
  return { code, json: JSON.parse(out.join('\n')) }
}

describe('a gate that is not met', () => {
  test('is refused with the same list on the page, in the API and on the command line', async () => {
    const id = await newDeployment()
    await sign(id, 'R18', 'R40')
    const page = await app.post(`/register/deployments/${id}/gates/pilot/decide/go`, sponsor, {
      reason: 'Now',
    })
    const html = await page.text()
    expect(page.status).toBe(409)
    const api = await app.api('POST', `/deployments/${id}/gates/pilot/decisions`, sponsor, {
      decision: 'go',
      reason: 'Now',
    })
    const problem = await api.json()
    expect(api.status).toBe(409)
    expect(problem.code).toBe('unmet')
    expect(problem.unmet.map((one: { requirement: string }) => one.requirement)).toEqual([
      'R18',
      'R40',
      'ask',
      'safety',
      'information',
      'technology',
    ])
    const { code, json } = await gateCheck(id, 'pilot')
    expect(code).toBe(7)
    expect(json.error.unmet).toEqual(problem.unmet)
    for (const one of problem.unmet) expect(html).toContain(one.name)
    expect(html).toContain('Now')
    expect(await stageOf(id)).toBe('assess')
    await expect(decide(id, 'pilot', 'go')).rejects.toThrow(Unmet)
  })

  test('shows what is met and unmet before anyone decides, and why', async () => {
    const id = await newDeployment()
    const html = await (await app.get(`/register/deployments/${id}/gates/pilot`, sponsor)).text()
    expect(html).toContain('Gate: assess to pilot')
    expect(html).toContain('What blocks this gate')
    expect(html).toContain('It touches real care.')
    expect(html).toContain('Questions are ours, built from cited sources.')
    expect(html.indexOf('>Decide<')).toBeLessThan(html.indexOf('What blocks this gate'))
    expect(html).toMatch(/<details[^>]*>(?:(?!<\/details>).)*\d+ advised</s)
    expect(html).not.toContain('/gates/pilot/decide/go"')
    const answer = await app.api('GET', `/deployments/${id}/gates/pilot`, sponsor)
    expect(await answer.json()).toMatchObject({ gate: 'pilot', can_pass: false })

    // Whoever may not record a decision is told so before they write one; a stop is free to them.
    const here = `/register/deployments/${id}/gates/pilot`
    const offered = await (await app.get(here, owner)).text()
    expect(offered).toContain('/decide/stop"')
    for (const decision of ['go', 'more-work']) {
      expect(offered).not.toContain(`/decide/${decision}"`)
      const typed = await (await app.get(`${here}/decide/${decision}`, owner)).text()
      expect(typed).toContain('This gate is decided by the executive sponsor.')
      expect(typed).not.toContain('name="reason"')
    }
    expect(await (await app.get(`${here}/decide/stop`, owner)).text()).toContain('name="reason"')
    const list = await (await app.get(`/register/deployments/${id}/gates`, staff)).text()
    expect(list).toContain('Start the pilot')
  })
})

describe('a gate that is met', () => {
  test('is passed by the executive sponsor: stage, decision, facts and event in one commit', async () => {
    const id = await newDeployment()
    await sign(id)
    await decide(id, 'pilot', 'go', { until: '2027-02-01' })
    expect(await stageOf(id)).toBe('pilot')
    const behind = await (await app.get(`/register/deployments/${id}/gates/pilot`, sponsor)).text()
    expect(behind).toContain('What follows is how it would stand today.')
    expect(behind.indexOf('Decided here')).toBeLessThan(behind.indexOf('>Decide again<'))
    expect(behind).toContain('Add a decision to those made here')
    expect(behind).not.toContain('Record another decision')
    const late = await app.post(`/register/deployments/${id}/gates/usual/decide/hold`, sponsor, {
      reason: 'Not yet',
    })
    expect(late.status).toBe(409)
    const refused = await late.text()
    expect(refused).toContain('Now stored: Pilot')
    expect(refused).not.toContain('Now stored: pilot')
    const [grounds] = await app.sql(
      `select g.*, d.passed from gate_decision_grounds g join gate_decisions d on d.id = g.decision_id where d.deployment_id = $1`,
      [id],
    )
    expect(grounds).toMatchObject({
      passed: true,
      decided_by: sponsor.id,
      role: 'executive-sponsor',
      assessment: { gate: 'pilot', canPass: true },
    })
    expect(grounds?.['facts'].statuses).toHaveLength(50)
    const events = await app.sql(
      `select name from events where payload->>'deploymentId' = $1 order by id`,
      [id],
    )
    expect(events.map((one) => one['name'])).toEqual(
      expect.arrayContaining(['gate.decided', 'deployment.stage-changed']),
    )
    const audit = await app.sql(`select command from audit where subject_id = $1`, [id])
    expect(audit.map((one) => one['command'])).toContain('pathway.decide-gate')
    await expect(decide(id, 'pilot', 'go')).rejects.toThrow(Unmet)
  })

  test('two sponsors at once: one decision stands', async () => {
    const id = await newDeployment()
    await sign(id)
    const outcomes = await Promise.allSettled([
      decide(id, 'pilot', 'go'),
      decide(id, 'pilot', 'go'),
    ])
    expect(outcomes.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('is not decided by another role, by who signed its evidence, or by an API key', async () => {
    const id = await newDeployment()
    const both = await app.world.person(
      { id: owner.organisationId ?? '', name: owner.organisationName ?? '' },
      'executive-sponsor',
      'clinical-safety-officer',
    )
    await sign(id, 'R04')
    await answerAndSign(app, { 'clinical-safety-officer': both }, id, ['R04'])
    await signBefore(id)
    await expect(decide(id, 'pilot', 'go', {}, both)).rejects.toThrow('You signed evidence')
    await expect(decide(id, 'pilot', 'go', {}, owner)).rejects.toThrow(NotAllowed)
    await expect(decide(id, 'pilot', 'go', {}, staff)).rejects.toThrow(NotAllowed)
    const key: Actor = { ...sponsor, kind: 'key', id: 'key_1' }
    await expect(decide(id, 'pilot', 'go', {}, key)).rejects.toThrow('Only a person')
    const html = await (await app.get(`/register/deployments/${id}/gates/pilot`, both)).text()
    expect(html).toContain('You signed evidence for this gate')
    const api = await app.api('POST', `/deployments/${id}/gates/pilot/decisions`, staff, {
      decision: 'go',
      reason: 'Now',
    })
    expect(api.status).toBe(403)
  })

  test('go with conditions names owner and day; they block the next gate until they are closed', async () => {
    const id = await newDeployment()
    await sign(id)
    const conditions = [
      { condition: 'Train the night shift', ownerId: owner.id, due: '2026-12-01' },
    ]
    await expect(decide(id, 'pilot', 'go-with-conditions')).rejects.toThrow(Invalid)
    await decide(id, 'pilot', 'go-with-conditions', { conditions })
    expect((await check(id, 'implement')).unmet.map((one) => one.requirementId)).toContain(
      'conditions-closed',
    )
    const home = await (await app.get('/', owner)).text()
    expect(home).toContain('Train the night shift')
    // Past its day it stands before whoever decided too, and before nobody whom it is no concern of.
    const overdue = 'Condition overdue'
    expect(await (await app.get('/', sponsor)).text()).not.toContain(overdue)
    app.clock.set('2026-12-02T10:00:00Z')
    const seen = await (await app.get('/', sponsor)).text()
    expect(seen).toContain(overdue)
    expect(seen).toContain(`/register/deployments/${id}/gates#conditions`)
    expect(await (await app.get('/', technical)).text()).not.toContain(overdue)
    expect(await (await app.get('/', partner)).text()).not.toContain(overdue)
    app.clock.set('2026-11-02T10:00:00Z')
    const [row] = await app.sql('select id from gate_conditions where deployment_id = $1', [id])
    const close = { id: row?.['id'], note: 'All 14 trained.' }
    await expect(app.registry.run(closeCondition, technical, close)).rejects.toThrow(NotAllowed)
    await app.registry.run(closeCondition, owner, close)
    await expect(app.registry.run(closeCondition, owner, close)).rejects.toThrow(Conflict)
    expect((await check(id, 'implement')).unmet.map((one) => one.requirementId)).not.toContain(
      'conditions-closed',
    )
  })

  test('of more uses than are looked at for what to decide, Home says how many there are besides', async () => {
    await Promise.all(Array.from({ length: 11 }, () => newDeployment()))
    const [row] = await app.sql<{ n: number }>(
      `select count(*)::int as n from deployments where organisation_id = $1 and state = 'running' and stage in ('assess', 'pilot', 'implement')`,
      [sponsor.organisationId],
    )
    const besides = `${(row?.n ?? 0) - 10} more use`
    expect(await (await app.get('/', sponsor)).text()).toContain(besides)
    expect(await (await app.get('/', technical)).text()).not.toContain('before business as usual')
  })

  test('a version change re-opens what the passed gate rests on, and the gate shows it', async () => {
    const id = await newDeployment()
    await sign(id)
    await decide(id, 'pilot', 'go')
    await app.registry.run(changeVersion, owner, { deploymentId: id, versionId: nextVersion })
    await app.drain()
    const { unmet } = await check(id, 'pilot')
    expect(unmet.find((one) => one.requirementId === 'R04')).toMatchObject({
      state: 'under-review',
      sentence: 'Under review since version 2.4.',
    })
    const html = await (await app.get(`/register/deployments/${id}/gates`, owner)).text()
    expect(html).toContain('To look at again')
  })

  test('what was signed for the new version before the change was carried there stays met', async () => {
    const id = await newDeployment()
    await app.registry.run(changeVersion, owner, { deploymentId: id, versionId: nextVersion })
    await sign(id)
    await app.drain()
    expect((await check(id, 'pilot')).unmet).toEqual([])
  })
})

describe('signatures before a decision', () => {
  const signStep = (id: string, step: string, actor: Actor) =>
    app.registry.run(signGate, actor, { deploymentId: id, gate: 'pilot', step })
  const answered = async () => {
    const id = await newDeployment()
    await sign(id, 'R32')
    await answerAndSign(app, signers(), id, ['R32'])
    return id
  }

  test('come in order, from their roles, through page and API; the gate waits for each', async () => {
    const id = await answered()
    await expect(decide(id, 'pilot', 'go')).rejects.toThrow(Unmet)
    await expect(signStep(id, 'safety', safety)).rejects.toThrow('This comes first')
    await expect(signStep(id, 'ask', staff)).rejects.toThrow(NotAllowed)
    await expect(signStep(id, 'nobody', owner)).rejects.toThrow(Invalid)
    const here = `/register/deployments/${id}/gates/pilot`
    const asked = await app.post(`${here}/sign/ask`, owner, { note: 'The wards are ready.' })
    expect(asked.status).toBe(303)
    const again = await app.post(`${here}/sign/ask`, owner, { note: 'Once more.' })
    expect(again.status).toBe(403)
    const api = await app.api('POST', `/deployments/${id}/gates/pilot/signatures`, safety, {
      step: 'safety',
    })
    expect([api.status, (await api.json()).role]).toEqual([201, 'clinical-safety-officer'])
    const html = await (await app.get(here, governance)).text()
    for (const said of [
      'Signatures before the decision',
      `Signed by ${owner.name} (deployment owner) on 2 November 2026.`,
      'The wards are ready.',
      `href="${here}/sign/information"`,
    ])
      expect(html).toContain(said)
    const toSign = `href="${here}/sign/information"`
    expect(await (await app.get('/', governance)).text()).toContain(toSign)
    await signStep(id, 'information', governance)
    expect(await (await app.get('/', governance)).text()).not.toContain(toSign)
    await signStep(id, 'technology', technical)
    await decide(id, 'pilot', 'go')
    const kept = await app.sql(
      `select ended_as, decision_id is not null as decided from gate_signatures where deployment_id = $1`,
      [id],
    )
    expect(kept).toEqual(Array.from({ length: 4 }, () => ({ ended_as: 'decided', decided: true })))
    const audit = await app.sql(
      `select command from audit where subject_id = $1 and command = 'pathway.sign-gate'`,
      [id],
    )
    expect(audit).toHaveLength(4)
  })

  test('who asks does not sign as safety too, and who signed does not decide', async () => {
    const id = await answered()
    const both = await app.world.person(
      { id: owner.organisationId ?? '', name: owner.organisationName ?? '' },
      'deployment-owner',
      'clinical-safety-officer',
      'executive-sponsor',
    )
    await signStep(id, 'ask', both)
    await expect(signStep(id, 'safety', both)).rejects.toThrow('somebody else must sign')
    await signBefore(id)
    await expect(decide(id, 'pilot', 'go', {}, both)).rejects.toThrow('signed before the decision')
  })

  test('can be taken back by who gave them, with the reason, until the decision', async () => {
    const id = await answered()
    await signBefore(id)
    const { unmet } = await check(id, 'pilot')
    expect(unmet).toEqual([])
    const [row] = await app.sql<{ id: string }>(
      `select id from gate_signatures where deployment_id = $1 and step = 'safety'`,
      [id],
    )
    const take = { id: row?.id, reason: 'The supplier called about a fault.' }
    await expect(app.registry.run(takeBackSignature, owner, take)).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(takeBackSignature, partner, take)).rejects.toThrow(NotFound)
    const path = `/register/deployments/${id}/gates/pilot/signatures/${take.id}/take-back`
    expect(await (await app.get(path, safety)).text()).toContain('take this signature back')
    expect((await app.post(path, safety, { reason: take.reason })).status).toBe(303)
    await expect(app.registry.run(takeBackSignature, safety, take)).rejects.toThrow(Conflict)
    expect((await check(id, 'pilot')).unmet.map((one) => one.requirementId)).toEqual(['safety'])
    const html = await (await app.get(`/register/deployments/${id}/gates/pilot`, owner)).text()
    expect(html).toContain('taken back: The supplier called about a fault.')
  })

  test('are to be given again when evidence is re-opened, with the reason', async () => {
    const id = await answered()
    await signBefore(id)
    await app.registry.run(changeVersion, owner, { deploymentId: id, versionId: nextVersion })
    await app.drain()
    await sign(id, 'R04')
    const item = (await check(id, 'pilot')).unmet.find((one) => one.requirementId === 'safety')
    expect(item).toMatchObject({ state: 'sign-again' })
    expect(item?.sentence).toContain('Under review since version 2.4.')
    await sign(id)
    expect((await check(id, 'pilot')).unmet).toEqual([])
    const ended = await app.sql(
      `select count(*)::int as ended from gate_signatures where deployment_id = $1 and ended_as = 'given-again'`,
      [id],
    )
    expect(ended).toEqual([{ ended: 4 }])
  })

  test('a deputy signs and decides for whom they stand in, and only what that person may', async () => {
    const id = await answered()
    const trust = { id: owner.organisationId ?? '', name: owner.organisationName ?? '' }
    const colleague = await app.world.person(trust, 'staff')
    const days = { firstDay: '2026-11-02', lastDay: '2026-11-09', reason: 'Leave.' }
    const standsInFor = async (principal: Actor, role: string): Promise<Actor> => {
      const about = { role, deputyId: colleague.id, ...days }
      await app.registry.run(nameDeputy, principal, about)
      const held = await app.registry.read(membershipsOf, colleague, { personId: colleague.id })
      return { ...colleague, roles: held[0]?.roles ?? [], deputyFor: held[0]?.deputyFor ?? {} }
    }
    await signStep(id, 'ask', owner)
    await signStep(id, 'safety', await standsInFor(safety, 'clinical-safety-officer'))
    const shown = await (await app.get(`/register/deployments/${id}/gates/pilot`, owner)).text()
    expect(shown).toContain(`on behalf of ${safety.name}`)
    const [line] = await app.sql<{ after: { onBehalfOf: string } }>(
      `select after from audit where command = 'pathway.sign-gate' and actor_id = $1`,
      [colleague.id],
    )
    expect(line?.after.onBehalfOf).toBe(safety.name)
    await signBefore(id)
    const forSponsor = await standsInFor(sponsor, 'executive-sponsor')
    await expect(decide(id, 'pilot', 'go', {}, forSponsor)).rejects.toThrow('You signed before')
  })

  test('another organisation signs nothing and sees none', async () => {
    const id = await answered()
    await signStep(id, 'ask', owner)
    await expect(signStep(id, 'ask', partner)).rejects.toThrow(NotAllowed)
    await expect(signStep(id, 'ask', stranger)).rejects.toThrow(NotFound)
    expect((await app.get(`/register/deployments/${id}/gates/pilot`, partner)).status).toBe(403)
  })
})

describe('an exception', () => {
  test('lets the gate be passed, shows on every page, and stops counting after its day', async () => {
    const id = await newDeployment()
    await sign(id, 'R32')
    await except(id, 'pilot', 'R32')
    await signBefore(id)
    await decide(id, 'pilot', 'go')
    for (const path of ['', '/gates', '/evidence', '/monitoring']) {
      const html = await (await app.get(`/register/deployments/${id}${path}`, staff)).text()
      expect(html).toContain('The supplier sends it in January.')
      expect(html).toContain(sponsor.name)
    }
    app.clock.set('2027-01-31T12:00:00Z')
    expect((await check(id, 'pilot')).excepted).toHaveLength(1)
    app.clock.set('2027-02-01T12:00:00Z')
    expect((await check(id, 'pilot')).unmet.map((one) => one.requirementId)).toContain('R32')
    const after = await (await app.get(`/register/deployments/${id}`, staff)).text()
    expect(after).not.toContain('The supplier sends it in January.')
    app.clock.set('2026-11-02T10:00:00Z')
  })

  test('is refused where nobody may make it, for the wrong role, without a day, and by who signed', async () => {
    const id = await newDeployment()
    await expect(except(id, 'pilot', 'R04')).rejects.toThrow('Nobody may')
    await expect(except(id, 'pilot', 'version-chosen')).rejects.toThrow(Conflict)
    await expect(except(id, 'pilot', 'R32', '2027-01-31', owner)).rejects.toThrow(NotAllowed)
    await expect(except(id, 'pilot', 'R32', '2026-11-02')).rejects.toThrow(Invalid)
    await expect(except(id, 'pilot', 'R32', '2030-01-01')).rejects.toThrow(Invalid)
    await expect(except(id, 'pilot', 'R32', '2027-01-31', staff)).rejects.toThrow(NotAllowed)
  })

  test('can be revoked, with the reason, once', async () => {
    const id = await newDeployment()
    const { id: exception } = await except(id, 'pilot', 'R32')
    const revoke = () =>
      app.registry.run(revokeException, sponsor, { id: exception, reason: 'It came early.' })
    await revoke()
    expect((await check(id, 'pilot')).unmet.map((one) => one.requirementId)).toContain('R32')
    await expect(revoke()).rejects.toThrow(Conflict)
  })
})

describe('what is never blocked', () => {
  test('a cease, a roll-back and a pause take effect with everything unmet', async () => {
    const ceased = await newDeployment()
    await decide(ceased, 'cease', 'cease-now', { ceaseReasons: ['cost'] }, safety)
    expect(await stageOf(ceased)).toBe('cease')
    const live = await newDeployment({ stage: 'implement' })
    await decide(live, 'usual', 'roll-back', {}, technical)
    expect(await stageOf(live)).toBe('pilot')
    const usual = await newDeployment({ stage: 'usual' })
    await decide(usual, 'review', 'pause', {}, owner)
    const [row] = await app.sql('select state from deployments where id = $1', [usual])
    expect(row).toEqual({ state: 'paused' })
  })

  test('the page of a cease leads to it at once, for it is no other decision than passing', async () => {
    const id = await newDeployment()
    const html = await (await app.get(`/register/deployments/${id}/gates/cease`, owner)).text()
    expect(html).toMatch(/class="[^"]*button[^"]*"[^>]*>\s*Cease now/)
    expect(html).not.toContain('Record another decision than passing it')
  })

  test('a stop at a gate needs its reasons', async () => {
    const id = await newDeployment()
    await expect(decide(id, 'pilot', 'stop')).rejects.toThrow(Invalid)
    await decide(id, 'pilot', 'stop', { ceaseReasons: ['no-benefit'] })
    expect(await stageOf(id)).toBe('cease')
  })

  test('a paused deployment passes no gate', async () => {
    const id = await newDeployment()
    await sign(id)
    const reason = 'An incident elsewhere'
    await app.registry.run(pauseDeployment, owner, { deploymentId: id, reason })
    await expect(decide(id, 'pilot', 'go')).rejects.toThrow('paused')
  })
})

test('a pilot ends after six months where nobody names a day', async () => {
  const id = await newDeployment()
  await sign(id)
  await decide(id, 'pilot', 'go')
  const [row] = await app.sql('select pilot_ends::text as ends from deployments where id = $1', [
    id,
  ])
  expect(row).toEqual({ ends: '2027-05-02' })
})

test('a pilot is extended once, to a day', async () => {
  const id = await newDeployment()
  await sign(id)
  await decide(id, 'pilot', 'go', { until: '2027-02-01' })
  await expect(decide(id, 'implement', 'extend-once')).rejects.toThrow(Invalid)
  await decide(id, 'implement', 'extend-once', { until: '2027-05-01' })
  await expect(decide(id, 'implement', 'extend-once', { until: '2027-08-01' })).rejects.toThrow(
    Conflict,
  )
  const [row] = await app.sql('select pilot_ends::text as ends from deployments where id = $1', [
    id,
  ])
  expect(row).toEqual({ ends: '2027-05-01' })
})

describe('a tool in use before it was assessed', () => {
  test('reads not passed here, gets a list with owners and days, and cannot scale', async () => {
    const id = await newDeployment({ stage: 'usual' })
    const { catchUp } = await app.registry.read(showGates, owner, { deploymentId: id })
    expect(catchUp[0]).toMatchObject({ seriousness: 'nobody may except it', due: '2026-12-02' })
    await app.registry.run(planCatchUp, sponsor, {
      deploymentId: id,
      requirementId: 'R04',
      ownerId: safety.id,
      due: '2026-11-16',
    })
    const html = await (await app.get(`/register/deployments/${id}/gates`, owner)).text()
    expect(html).toContain('Not passed here')
    expect(html).toContain(safety.name)
    expect(html).toContain('16 November 2026')
    const scale = await check(id, 'scale')
    expect(scale.unmet.map((one) => one.requirementId)).toContain('caught-up')
    await expect(decide(id, 'scale', 'scale-to-sites')).rejects.toThrow(Unmet)
  })
})

const newOpportunity = async () => {
  count += 1
  return app.registry.run(putForwardOpportunity, owner, {
    title: `Letters take long ${count}`,
    problem: 'Clinic letters take 11 days.',
    isClinical: 'yes',
  })
}

describe('the first gate, of an opportunity', () => {
  test('a go opens a deployment at assess, with the decision, in one commit', async () => {
    const opportunity = await newOpportunity()
    const page = await app.get(`/register/opportunities/${opportunity.id}/gate`, sponsor)
    expect(await page.text()).toContain('Gate: opportunity to assess')
    const decided = await app.registry.run(decideOpportunity, owner, {
      opportunityId: opportunity.id,
      decision: 'go',
      reason: 'Worth a look.',
      productId: product.id,
    })
    const { decisions, deployment, stageChanges } = await app.registry.read(showGates, owner, {
      deploymentId: decided.deploymentId ?? '',
    })
    expect(deployment).toMatchObject({ stage: 'assess', version: null })
    expect(decisions[0]).toMatchObject({ gate: 'assess', passed: true })
    expect(stageChanges[0]).toMatchObject({ gate: 'passed', decisionId: decided.id })
    const again = app.registry.run(decideOpportunity, owner, {
      opportunityId: opportunity.id,
      decision: 'park',
      reason: 'x',
    })
    await expect(again).rejects.toThrow(Conflict)
  })

  test('it is joined to a use of the register only; a wrong id is refused and nothing typed is lost', async () => {
    const { id } = await newOpportunity()
    const joined = { decision: 'join-existing', reason: 'The same letters.' }
    const gate = `/register/opportunities/${id}/gate`
    for (const deploymentId of ['dep_nowhere', 'Radiology'])
      for (const refused of [
        await app.post(gate, sponsor, { ...joined, deploymentId }),
        await app.post(`/register/opportunities/${id}/set-aside`, owner, {
          act: 'join',
          reason: joined.reason,
          deploymentId,
        }),
      ]) {
        expect(refused.status).toBe(422)
        const html = await refused.text()
        expect(html).toContain('There is no use with this id in the register')
        expect(html).toContain(joined.reason)
      }
    const [row] = await app.sql('select state from opportunities where id = $1', [id])
    expect(row).toEqual({ state: 'open' })
    const [use] = await app.sql<{ id: string; title: string }>(
      `select d.id, u.title from deployments d join use_cases u on u.id = d.use_case_id
        where d.organisation_id = $1 limit 1`,
      [sponsor.organisationId],
    )
    await app.sql('update opportunities set title = $2 where id = $1', [id, use?.title])
    expect(await (await app.get(gate, sponsor)).text()).toContain(`<option value="${use?.id}">`)
    const address = `https://register.example.nhs.test/register/deployments/${use?.id}/gates`
    expect((await app.post(gate, sponsor, { ...joined, address })).status).toBe(303)
    expect(
      await app.sql('select state, deployment_id from opportunities where id = $1', [id]),
    ).toEqual([{ state: 'joined', deployment_id: use?.id }])
  })

  test('it can be parked, and others may not decide', async () => {
    const opportunity = await newOpportunity()
    const input = { opportunityId: opportunity.id, decision: 'park', reason: 'Next year.' }
    await expect(app.registry.run(decideOpportunity, technical, input)).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(decideOpportunity, stranger, input)).rejects.toThrow(NotFound)
    const { opportunityId, ...body } = input
    const path = `/opportunities/${opportunityId}/gate/decisions`
    expect((await app.api('POST', path, staff, body)).status).toBe(403)
    expect((await app.api('POST', path, sponsor, body)).status).toBe(201)
    const [row] = await app.sql('select state from opportunities where id = $1', [opportunity.id])
    expect(row).toEqual({ state: 'parked' })
  })
})

test('another organisation sees nothing; a partner sees the outcome and neither evidence nor names', async () => {
  const id = await newDeployment()
  await sign(id)
  await decide(id, 'pilot', 'go')
  await expect(check(id, 'implement', stranger)).rejects.toThrow(NotFound)
  await expect(check(id, 'implement', partner)).rejects.toThrow(NotAllowed)
  await expect(decide(id, 'implement', 'go', {}, partner)).rejects.toThrow(NotAllowed)
  expect((await app.get(`/register/deployments/${id}/gates`, stranger)).status).toBe(404)
  const seen = await app.registry.read(showGates, partner, { deploymentId: id })
  expect(seen.decisions[0]).toMatchObject({ gate: 'pilot', passed: true, grounds: null })
  expect(seen).toMatchObject({ assessments: [], exceptions: [], conditions: [] })
  const html = await (await app.get(`/register/deployments/${id}/gates`, partner)).text()
  expect(html).toContain('Passed')
  expect(html).not.toContain(sponsor.name)
})

test('the agreed way is there for anyone to read, with sources and how sure they are', async () => {
  const html = await (await app.get('/framework')).text()
  expect(html).toContain('Local clinical safety file (DCB0160)')
  expect(html).toContain('to be confirmed')
  expect(html).toContain('no body has endorsed them')
  const parts = html.match(/aria-label="On this page".*?<\/nav>/)?.[0].matchAll(/href="#([^"]+)"/g)
  for (const [, id] of parts ?? []) expect(html).toContain(`id="${id}"`)
  expect(html).toContain('href="#requirements"')
  const one = await (await app.get('/framework/R04')).text()
  expect(one).toContain('national review of DCB0129')
  expect((await app.get('/framework/R99')).status).toBe(404)
})
