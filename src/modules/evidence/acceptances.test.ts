import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { ceaseDeployment, registerDeployment } from '#modules/deployments/index.js'
import { agreedWay } from '#modules/framework/index.js'
import { checkGate } from '#modules/pathway/check-gate.js'
import { registerProduct, registerVersion } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import {
  acceptEvidence,
  addLink,
  findUsableWork,
  saveAnswer,
  setOpening,
  showAnswer,
  signAnswer,
  startFrom,
  withdrawAcceptance,
  withdrawAnswer,
  withdrawDocument,
} from './index.js'
import { fileAddress } from './addresses.js'
import { openOffered } from './open-offered.js'
import { showOpening } from './show-opening.js'
import { answerAndSign, exampleAnswers } from './testing/answer-everything.js'
import { verifyPassport } from './passport/verify-passport.js'
import { requireAskedRequirement } from './subject.js'

// Supplier, a first trust and a second of the same system, a trust far away, and another supplier.

let app: TestApp
let contact: Actor
let rival: Actor
let far: Actor
let first: Record<'owner' | 'technical' | 'safety', Actor>
let second: Record<'owner' | 'technical' | 'safety', Actor>
let file: { scope: 'product_version'; subjectId: string }
let here: string
let there: string

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const [one, two] = trusts as [(typeof trusts)[0], (typeof trusts)[0]]
  const people = async (trust: typeof one) => ({
    owner: await app.world.person(trust, 'deployment-owner'),
    technical: await app.world.person(trust, 'technical-lead'),
    safety: await app.world.person(trust, 'clinical-safety-officer'),
  })
  first = await people(one)
  second = await people(two)
  far = await app.world.person(await app.world.organisation('Far away'), 'technical-lead')
  const supplier = (name: string) => app.world.organisation(name, 'supplier')
  contact = await app.world.person(await supplier('Example Supplier'), 'supplier-contact')
  rival = await app.world.person(await supplier('Rival Supplier'), 'supplier-contact')
  const product = await app.registry.run(registerProduct, contact, {
    name: 'Example reader',
    version: { name: '4.1' },
  })
  const versionId = product.versionId ?? ''
  file = { scope: 'product_version', subjectId: versionId }
  const deploy = async (owner: Actor) => {
    const given = { productId: product.id, versionId, useCase: { title: 'Chest films' } }
    const facts = { clinical: true, realCare: true, personalData: true }
    return (await app.registry.run(registerDeployment, owner, { ...given, facts })).id
  }
  there = await deploy(first.owner)
  here = await deploy(second.owner)
  for (const requirementId of ['R01', 'R44', 'R03'])
    await signAbout(contact, { ...file, requirementId })
  await answerAndSign(
    app,
    {
      'technical-lead': first.technical,
      'deployment-owner': first.owner,
      'clinical-safety-officer': first.safety,
    },
    there,
    ['R02', 'R31'],
  )
})
afterAll(() => app.close())

const signAbout = async (
  actor: Actor,
  about: { requirementId: string; part?: string; deploymentId?: string },
) => {
  const { draft } = await app.registry.read(showAnswer, actor, about)
  const requirement = requireAskedRequirement(agreedWay(), { part: '', ...about })
  const answers = exampleAnswers(requirement)
  const given = { ...about, answers, revision: draft?.revision ?? 0 }
  const { revision } = await app.registry.run(saveAnswer, actor, given)
  return (await app.registry.run(signAnswer, actor, { ...about, revision })).id
}

const work = async (actor = second.owner) =>
  (await app.registry.read(findUsableWork, actor, { deploymentId: here })).work

const sourceOf = async (requirementId: string): Promise<string> => {
  const { whole, start } = await work()
  const found = [...whole, ...start].find(({ item }) => item.requirement.id === requirementId)
  return found?.sources[0]?.id ?? 'none'
}

const terms = { differsHere: 'nothing' }

const accept = (actor: Actor, requirementId: string, answerId: string, part = '') =>
  app.registry.run(acceptEvidence, actor, {
    deploymentId: here,
    requirementId,
    part,
    answerId,
    ...terms,
  })

const stateAt = async (requirementId: string) => {
  const { assessment } = await app.registry.read(checkGate, second.owner, {
    deploymentId: here,
    gate: 'pilot',
  })
  const { met, unmet, advisory, accepted } = assessment
  return [...met, ...unmet, ...advisory, ...accepted].find(
    (item) => item.requirementId === requirementId,
  )
}

const open = (opensTo: string, of: object = file, actor = contact) =>
  app.registry.run(setOpening, actor, { ...of, opensTo })

describe('who may open', () => {
  test('a supplier’s file is closed until it says otherwise; assessments are for partners', async () => {
    const { whole, start } = await work()
    expect(whole.map(({ item }) => `${item.requirement.id}.${item.part}`)).toEqual(['R02.product'])
    expect(start.map(({ item }) => item.requirement.id)).toContain('R31')
    await open('nhs')
    const after = await work()
    expect(after.whole.map(({ item }) => item.requirement.id)).toEqual(['R01', 'R02', 'R03', 'R44'])
    expect(after.own.some((item) => item.requirement.id === 'R34')).toBe(true)
  })

  test('named organisations, partners, and never another supplier', async () => {
    const [row] = await app.sql<{ id: string }>(
      `select id from signed_answers where requirement_id = 'R44'`,
    )
    const id = row?.id ?? ''
    const read = (actor: Actor) => app.registry.run(openOffered, actor, { answerId: id })
    await open('nhs', { ...file, requirementId: 'R44' })
    await expect(read(far)).resolves.toBeDefined()
    await open('named', { ...file, requirementId: 'R44', named: [second.owner.organisationId] })
    await expect(read(far)).rejects.toThrow(NotFound)
    await expect(read(second.owner)).resolves.toBeDefined()
    await open('nhs', { ...file, requirementId: 'R44' })
    await expect(read(rival)).rejects.toThrow(NotFound)
    await expect(open('named', { ...file, requirementId: 'R44' })).rejects.toThrow(Invalid)
    const log = await app.sql(
      'select opened_by, owner_id from evidence_openings where answer_id = $1 order by id',
      [id],
    )
    expect(log.map((one) => one['opened_by'])).toEqual([far.id, second.owner.id])
    const page = await app.get(
      `/register/files/product-version/${file.subjectId}/R44/who-may-open`,
      contact,
    )
    expect(await page.text()).toContain(second.owner.organisationName)
  })

  test('one item of one version: the same of another version stays as closed as it was', async () => {
    const product = await app.registry.run(registerProduct, contact, {
      name: 'Example sorter',
      version: { name: '1' },
    })
    const made = { productId: product.id, name: '2' }
    const newer = await app.registry.run(registerVersion, contact, made)
    const about = [product.versionId ?? '', newer.id].map((subjectId) => ({
      scope: 'product_version' as const,
      subjectId,
      requirementId: 'R44',
    }))
    const [old, next] = about as [(typeof about)[0], (typeof about)[0]]
    for (const one of [old, next]) await signAbout(contact, one)
    const opened = () =>
      app.sql(
        `select subject_id, opens_to from signed_answers where subject_id = any($1) and superseded_at is null
           order by id`,
        [[old.subjectId, next.subjectId]],
      )
    await open('public', old)
    expect(await opened()).toEqual([
      { subject_id: old.subjectId, opens_to: 'public' },
      { subject_id: next.subjectId, opens_to: 'own' },
    ])
    expect((await app.registry.read(showOpening, contact, old)).opensTo).toBe('public')
    expect((await app.registry.read(showOpening, contact, next)).opensTo).toBe('own')
    await open('nhs', next)
    expect((await opened()).map((one) => one['opens_to'])).toEqual(['public', 'nhs'])
    // Whoever signs again, also for a version to come, reads who will be able to open it.
    const toSign = async (one: (typeof about)[0]) =>
      (await app.get(`${fileAddress(one)}/R44/sign`, contact)).text()
    expect(await toSign(old)).toContain('everybody, without signing in')
    expect(await toSign(next)).toContain('every NHS organisation that is signed in')
  })

  test('what never leaves its organisation is refused, and the wrong role', async () => {
    const about = { deploymentId: there, requirementId: 'R18' }
    const lead = await app.world.person(
      { id: first.owner.organisationId ?? '', name: '' },
      'information-governance-lead',
    )
    await signAbout(lead, about)
    await expect(open('partners', about, lead)).rejects.toThrow(Invalid)
    await expect(open('own', about, first.technical)).rejects.toThrow(NotAllowed)
    expect((await work()).start.map(({ item }) => item.requirement.id)).not.toContain('R18')
  })
})

describe('accepting', () => {
  test('counts at the gate, by a role that may sign, with an audit line; nobody else sees it', async () => {
    const answerId = await sourceOf('R01')
    await expect(accept(second.safety, 'R01', answerId)).rejects.toThrow(NotAllowed)
    await accept(second.technical, 'R01', answerId)
    const item = await stateAt('R01')
    expect(item?.state).toBe('accepted')
    expect(item?.sentence).toContain('Accepted from Example Supplier')
    expect(item?.signatures.map((one) => one.personId)).toEqual([second.technical.id])
    const [line] = await app.sql(
      `select actor_id, after from audit where command = 'evidence.accept'`,
    )
    expect(line).toMatchObject({
      actor_id: second.technical.id,
      after: { requirement: 'R01', version: '4.1', differsHere: 'nothing' },
    })
    const ours = await app.get(`/register/files/product-version/${file.subjectId}`, contact)
    expect(await ours.text()).toContain(`relied on by ${second.owner.organisationName}`)
    const theirs = await app.registry.read(findUsableWork, first.owner, { deploymentId: there })
    expect(theirs.work.reliedOn).toEqual([])
  })

  test('goes to review when its source is signed again, and ends with a reason', async () => {
    await signAbout(contact, { ...file, requirementId: 'R01' })
    expect(await stateAt('R01')).toMatchObject({ state: 'under-review' })
    expect((await stateAt('R01'))?.sentence).toContain('signed it again')
    const answerId = await sourceOf('R01')
    const { id } = await accept(second.technical, 'R01', answerId)
    expect((await stateAt('R01'))?.state).toBe('accepted')
    const end = { id, reason: 'We assess it ourselves' }
    await expect(app.registry.run(withdrawAcceptance, second.safety, end)).rejects.toThrow(
      NotAllowed,
    )
    await expect(app.registry.run(withdrawAcceptance, first.technical, end)).rejects.toThrow(
      NotFound,
    )
    await app.registry.run(withdrawAcceptance, second.technical, end)
    await expect(app.registry.run(withdrawAcceptance, second.technical, end)).rejects.toThrow(
      Conflict,
    )
    expect((await stateAt('R01'))?.state).toBe('not-answered')
    const kept = await app.sql('select ended_reason from acceptances order by id')
    expect(kept.map((one) => one['ended_reason'])).toEqual(['Accepted again', end.reason])
  })

  test('what is about a use is a start only; the product part of R02 is accepted beside a local one', async () => {
    const answerId = await sourceOf('R31')
    await expect(accept(second.owner, 'R31', answerId)).rejects.toThrow(Invalid)
    const start = { deploymentId: here, requirementId: 'R31', answerId }
    await app.registry.run(startFrom, second.owner, start)
    await expect(app.registry.run(startFrom, second.owner, start)).rejects.toThrow(Conflict)
    const { draft } = await app.registry.read(showAnswer, second.owner, {
      deploymentId: here,
      requirementId: 'R31',
    })
    expect(draft?.startedFrom).toContain('Example Trust')
    await accept(second.technical, 'R02', await sourceOf('R02'), 'product')
    expect((await stateAt('R02'))?.state).toBe('not-answered')
    await signAbout(second.technical, { deploymentId: here, requirementId: 'R02', part: 'local' })
    const item = await stateAt('R02')
    expect(item?.state).toBe('met')
    expect(item?.sentence).toContain('accepted from Example Trust')
  })

  test('what is accepted says itself what it is for', async () => {
    const form = await sourceOf('R01')
    const given = { deploymentId: here, answerId: form, ...terms }
    expect(await app.registry.run(acceptEvidence, second.technical, given)).toMatchObject({
      requirementId: 'R01',
    })
    expect((await stateAt('R01'))?.state).toBe('accepted')
    const card = { ...given, answerId: await sourceOf('R44') }
    await app.registry.run(acceptEvidence, second.technical, card)
  })
})

test('the page counts three kinds of work, never together, and reading leads to accepting', async () => {
  const path = `/register/deployments/${here}/work`
  const html = await (await app.get(path, second.owner)).text()
  expect(html).toContain('can be accepted whole')
  expect(html).toContain('measured by nobody')
  const answerId = await sourceOf('R03')
  const offered = `/register/deployments/${here}/offered/${answerId}`
  const read = await (await app.get(offered, second.safety)).text()
  expect(read.indexOf('Relying on this does not pass on your responsibility.')).toBeGreaterThan(0)
  expect(read.indexOf('Relying on this does')).toBeLessThan(read.indexOf('Accept and sign'))
  const refused = await app.post(offered, second.safety, { differsHere: '' })
  expect(refused.status).toBe(422)
  const done = await app.post(offered, second.safety, {
    differsHere: 'Two scanners',
    conditions: '',
  })
  expect(done.status).toBe(303)
  const reliedOn = await app.get(`${path}?group=relied-on`, second.owner)
  expect(await reliedOn.text()).toContain('Two scanners')
  await app.post(`/register/deployments/${here}/reuse-hours`, second.owner, {
    accepted: '8',
    started: '3',
  })
  expect((await work()).hours).toMatchObject({ accepted: 8, started: 3 })
})

describe('when what is relied upon changes', () => {
  test('withdrawing and telling are one commit: where the event cannot be kept, nothing happened', async () => {
    await app.sql(
      `create function ends_here() returns trigger language plpgsql
         as $$ begin raise exception 'the connection was lost'; end $$`,
    )
    await app.sql(
      'create trigger ends_here before insert on events for each row execute function ends_here()',
    )
    const kept = () =>
      app.sql(
        `select withdrawn_at, review_since, (select count(*)::int from audit) as audited
           from signed_answers where requirement_id = 'R03' and subject_id = $1`,
        [file.subjectId],
      )
    const before = await kept()
    const withdraw = { ...file, requirementId: 'R03', reason: 'The hazard log was wrong' }
    await expect(app.registry.run(withdrawAnswer, contact, withdraw)).rejects.toThrow(
      'the connection was lost',
    )
    expect(await kept()).toEqual(before)
    expect((await stateAt('R03'))?.state).toBe('accepted')
    await app.sql('drop trigger ends_here on events')
  })

  test('withdrawing names who relied on it; they are told and their gate shows it', async () => {
    const about = { ...file, requirementId: 'R03' }
    const withdraw = { ...about, reason: 'The hazard log was wrong' }
    await expect(app.registry.run(withdrawAnswer, second.safety, withdraw)).rejects.toThrow(
      Conflict,
    )
    const { affects } = await app.registry.run(withdrawAnswer, contact, withdraw)
    expect(affects).toEqual([second.owner.organisationName])
    expect((await stateAt('R03'))?.sentence).toContain('withdrew it')
    await app.drain()
    await app.drain()
    const lines = await app.sql(
      `select organisation_id, reason from audit where command = 'evidence.note-reliance' and after->>'underReview' = 'R03'`,
    )
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ organisation_id: second.owner.organisationId })
    const told = await app.sql(
      `select payload from events where name = 'reliance.to-review' and payload->'requirements' ? 'R03'`,
    )
    expect(told).toHaveLength(1)
    await expect(app.registry.run(withdrawAnswer, contact, withdraw)).rejects.toThrow(Conflict)
  })

  test('a document that is withdrawn takes what was signed beside it to review', async () => {
    const about = { ...file, requirementId: 'R06' }
    const link = {
      ...about,
      title: 'Statement',
      address: 'https://supplier.example.test/statement',
    }
    const { id } = await app.registry.run(addLink, contact, link)
    await signAbout(contact, about)
    await app.registry.run(withdrawDocument, contact, { id, reason: 'Replaced' })
    const shown = await app.registry.read(showAnswer, contact, about)
    expect(shown.word).toBe('Under review')
    expect(shown.signed?.reviewSince).toBe('a document was withdrawn')
  })
})

test('a passport of the file is exported with a reason, and can be checked with the public key', async () => {
  const path = `/register/files/product-version/${file.subjectId}/passport`
  expect((await app.post(path, contact, { reason: '' })).status).toBe(422)
  const answer = await app.post(path, contact, { reason: 'For a tender' })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const key = await (await app.get('/public/passport-key.pem')).text()
  const verdict = verifyPassport(bytes, key)
  expect(verdict).toMatchObject({ good: true, keyGiven: true })
  const ours = await app.post(`/register/deployments/${here}/evidence/passport`, second.owner, {
    reason: 'For the board',
  })
  const ourVerdict = verifyPassport(new Uint8Array(await ours.arrayBuffer()), key)
  if (!ourVerdict.good) throw new Error(ourVerdict.message)
  const relied = ourVerdict.passport.items.find(({ statement }) => statement.requirement === 'R44')
  expect(relied?.statement.acceptance).toMatchObject({ acceptedBy: second.technical.name })
  const [line] = await app.sql(
    `select reason from audit where command = 'evidence.export-passport' and actor_id = $1`,
    [contact.id],
  )
  expect(line).toEqual({ reason: 'For a tender' })
  expect((await app.post(path, rival, { reason: 'To look' })).status).toBe(403)
  const route = `/evidence/product_version/${file.subjectId}/passport`
  const byApi = await app.api('POST', route, contact, { reason: 'For a tender' })
  expect(byApi.status).toBe(200)
  const apiVerdict = verifyPassport(new Uint8Array(await byApi.arrayBuffer()), key)
  expect(apiVerdict).toMatchObject({ good: true, keyGiven: true })
  expect((await app.api('POST', route, rival, { reason: 'To look' })).status).toBe(403)
  expect((await app.api('POST', route, contact, { reason: '' })).status).toBe(422)
})

test('once the use has ceased, what others signed is read and no longer offered for use', async () => {
  const [answer] = await app.sql<{ id: string }>(
    `select id from signed_answers where requirement_id = 'R44' and organisation_id = $1
        and superseded_at is null and withdrawn_at is null`,
    [contact.organisationId],
  )
  const offered = `/register/deployments/${here}/offered/${answer?.id}`
  const before = await (await app.get(offered, second.technical)).text()
  expect(before).toMatch(/Accept and sign|Copy it as a start/)
  const ceased = { deploymentId: here, reasons: ['pilot-ended'] }
  await app.registry.run(ceaseDeployment, second.owner, ceased)
  const closed = 'This deployment has ceased; its evidence is closed.'
  const after = await (await app.get(offered, second.technical)).text()
  expect(after).toContain(closed)
  expect(after).not.toMatch(/Accept and sign|Copy it as a start/)
  const work = await (await app.get(`/register/deployments/${here}/work`, second.owner)).text()
  expect(work).toContain(closed)
  expect(work).not.toContain('Read and ')
})
