import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { systemActor, type Actor } from '#kernel/actor.js'
import { NotAllowed } from '#kernel/errors.js'
import {
  adoptProposal,
  answerProposal,
  noteInstalledVersion,
  proposeChange,
} from '#modules/agreed-way/index.js'
import { changeVersion, registerDeployment } from '#modules/deployments/index.js'
import { acceptEvidence, addLink, noteLinks } from '#modules/evidence/index.js'
import { agreedWay, type Framework } from '#modules/framework/index.js'
import { checkGate } from '#modules/pathway/index.js'
import { registerVersion, registerProduct } from '#modules/products/index.js'
import { query } from '#registry/query.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import type { TestOrganisation } from '../../../tests/support/world.js'
import { answerAndSign } from '../evidence/testing/answer-everything.js'
import { reviewChanged } from '../evidence/review-changed.js'
import { readAttentionCounts } from '../sharing/store.js'

// Trust A signs, trust B of the same system relies on it, and a third belongs to no system.

type Team = Record<'owner' | 'technical', Actor>

let app: TestApp
let lead: Actor
let icb: TestOrganisation
let a: Team
let b: Team
let far: Team
let product: { id: string; versionId: string | null }
let deploymentOf: Map<Team, string>

beforeAll(async () => {
  app = await testApp()
  await noteInstalledVersion(app.registry.doorsFor)
  const system = await app.world.system(2)
  icb = system.icb
  lead = await app.world.person(icb, 'system-ai-lead')
  const [first, second] = system.trusts as [TestOrganisation, TestOrganisation]
  const team = async (at: TestOrganisation): Promise<Team> => ({
    owner: await app.world.person(at, 'deployment-owner'),
    technical: await app.world.person(at, 'technical-lead'),
  })
  a = await team(first)
  b = await team(second)
  far = await team(await app.world.organisation('Example Far Trust'))
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  const contact = await app.world.person(supplier, 'supplier-contact')
  const version = { name: '1.0' }
  product = await app.registry.run(registerProduct, contact, { name: 'Example reader', version })
  deploymentOf = new Map()
  for (const one of [a, b, far]) {
    const made = await app.registry.run(registerDeployment, one.owner, {
      productId: product.id,
      versionId: product.versionId,
      useCase: { title: 'Referrals' },
      stage: 'assess',
      facts: { clinical: true, realCare: true, personalData: true },
    })
    deploymentOf.set(one, made.id)
    if (one === b) continue
    const people = { 'technical-lead': one.technical, 'deployment-owner': one.owner }
    await answerAndSign(app, people, made.id, ['R01', 'R31'])
  }
  const [source] = await app.sql<{ id: string }>(
    `select id from signed_answers where requirement_id = 'R01' and organisation_id = $1`,
    [a.owner.organisationId],
  )
  await app.registry.run(acceptEvidence, b.technical, {
    deploymentId: at(b),
    requirementId: 'R01',
    answerId: source?.id,
    differsHere: 'nothing',
    until: '2026-12-20',
  })
  await app.drain()
})
afterAll(() => app.close())
beforeEach(() => {
  app.letters.length = 0
})

const at = (team: Team): string => deploymentOf.get(team) ?? ''
const home = async (actor: Actor) => (await app.get('/', actor)).text()
const emailOf = async (actor: Actor) =>
  String((await app.sql('select email from people where id = $1', [actor.id]))[0]?.['email'])
const lettersTo = async (actor: Actor) => {
  const email = await emailOf(actor)
  return app.letters.filter((one) => one.to === email)
}
const stateAt = async (team: Team, requirementId: string) => {
  const { assessment } = await app.registry.read(checkGate, team.owner, {
    deploymentId: at(team),
    gate: 'pilot',
  })
  const { met, accepted, unmet, advisory } = assessment
  const items = [...met, ...accepted, ...unmet, ...advisory]
  return items.find((one) => one.requirementId === requirementId)?.state
}
const deliverAgain = async (name: string, handler: string) => {
  for (const { id } of await app.sql('select id from events where name = $1', [name]))
    await app.deliver({ eventId: String(id), handler })
  await app.drain()
}
const underReview = (team: Team) =>
  app.sql(
    `select requirement_id, review_since from signed_answers
      where organisation_id = $1 and review_since is not null order by requirement_id`,
    [team.owner.organisationId],
  )

const adoptOtherWords = async () => {
  const national = JSON.stringify({
    ...agreedWay(),
    version: '2026.12.0',
    requirements: agreedWay().requirements.map((one) => {
      if (one.id === 'R01' || one.id === 'R31')
        return { ...one, question: `${one.question} Say since when.` }
      return one.id === 'R34' ? { ...one, why: `${one.why} It saves time.` } : one
    }),
  })
  const { id: proposalId } = await app.registry.run(proposeChange, lead, {
    kind: 'national',
    title: 'Say since when',
    reason: 'Two sites asked for it',
    national,
    commentsUntil: '2026-11-09',
    groupName: 'AI governance group',
    groupMembers: [icb.id],
  })
  await app.registry.run(answerProposal, lead, { proposalId, answer: 'agrees' })
  app.clock.set('2026-11-10T10:00:00Z')
  await app.registry.run(adoptProposal, lead, { proposalId })
}

test('a version that no longer runs: what was accepted for it shows on Home and in a letter, once', async () => {
  expect(await stateAt(b, 'R01')).toBe('accepted')
  const counts = query({
    name: 'test.attention-counts',
    allow: ['signed-in'],
    input: z.object({}),
    run: ({ db }) => readAttentionCounts(db, '2026-12-31'),
  })
  const ends = (await app.registry.read(counts, a.owner, {})).find(
    (one) => one.deploymentId === at(b),
  )
  expect(ends).toMatchObject({ evidenceExpiring: 1, evidenceExpired: 0 })
  const to = await app.registry.run(registerVersion, b.owner, {
    productId: product.id,
    name: '2.0',
  })
  const change = { deploymentId: at(b), versionId: to.id }
  await app.registry.run(changeVersion, b.owner, change)
  expect(await stateAt(b, 'R01')).toBe('under-review')
  await app.drain()
  const html = await home(b.technical)
  expect(html).toContain('for version 1.0, which no longer runs here')
  expect(html).toContain(`/register/deployments/${at(b)}/evidence/R01`)
  const [letter, ...more] = await lettersTo(b.technical)
  expect(more).toEqual([])
  expect(letter?.subject).toBe('Evidence to look at again: 1 item')
  expect(letter?.text).toContain(`accepted from ${a.owner.organisationName} for version 1.0`)
  expect(await lettersTo(a.technical)).toEqual([])
  await app.registry.run(changeVersion, b.owner, { ...change, versionId: product.versionId })
  expect(await home(b.technical)).not.toContain('which no longer runs here')
  expect(await stateAt(b, 'R01')).toBe('accepted')
  await app.drain()
})

test('a changed requirement: gates re-open with the adoption, and whoever it touches is told once', async () => {
  expect(await stateAt(a, 'R31')).toBe('met')
  await adoptOtherWords()
  for (const [team, id] of [
    [a, 'R01'],
    [a, 'R31'],
    [b, 'R01'],
  ] as const)
    expect([id, await stateAt(team, id)]).toEqual([id, 'under-review'])
  expect(await stateAt(far, 'R31')).toBe('met')
  const [line] = await app.sql(
    `select after from audit where command = 'agreed-way.adopt-proposal'`,
  )
  expect(line?.['after']).toMatchObject({ asksOtherwise: ['R01', 'R31'] })
  await app.drain()
  const since = `the requirement changed after version ${agreedWay().version} of the agreed way`
  expect(await underReview(a)).toEqual([
    { requirement_id: 'R01', review_since: since },
    { requirement_id: 'R31', review_since: since },
  ])
  expect(await underReview(far)).toEqual([])
  expect(await home(a.owner)).toContain(since)
  expect(await home(b.owner)).toContain(since)
  const own = await lettersTo(a.owner)
  expect(own.map((one) => one.subject)).toEqual(['Evidence to look at again: 2 items'])
  expect(own[0]?.text).toContain(since)
  expect((await lettersTo(b.owner)).map((one) => one.subject)).toEqual([
    'Evidence of others that you rely on or follow has changed or is about to end',
  ])
  expect(await lettersTo(far.owner)).toEqual([])
  const audit = `select command, organisation_id, actor_id from audit where command = 'evidence.review-changed'`
  const before = await app.sql(audit)
  expect(new Set(before.map((one) => one['organisation_id']))).toEqual(
    new Set([a.owner.organisationId, b.owner.organisationId]),
  )
  await deliverAgain('agreed-way.changed', 'evidence.review-changed-requirements')
  expect(await app.sql(audit)).toEqual(before)
  expect(await lettersTo(a.owner)).toHaveLength(1)
  await expect(
    app.registry.run(reviewChanged, a.owner, { requirementIds: [], forms: [], version: '1' }),
  ).rejects.toThrow(NotAllowed)
})

test('a release that asks otherwise: those of no system are told at the next start, once', async () => {
  const earlier = {
    ...agreedWay(),
    version: '2026.1.0',
    requirements: agreedWay().requirements.map((one) =>
      one.id === 'R31' ? { ...one, question: 'Who checks it?' } : one,
    ),
  }
  // As if the last start had been with an earlier release, under which R31 was signed.
  await app.sql(
    `insert into installed_versions (digest, version, content, installed_at, last_seen_at)
     values ($1, $2, $3, '2026-11-10', '2026-11-10')`,
    ['e'.repeat(64), earlier.version, JSON.stringify(earlier)],
  )
  await app.sql(
    `update signed_answers set requirement_digest = $1 where requirement_id = 'R31' and organisation_id = $2`,
    ['d'.repeat(64), far.owner.organisationId],
  )
  await noteInstalledVersion(app.registry.doorsFor)
  await noteInstalledVersion(app.registry.doorsFor)
  await app.drain()
  const events = await app.sql(
    `select payload from events where name = 'agreed-way.changed' and payload->>'systemId' is null`,
  )
  expect(events).toEqual([
    {
      payload: {
        systemId: null,
        proposalId: null,
        version: agreedWay().version,
        requirements: ['R31'],
        forms: [],
        gates: [],
      },
    },
  ])
  expect((await underReview(far)).map((one) => one['requirement_id'])).toEqual(['R31'])
  expect(await home(far.owner)).toContain('Under review')
  expect(await lettersTo(far.owner)).toHaveLength(1)
  expect(await lettersTo(a.owner)).toEqual([])
})

test('a link that dies is told once, to who answers for it, and once more when it lives again', async () => {
  const about = { deploymentId: at(a), requirementId: 'R31' }
  const link = { ...about, title: 'The rule on our intranet', address: 'https://x.test/rule' }
  const { id: documentId } = await app.registry.run(addLink, a.owner, link)
  const note = async (outcome: string, actor: Actor = linkJob) => {
    app.clock.advance(7 * 24 * 60 * 60 * 1000)
    app.letters.length = 0
    await app.registry.run(noteLinks, actor, { found: [{ documentId, outcome, status: null }] })
    await app.drain()
    return (await lettersTo(a.owner)).map((one) => one.subject)
  }
  const linkJob = systemActor('evidence.check-links', {
    id: a.owner.organisationId ?? '',
    name: '',
  })
  const page = async () =>
    (await app.get(`/register/deployments/${at(a)}/evidence/R31`, a.owner)).text()
  const dead = 'Links used as evidence do not answer any more'
  await expect(note('gone', a.owner)).rejects.toThrow(NotAllowed)
  expect(await note('answers')).toEqual([])
  expect(await note('no-answer')).toEqual([])
  expect(await home(a.owner)).not.toContain('Dead link')
  expect(await note('no-answer')).toEqual([dead])
  expect(await lettersTo(a.technical)).toEqual([])
  expect(await note('gone')).toEqual([])
  expect(await page()).toContain('Dead link.')
  expect(await home(a.owner)).toContain('The rule on our intranet')
  expect(await home(a.technical)).not.toContain('The rule on our intranet')
  expect(await note('not-looked-at')).toEqual([])
  expect(await note('answers')).toEqual(['Links used as evidence answer again'])
  expect(await home(a.owner)).not.toContain('Dead link')
  expect(await note('answers')).toEqual([])
  const told = await app.sql(
    `select payload->>'organisationId' as at from events where name = 'links.changed'`,
  )
  expect(told.map((one) => one['at'])).toEqual([a.owner.organisationId, a.owner.organisationId])
})

test('a change to gates alone: owners whose next gate it touches are told once, and nobody else', async () => {
  await app.drain()
  app.letters.length = 0
  const [inForce] = await app.sql<{ national_content: Framework }>(
    `select national_content from way_proposals where state = 'adopted' order by number desc limit 1`,
  )
  const national = inForce?.national_content ?? agreedWay()
  const gates = national.gates.map((gate) =>
    gate.id === 'pilot'
      ? { ...gate, signOff: gate.signOff.filter(({ id }) => id !== 'technology') }
      : gate,
  )
  const { id: proposalId } = await app.registry.run(proposeChange, lead, {
    kind: 'national',
    title: 'Fewer signatures',
    reason: 'One is asked twice',
    national: JSON.stringify({ ...national, version: '2026.12.9', gates }),
    commentsUntil: '2027-02-20',
    groupName: 'AI governance group',
    groupMembers: [icb.id],
  })
  await app.registry.run(answerProposal, lead, { proposalId, answer: 'agrees' })
  app.clock.set('2027-02-21T10:00:00Z')
  await app.registry.run(adoptProposal, lead, { proposalId })
  const [event] = await app.sql<{ payload: object }>(
    `select payload from events where name = 'agreed-way.changed' order by id desc limit 1`,
  )
  expect(event?.payload).toMatchObject({
    proposalId,
    requirements: [],
    forms: [],
    gates: ['pilot'],
  })
  await app.drain()
  await deliverAgain('agreed-way.changed', 'pathway.note-changed-gates')
  for (const team of [a, b]) {
    const told = (await lettersTo(team.owner)).filter(({ subject }) =>
      subject.includes('its next gate asks for something else'),
    )
    expect(told).toHaveLength(1)
    expect(told[0]?.text).toContain('Start the pilot')
    expect(told[0]?.text).toContain('Version 2026.12.9')
    const lines = await app.sql(
      `select after from audit where command = 'pathway.note-changed-gates' and subject_id = $1`,
      [at(team)],
    )
    expect(lines).toEqual([{ after: { gatesChanged: ['Start the pilot'] } }])
  }
  for (const actor of [a.technical, far.owner])
    expect((await lettersTo(actor)).map(({ subject }) => subject).join()).not.toContain('next gate')

  const decider = await app.world.person(
    { id: a.owner.organisationId ?? '', name: a.owner.organisationName ?? '' },
    'executive-sponsor',
  )
  const onHome = async (actor: Actor) =>
    (await (await app.get('/', actor)).text()).includes('Version 2026.12.9 of the agreed way')
  const gate = `/register/deployments/${at(a)}/gates/pilot`
  expect([await onHome(a.owner), await onHome(decider)]).toEqual([true, true])
  expect([await onHome(a.technical), await onHome(far.owner)]).toEqual([false, false])
  const first = await (await app.get(gate, a.owner)).text()
  expect(first).toContain('Version 2026.12.9 of the agreed way asks for something else here since')
  expect(first).toContain(`/framework/proposals/${proposalId}`)
  expect(await (await app.get(gate, a.owner)).text()).not.toContain('asks for something else here')
  expect([await onHome(a.owner), await onHome(decider), await onHome(b.owner)]).toEqual([
    false,
    true,
    true,
  ])
  await app.get(gate, b.owner)
  expect(await onHome(b.owner)).toBe(true)
})
