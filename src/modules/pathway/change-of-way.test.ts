import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import {
  adoptProposal,
  answerProposal,
  commentOnProposal,
  noteInstalledVersion,
  proposeChange,
  withdrawProposal,
} from '#modules/agreed-way/index.js'
import { registerDeployment } from '#modules/deployments/index.js'
import { agreedWay } from '#modules/framework/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import type { TestOrganisation } from '../../../tests/support/world.js'
import { showGate } from './index.js'
import { showChangeImpact } from './show-change-impact.js'

const LAYER = `id: ours
name: Example board
requirements:
  - id: L-EX1
    name: Interpreters
    areas: [A5]
    question: How is it used with somebody who needs an interpreter?
    why: Many people here speak another language.
    goodEvidence: A rule for staff.
    scope: deployment
    applies: { fact: patientFacing, equals: true }
    answeredBy: [deployment-owner]
    signedBy: [clinical-safety-officer]
    mayExcept: [{ by: [executive-sponsor] }]
    metBy: { anyOf: [answers] }
    gates: [{ gate: pilot, effect: blocks, needs: signed }]
    renewal: [{ months: 12 }]
    fields: [{ id: rule, label: What is the rule?, kind: text, required: true, help: In a line. }]
    sources: [{ name: Our board, mark: to-be-confirmed }]
gates: [{ requirement: R24, gate: pilot, effect: blocks, needs: signed }]
additions: [{ requirement: R34, wording: Here it goes to the AI group first. }]
`

let app: TestApp
let icb: TestOrganisation
let trust: TestOrganisation
let lead: Actor
let owner: Actor
let sponsor: Actor
let stranger: Actor
let facing: string
let inward: string
let elsewhere: string

beforeAll(async () => {
  app = await testApp()
  const system = await app.world.system(1)
  icb = system.icb
  trust = system.trusts[0] as TestOrganisation
  lead = await app.world.person(icb, 'system-ai-lead')
  owner = await app.world.person(trust, 'deployment-owner')
  sponsor = await app.world.person(trust, 'executive-sponsor')
  const other = await app.world.system(1)
  stranger = await app.world.person(other.trusts[0] as TestOrganisation, 'deployment-owner')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  const contact = await app.world.person(supplier, 'supplier-contact')
  const product = await app.registry.run(registerProduct, contact, {
    name: 'Example assistant',
    version: { name: '1.0' },
  })
  const register = async (actor: Actor, patientFacing: boolean) => {
    const made = await app.registry.run(registerDeployment, actor, {
      productId: product.id,
      versionId: product.versionId,
      useCase: { title: `Use ${patientFacing ? 'facing' : 'inward'}` },
      stage: 'assess',
      facts: { patientFacing },
    })
    return made.id
  }
  facing = await register(owner, true)
  inward = await register(owner, false)
  elsewhere = await register(stranger, true)
})
afterAll(() => app.close())

const proposal = (change: object = {}) => ({
  kind: 'layer',
  title: 'Ask about interpreters',
  reason: 'Two sites asked for it',
  layer: LAYER,
  commentsUntil: '2026-11-09',
  groupName: 'AI governance group',
  groupMembers: [icb.id, trust.id],
  ...change,
})
const propose = (change: object = {}) => app.registry.run(proposeChange, lead, proposal(change))
const adopt = (proposalId: string) => app.registry.run(adoptProposal, lead, { proposalId })
const agree = (actor: Actor, proposalId: string) =>
  app.registry.run(answerProposal, actor, { proposalId, answer: 'agrees' })
const unmetAt = async (actor: Actor, deploymentId: string) => {
  const { assessment } = await app.registry.read(showGate, actor, { deploymentId, gate: 'pilot' })
  return {
    version: assessment.frameworkVersion,
    unmet: assessment.unmet.map((one) => one.requirementId),
  }
}

describe('a change to the agreed way of a system', () => {
  test('is proposed by its board only; what does not fit is refused and nothing is stored', async () => {
    await expect(app.registry.run(proposeChange, owner, proposal())).rejects.toThrow(NotAllowed)
    const far = await app.world.person(trust, 'system-ai-lead')
    await expect(app.registry.run(proposeChange, far, proposal())).rejects.toThrow('board')
    const bad = [
      [{ layer: `${LAYER}remove: [R04]\n` }, 'never removes or loosens'],
      [{ layer: LAYER.replace('patientFacing', 'moonPhase') }, 'names the fact'],
      [{ layer: 'id: [' }, 'cannot be read as YAML'],
      [{ layer: '' }, 'in force already'],
      [{ kind: 'national', national: '' }, 'in force already'],
      [{ commentsUntil: '2026-11-02' }, 'after today'],
      [{ groupMembers: [stranger.organisationId] }, 'your own system'],
      [{ reason: 'Patient 943 476 5919' }, 'NHS number'],
    ] as const
    for (const [change, sentence] of bad) {
      await expect(propose(change)).rejects.toThrow(Invalid)
      await expect(propose(change)).rejects.toThrow(sentence)
    }
    expect(await app.sql('select 1 from way_proposals')).toEqual([])
  })

  test('by a form that keeps what was typed when it is refused, and shows the difference first', async () => {
    const path = '/framework/layer/edit'
    const circle =
      'id: ours\nname: Ours\ngates: [{ requirement: R18, gate: assess, effect: blocks, needs: signed, when: { fact: highRiskLeft, equals: true } }]\n'
    for (const [layer, sentence] of [
      [circle, 'The rules go in a circle'],
      ['id: [', 'cannot be read as YAML'],
      [LAYER.replace('patientFacing', 'moonPhase'), 'names the fact moonPhase, which is not known'],
    ] as const) {
      const refused = await app.post(path, lead, { layer, title: 'Typed title', act: 'preview' })
      expect(refused.status).toBe(422)
      const html = await refused.text()
      expect(html).toContain(sentence)
      expect(html).toContain('Typed title')
    }
    const file = new File([LAYER], 'layer.yaml', { type: 'text/yaml' })
    const shown = await app.post(path, lead, { layer: '', file, title: 'T', act: 'preview' })
    const html = await shown.text()
    expect(html).toContain('Nothing is stored yet')
    expect(html).toContain('L-EX1')
    expect(html).not.toContain('{&quot;')
    expect(await app.sql('select 1 from way_proposals')).toEqual([])
  })

  test('shows each deployment what it adds before it is adopted, and is adopted in time and with agreement', async () => {
    const before = await unmetAt(owner, facing)
    const { id } = await propose()
    const { impacts } = await app.registry.read(showChangeImpact, owner, { proposalId: id })
    const of = (deploymentId: string) =>
      impacts.find(({ deployment }) => deployment.id === deploymentId)
    expect(impacts).toHaveLength(2)
    expect(of(facing)?.added.map((one) => one.id)).toEqual(['L-EX1'])
    expect(of(inward)?.added).toEqual([])
    expect(of(facing)?.changed.map((one) => one.id)).toEqual(expect.arrayContaining(['R34']))
    expect(of(facing)?.ahead?.after).toBeGreaterThan(of(facing)?.ahead?.before ?? 99)
    const page = await (await app.get(`/framework/proposals/${id}/deployments`, owner)).text()
    expect(page).toContain('Interpreters (L-EX1)')
    expect(await unmetAt(owner, facing)).toEqual(before)

    for (const read of ['', '/deployments'])
      expect((await app.get(`/framework/proposals/${id}${read}`, stranger)).status).toBe(404)
    const words = { proposalId: id, words: 'Please name the languages' }
    await expect(app.registry.run(commentOnProposal, stranger, words)).rejects.toThrow(NotFound)
    await app.registry.run(commentOnProposal, owner, words)
    await expect(agree(owner, id)).rejects.toThrow(NotAllowed)
    await agree(lead, id)
    await expect(adopt(id)).rejects.toThrow('open to comments')
    app.clock.set('2026-11-10T10:00:00Z')
    await expect(app.registry.run(commentOnProposal, owner, words)).rejects.toThrow('passed')
    await expect(adopt(id)).rejects.toThrow(`Not answered yet: ${trust.name}`)
    const no = { proposalId: id, answer: 'does-not-agree' }
    await expect(app.registry.run(answerProposal, sponsor, no)).rejects.toThrow('Say why')
    await app.registry.run(answerProposal, sponsor, { ...no, words: 'Too soon' })
    await expect(adopt(id)).rejects.toThrow('Does not agree')
    await agree(sponsor, id)
    await expect(app.registry.run(adoptProposal, owner, { proposalId: id })).rejects.toThrow(
      NotAllowed,
    )
    await adopt(id)
    await expect(adopt(id)).rejects.toThrow(Conflict)

    const after = await unmetAt(owner, facing)
    expect(after.version).toBe(`${agreedWay().version}+ours.1`)
    expect(after.unmet).toEqual(expect.arrayContaining([...before.unmet, 'L-EX1', 'R24']))
    expect((await unmetAt(owner, inward)).unmet).not.toContain('L-EX1')
    const far = await unmetAt(stranger, elsewhere)
    expect(far.version).toBe(agreedWay().version)
    expect(far.unmet).not.toContain('L-EX1')
    const lines = await app.sql(
      `select command, actor_id, organisation_id from audit where subject_id = $1 order by id`,
      [id],
    )
    expect(lines.map((line) => line['command'])).toEqual([
      'agreed-way.propose-change',
      'agreed-way.comment-on-proposal',
      'agreed-way.answer-proposal',
      'agreed-way.answer-proposal',
      'agreed-way.answer-proposal',
      'agreed-way.adopt-proposal',
    ])
    expect(lines.at(-1)).toMatchObject({ actor_id: lead.id, organisation_id: icb.id })
  })

  test('is shown on the pages of its members, and to nobody else', async () => {
    const gates = await (await app.get(`/register/deployments/${facing}/gates`, owner)).text()
    expect(gates).toContain(`${agreedWay().version}+ours.1`)
    expect(gates).toContain('10 November 2026')
    const way = await (await app.get('/framework', owner)).text()
    expect(way).toContain('In force since 10 November 2026')
    const versions = await (await app.get('/framework/versions', owner)).text()
    expect(versions).toContain('Ask about interpreters')
    expect(await (await app.get('/framework/layer', owner)).text()).toContain('L-EX1')
    expect(await (await app.get('/framework/R34', owner)).text()).toContain('AI group first')
    expect((await app.get('/framework/L-EX1', owner)).status).toBe(200)
    for (const actor of [stranger, undefined]) {
      expect((await app.get('/framework/L-EX1', actor)).status).toBe(404)
      expect(await (await app.get('/framework', actor)).text()).not.toContain('Interpreters')
    }
    const answer = `/register/deployments/${facing}/evidence/L-EX1`
    expect(await (await app.get(answer, owner)).text()).toContain('What is the rule?')
  })

  test('a national version keeps the layer; of two changes only the first is adopted', async () => {
    const national = JSON.stringify({
      ...agreedWay(),
      version: '2026.12.0',
      requirements: agreedWay().requirements.filter(({ id }) => id !== 'R50'),
    })
    await expect(
      propose({
        kind: 'national',
        national: national.replaceAll('"R34"', '"R04"'),
        commentsUntil: '2026-11-20',
      }),
    ).rejects.toThrow('stands there twice')
    const change = { kind: 'national', national, commentsUntil: '2026-11-20', groupMembers: icb.id }
    const { id } = await propose(change)
    const rival = await propose({ layer: '', commentsUntil: '2026-11-20', groupMembers: icb.id })
    app.clock.set('2026-11-21T10:00:00Z')
    for (const one of [id, rival.id]) await agree(lead, one)
    await adopt(id)
    await expect(adopt(rival.id)).rejects.toThrow('Another change was adopted since')
    const overtaken = await (await app.get(`/framework/proposals/${rival.id}`, lead)).text()
    expect(overtaken).toContain(
      'Nobody is asked to comment on it or to agree to it. Another change',
    )
    expect(overtaken).not.toContain('Record the answer')
    expect(overtaken).not.toContain('Your comment')
    await expect(agree(lead, rival.id)).rejects.toThrow('Another change was adopted since')
    const { version, unmet } = await unmetAt(owner, facing)
    expect(version).toBe('2026.12.0+ours.2')
    expect(unmet).toContain('L-EX1')
    expect((await app.get('/framework/R50', owner)).status).toBe(404)
    expect((await app.get('/framework/R50', stranger)).status).toBe(200)
    const withdraw = { proposalId: rival.id, reason: 'Overtaken' }
    await expect(app.registry.run(withdrawProposal, owner, withdraw)).rejects.toThrow(NotAllowed)
    await app.registry.run(withdrawProposal, lead, withdraw)
    await expect(app.registry.run(withdrawProposal, lead, withdraw)).rejects.toThrow(Conflict)
    const history = await (await app.get('/framework/versions', owner)).text()
    expect(history).toContain('withdrawn')
    expect(history).toContain('in force from 10 November 2026')
  })
})

describe('what nobody may except', () => {
  const without = (...ids: string[]) => ({
    ...agreedWay(),
    version: '2026.12.1',
    requirements: agreedWay().requirements.filter(({ id }) => !ids.includes(id)),
  })
  const change = { kind: 'national', commentsUntil: '2026-11-30' }

  test('a version without it is refused when it is proposed, each block by name', async () => {
    const national = JSON.stringify(without('R04', 'R07', 'R18', 'R19'))
    const given = { ...change, groupMembers: icb.id, national }
    for (const which of ['R04', 'R07', 'R18', 'R19'])
      await expect(propose(given)).rejects.toThrow(`${which} (`)
    const preview = { kind: 'national', national }
    const answer = await app.api('POST', '/framework/layer/preview', lead, preview)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('R07 (Registration as a medical device) does not block')
  })

  test('one that stands proposed from before is not agreed to and not adopted, and its page says why', async () => {
    const given = { ...change, groupMembers: icb.id, national: JSON.stringify(without('R48')) }
    const { id } = await propose(given)
    const path = `/framework/proposals/${id}`
    expect(await (await app.get(path, lead)).text()).toContain('Record the answer')
    await app.sql('update way_proposals set national_content = $2 where id = $1', [
      id,
      JSON.stringify(without('R07')),
    ])
    const html = await (await app.get(path, lead)).text()
    const why = 'R07 (Registration as a medical device) does not block “Start the pilot”'
    expect(html).toContain(`Nobody is asked to comment on it or to agree to it. ${why}`)
    expect(html).not.toContain('Record the answer')
    await expect(agree(lead, id)).rejects.toThrow(why)
    await expect(adopt(id)).rejects.toThrow(why)
    await app.registry.run(withdrawProposal, lead, { proposalId: id, reason: 'It asks too little' })
  })
})

describe('a version in force that was adopted before it had to keep them', () => {
  const [what, which] = ['asks less than it must', 'R07 (Registration as a medical device)']
  const read = async (path: string, actor: Actor) => (await app.get(path, actor)).text()
  let kept: { id: string; national_content: object; digest: string } | undefined

  test('is told to its lead on Home and to its system on the page, with what to do', async () => {
    for (const path of ['/', '/framework', '/framework/versions'])
      expect(await read(path, lead)).not.toContain(what)
    ;[kept] = await app.sql<NonNullable<typeof kept>>(
      `select id, national_content, digest from way_proposals where state = 'adopted' order by number desc limit 1`,
    )
    const less = {
      ...agreedWay(),
      version: '2026.12.5',
      requirements: agreedWay().requirements.map((one) =>
        one.id === 'R07' ? { ...one, renewal: [{ on: 'version' }] } : one,
      ),
    }
    await app.sql('update way_proposals set national_content = $2, digest = $3 where id = $1', [
      kept?.id,
      JSON.stringify(less),
      'f'.repeat(64),
    ])
    const home = await read('/', lead)
    expect(home).toContain(`of the agreed way ${what}`)
    expect(home).toContain(which)
    expect(await read('/', owner)).not.toContain(what)
    expect(await read('/framework', owner)).toContain(
      '1 thing that nobody may except is asked less',
    )
    const page = await read('/framework/versions', lead)
    expect(page).toContain(`${which} would be looked at again with every new version`)
    expect(page).toContain('Propose a version')
    expect(await read('/framework/versions', owner)).toContain('The system AI lead of the board')
    expect(await read('/framework/versions', stranger)).not.toContain(what)
  })

  test('and no more once another is in force', async () => {
    await app.sql('update way_proposals set national_content = $2, digest = $3 where id = $1', [
      kept?.id,
      JSON.stringify(kept?.national_content),
      kept?.digest,
    ])
    expect(await read('/', lead)).not.toContain(what)
  })
})

describe('proposals over the API', () => {
  const call = async (method: string, path: string, actor: Actor, body?: unknown) => {
    const response = await app.api(method, path, actor, body)
    return { status: response.status, json: await response.json() }
  }
  const list = '/framework/proposals'

  test('are made, read, commented on, answered and adopted as on the pages; deciding is for people', async () => {
    const given = proposal({ layer: '', commentsUntil: '2026-12-01', groupMembers: [icb.id] })
    expect((await call('POST', list, owner, given)).status).toBe(403)
    const bad = await call('POST', list, lead, { ...given, layer: 'id: [' })
    expect(bad).toMatchObject({ status: 422, json: { code: 'invalid' } })
    const preview = { kind: 'layer', layer: '' }
    const shown = await call('POST', '/framework/layer/preview', lead, preview)
    expect(shown.json.dropped).toEqual([{ id: 'L-EX1', name: 'Interpreters' }])
    const made = await call('POST', list, lead, given)
    expect(made.status).toBe(201)
    const one = `${list}/${made.json.id}`
    expect((await call('GET', list, owner)).json.items[0]).toMatchObject({ id: made.json.id })
    expect((await call('GET', one, stranger)).status).toBe(404)
    const words = { words: 'Keep the languages' }
    expect((await call('POST', `${one}/comments`, owner, words)).status).toBe(201)
    const key: Actor = { ...lead, kind: 'key', id: 'key_1' }
    const agrees = { answer: 'agrees' }
    expect((await call('POST', `${one}/answers`, key, agrees)).json.detail).toBe(
      'Only a person can answer for an organisation. Sign in to do it.',
    )
    expect((await call('POST', `${one}/answers`, lead, agrees)).status).toBe(201)
    expect((await call('POST', `${one}/adopt`, lead)).status).toBe(409)
    app.clock.set('2026-12-02T10:00:00Z')
    expect((await call('POST', `${one}/adopt`, key)).status).toBe(403)
    const read = await call('GET', one, owner)
    expect(read.json).toMatchObject({ against: [], in_force: false, difference: { added: [] } })
    expect(read.json.responses).toMatchObject([{ words: 'Keep the languages' }, { kind: 'agrees' }])
    expect((await call('POST', `${one}/withdraw`, lead, {})).status).toBe(422)
    expect((await call('POST', `${one}/withdraw`, lead, { reason: 'Not now' })).status).toBe(200)
    const layer = await call('GET', '/framework/layer', owner)
    expect(layer.json).toMatchObject({ version: '2026.12.0+ours.2', layer: LAYER.trim() })
  })
})

describe('a new version that a release brings', () => {
  test('is noted once, and is not in force in a system before that adopts it', async () => {
    const nobody = await app.world.person(
      await app.world.organisation('Nowhere Trust'),
      'deployment-owner',
    )
    await noteInstalledVersion(app.registry.doorsFor)
    await noteInstalledVersion(app.registry.doorsFor)
    expect(await app.sql('select version from installed_versions')).toEqual([
      { version: agreedWay().version },
    ])
    const earlier = {
      ...agreedWay(),
      version: '2026.1.0',
      requirements: agreedWay().requirements.filter(({ id }) => id !== 'R49'),
    }
    await app.sql(
      `insert into installed_versions (digest, version, content, installed_at)
       values ($1, $2, $3, '2026-01-01')`,
      ['e'.repeat(64), earlier.version, JSON.stringify(earlier)],
    )
    expect((await unmetAt(stranger, elsewhere)).version).toBe('2026.1.0')
    expect((await app.get('/framework/R49', stranger)).status).toBe(404)
    expect((await app.get('/framework/R49', nobody)).status).toBe(200)
    const versions = await (await app.get('/framework/versions', stranger)).text()
    expect(versions).toContain(`${agreedWay().version}, not in force here`)
    expect((await unmetAt(owner, facing)).version).toBe('2026.12.0+ours.2')
  })
})
