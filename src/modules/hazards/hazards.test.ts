import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor, type Actor } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { changeVersion, registerDeployment } from '#modules/deployments/index.js'
import { checkGate } from '#modules/pathway/index.js'
import { registerProduct, registerVersion } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import type { TestOrganisation } from '../../../tests/support/world.js'
import {
  acceptHazard,
  addHazard,
  changeState,
  copyHazards,
  editHazard,
  listHazards,
  offerLog,
  receiveHazards,
  reviewLog,
  scoreHazard,
  setControls,
  setCriteria,
  showHazard,
} from './index.js'
import { PUBLISHED } from './clinical-safety-data.js'

let app: TestApp
let officer: Actor
let owner: Actor
let sponsor: Actor
let staff: Actor
let partner: Actor
let partnerOfficer: Actor
let contact: Actor
let practice: Actor
let home: TestOrganisation
let product: { id: string; versionId: string | null }
let nextVersion: string

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const [first, other] = trusts as [TestOrganisation, TestOrganisation]
  home = first
  officer = await app.world.person(home, 'clinical-safety-officer')
  owner = await app.world.person(home, 'deployment-owner')
  sponsor = await app.world.person(home, 'executive-sponsor')
  staff = await app.world.person(home, 'staff')
  partner = await app.world.person(other, 'deployment-owner')
  partnerOfficer = await app.world.person(other, 'clinical-safety-officer')
  const below = await app.world.organisation('Example Practice', 'gp-practice')
  await app.sql('update organisations set parent_id = $1 where id = $2', [home.id, below.id])
  practice = await app.world.person(below, 'deployment-owner', 'clinical-safety-officer')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  contact = await app.world.person(supplier, 'supplier-contact', 'clinical-safety-officer')
  product = await app.registry.run(registerProduct, contact, {
    name: 'Example triage',
    version: { name: '2.3' },
  })
  const version = { productId: product.id, name: '2.4' }
  nextVersion = (await app.registry.run(registerVersion, contact, version)).id
})
afterAll(() => app.close())

let count = 0
const newDeployment = async (by = owner): Promise<{ deploymentId: string }> => {
  count += 1
  const made = await app.registry.run(registerDeployment, by, {
    productId: product.id,
    versionId: product.versionId ?? undefined,
    useCase: { title: `Use ${count}` },
    facts: { clinical: true, realCare: true },
  })
  await app.drain()
  return { deploymentId: made.id }
}
const add = (log: object, name = 'A finding is missed', by = officer) =>
  app.registry.run(addHazard, by, { log, name, kind: 'missed-finding' })
const score = (id: string, revision: number, residual: [number, number], toleratedBecause = '') =>
  app.registry.run(scoreHazard, officer, {
    id,
    revision,
    initial: { likelihood: 5, severity: 5 },
    residual: { likelihood: residual[0], severity: residual[1] },
    toleratedBecause,
  })
const read = (id: string, by = officer) => app.registry.read(showHazard, by, { id })
const list = (log: object, by = officer) => app.registry.read(listHazards, by, { log })
const accept = (by: Actor, id: string, revision: number, reason = 'It is rare and watched.') =>
  app.registry.run(acceptHazard, by, { id, revision, reason })
const checks = async (deploymentId: string, gate: string) => {
  const { assessment } = await app.registry.read(checkGate, owner, {
    deploymentId,
    gate,
  })
  const has = (items: readonly { requirementId: string; sentence: string }[]) =>
    items
      .filter((one) => /hazard/.test(one.requirementId))
      .map((one) => `${one.requirementId}: ${one.sentence}`)
  return {
    unmet: has(assessment.unmet),
    met: has(assessment.met),
    notApplicable: has(assessment.notApplicable),
  }
}

describe('a hazard', () => {
  test('the first ones of a log written in the same moment each find their place', async () => {
    const log = await newDeployment()
    const added = await Promise.all(
      Array.from({ length: 6 }, (_, place) => add(log, `A finding is missed ${place}`)),
    )
    const kept = await Promise.all(added.map(async ({ id }) => (await read(id)).hazard.reference))
    expect(kept.toSorted()).toEqual(['H-1', 'H-2', 'H-3', 'H-4', 'H-5', 'H-6'])
  })

  test('what a supplier states arrives once, also when two events bring it in the same moment', async () => {
    const other = await app.registry.run(registerProduct, contact, {
      name: 'Example sorter',
      version: { name: '1.0' },
    })
    const versionId = other.versionId ?? ''
    const made = await app.registry.run(registerDeployment, owner, {
      productId: other.id,
      versionId,
      useCase: { title: 'Two events' },
      facts: { clinical: true, realCare: true },
    })
    await add({ deploymentId: made.id }, 'Begun here')
    await add({ versionId }, 'Stated once', contact)
    const worker = systemActor('tests', { id: home.id, name: home.name })
    const receive = () => app.registry.run(receiveHazards, worker, { deploymentIds: [made.id] })
    const received = await Promise.all(Array.from({ length: 6 }, receive))
    expect(received.filter(({ touched }) => touched === 1)).toHaveLength(1)
    expect(received.filter(({ touched }) => touched === 0)).toHaveLength(5)
    const arrived = (await list({ deploymentId: made.id })).rows
    expect(arrived.map(({ hazard }) => hazard.name).toSorted()).toEqual([
      'Begun here',
      'Stated once',
    ])
    await app.drain()
  })

  test('is added, changed and controlled; each change is a revision with its audit line', async () => {
    const log = await newDeployment()
    const made = await add(log, 'A finding is missed', owner)
    await app.registry.run(editHazard, owner, {
      id: made.id,
      revision: 1,
      name: 'A small finding is missed',
      causes: 'Blurred images\nOld scanners',
      corporateScore: '12',
    })
    await app.registry.run(setControls, owner, {
      id: made.id,
      revision: 2,
      controls: [{ kind: 'training', words: 'Two people read', who: 'Lead', due: '2026-12-01' }],
    })
    const { hazard, revisions } = await read(made.id)
    expect(hazard).toMatchObject({
      reference: 'H-1',
      name: 'A small finding is missed',
      kind: 'other',
      corporateScore: 12,
      residualRisk: null,
      ownerName: 'Clinical safety officer',
      controls: [{ kind: 'training', due: '2026-12-01', done: null }],
      revision: 3,
    })
    expect(revisions.map((one) => [one.revision, one.what, one.content.name])).toEqual([
      [3, 'Controls changed', 'A small finding is missed'],
      [2, 'Changed', 'A small finding is missed'],
      [1, 'Added', 'A finding is missed'],
    ])
    const audit = await app.sql(
      "select command, after from audit where subject_kind = 'hazard' and subject_id = $1 order by id",
      [made.id],
    )
    expect(audit.map((one) => one['command'])).toEqual([
      'hazards.add-hazard',
      'hazards.edit-hazard',
      'hazards.set-controls',
    ])
    expect(audit[1]?.['after']).toMatchObject({
      name: 'A small finding is missed',
      corporateScore: 12,
    })
  })

  test('two editors: the second is shown what the first wrote, and that alone', async () => {
    const made = await add(await newDeployment())
    const words = { id: made.id, revision: 1, kind: 'missed-finding' }
    await app.registry.run(editHazard, owner, { ...words, name: 'Theirs', harm: 'Late treatment' })
    const late = app.registry.run(editHazard, officer, { ...words, name: 'Mine' })
    await expect(late).rejects.toMatchObject({
      current: { revision: 2, name: 'Theirs', harm: 'Late treatment' },
    })
    const page = await app.post(`/hazards/${made.id}/edit`, officer, {
      ...words,
      revision: '1',
      name: 'Mine',
    })
    const html = await page.text()
    expect(page.status).toBe(409)
    expect(html).toContain('value="Mine"')
    expect(html).toContain('Now stored: Theirs')
    expect((await read(made.id)).hazard.name).toBe('Theirs')
  })

  test('roles: staff add nothing, an owner does not score, a safety officer alone closes', async () => {
    const log = await newDeployment()
    await expect(add(log, 'x', staff)).rejects.toThrow(NotAllowed)
    const { id } = await add(log, 'x', owner)
    const scores = { id, revision: 1, initial: { likelihood: 1, severity: 1 }, residual: null }
    await expect(app.registry.run(scoreHazard, owner, scores)).rejects.toThrow(NotAllowed)
    const closing = { id, revision: 1, entry: 'logged', state: 'closed', reason: 'Designed out' }
    await expect(app.registry.run(changeState, owner, closing)).rejects.toThrow(NotAllowed)
    await app.registry.run(changeState, officer, closing)
    expect((await list(log)).counts.all).toBe(0)
    expect((await read(id)).hazard).toMatchObject({ state: 'closed', stateReason: 'Designed out' })
    await expect(
      app.registry.run(changeState, officer, { ...closing, revision: 2, reason: '' }),
    ).rejects.toThrow('Enter the reason')
  })

  test('partners and strangers see nothing of it, and it is nobody else’s to write', async () => {
    const log = await newDeployment()
    const { id } = await add(log)
    await expect(read(id, partnerOfficer)).rejects.toThrow(NotFound)
    await expect(list(log, partnerOfficer)).rejects.toThrow(NotAllowed)
    await expect(add(log, 'y', partner)).rejects.toThrow(NotAllowed)
    await expect(read(id, contact)).rejects.toThrow(NotFound)
    await expect(add({ versionId: product.versionId }, 'y', owner)).rejects.toThrow(
      'kept by its supplier',
    )
  })

  test('identifying words are refused before they are stored', async () => {
    const log = await newDeployment()
    await expect(add(log, 'Patient 943 476 5919 was missed')).rejects.toThrow('NHS number')
    expect((await list(log)).log).toBeNull()
  })

  test('scores that do not fit together are refused', async () => {
    const { id } = await add(await newDeployment())
    const given = (change: object) =>
      app.registry.run(scoreHazard, officer, {
        id,
        revision: 1,
        initial: { likelihood: 2, severity: 4 },
        residual: { likelihood: 1, severity: 4 },
        ...change,
      })
    await expect(given({ residual: { likelihood: 3, severity: 4 } })).rejects.toThrow('more likely')
    await expect(given({ initial: null })).rejects.toThrow('before its controls')
    await expect(given({ initialHarm: { harm: 'death', people: 'many' } })).rejects.toThrow(
      'two answers',
    )
    await expect(given({ initial: { likelihood: 2, severity: '' } })).rejects.toThrow(Invalid)
    await given({ initialHarm: { harm: 'death', people: 'one' } })
    expect((await read(id)).hazard).toMatchObject({ initialRisk: 3, residualRisk: 2 })
  })
})

describe('gates', () => {
  test('5 blocks every gate and nobody excepts it; 4 blocks; 3 takes two people; 2 one; 1 none', async () => {
    const log = await newDeployment()
    expect((await checks(log.deploymentId, 'pilot')).notApplicable).toHaveLength(2)
    const { id } = await add(log)
    expect((await checks(log.deploymentId, 'pilot')).unmet).toEqual([
      'hazards-acceptable: H-1: Its residual risk is not scored.',
    ])
    await score(id, 1, [4, 5])
    for (const gate of ['assess', 'pilot', 'implement', 'usual', 'scale', 'review'])
      expect((await checks(log.deploymentId, gate)).unmet).toEqual([
        'no-unacceptable-hazard: H-1: Its residual risk is 5: not acceptable.',
      ])
    expect((await checks(log.deploymentId, 'cease')).unmet).toEqual([])
    await score(id, 2, [4, 4])
    expect((await checks(log.deploymentId, 'pilot')).unmet.join('')).toContain('must be removed')
    await score(id, 3, [2, 4], 'Nothing further is practical.')
    expect((await checks(log.deploymentId, 'pilot')).unmet.join('')).toContain('not yet accepted')
    await accept(officer, id, 4)
    await expect(accept(officer, id, 4)).rejects.toThrow('waits for the executive sponsor')
    await expect(accept(sponsor, id, 3)).rejects.toThrow(Conflict)
    await expect(accept(sponsor, id, 4, '')).rejects.toThrow('why you accept it')
    await accept(sponsor, id, 4)
    expect((await checks(log.deploymentId, 'pilot')).unmet).toEqual([])
    await app.registry.run(setControls, owner, { id, revision: 4, controls: [] })
    expect((await checks(log.deploymentId, 'pilot')).unmet.join('')).toContain('not yet accepted')
    await score(id, 5, [1, 1])
    expect((await checks(log.deploymentId, 'pilot')).met).toHaveLength(2)
  })

  test('one person in both roles is not two people', async () => {
    const both = await app.world.person(home, 'clinical-safety-officer', 'executive-sponsor')
    const { id } = await add(await newDeployment())
    await score(id, 1, [2, 4], 'Nothing further is practical.')
    await accept(both, id, 2)
    await expect(accept(both, id, 2)).rejects.toThrow('accepted this risk already')
  })
})

describe('between organisations', () => {
  test('a supplier’s hazards arrive linked, to score; what changes there re-opens them here', async () => {
    const version = { versionId: product.versionId ?? '' }
    const stated = await add(version, 'Output is shown for the wrong patient', contact)
    const log = await newDeployment()
    const [arrived] = (await list(log)).rows
    expect(arrived?.hazard).toMatchObject({
      origin: 'supplier',
      name: 'Output is shown for the wrong patient',
      residualRisk: null,
    })
    const id = arrived?.hazard.id ?? ''
    await app.registry.run(editHazard, owner, {
      id,
      revision: 1,
      name: 'Output is shown for the wrong patient',
      kind: 'missed-finding',
      harm: 'Ours',
    })
    await score(id, 2, [1, 1])
    expect((await read(id)).standing.word).toBe('recorded')
    await app.registry.run(editHazard, contact, {
      id: stated.id,
      revision: 1,
      name: 'Output reaches the wrong record',
      kind: 'wrong-patient',
      harm: 'Theirs',
    })
    await app.drain()
    const changed = await read(id)
    expect(changed.hazard).toMatchObject({
      name: 'Output reaches the wrong record',
      harm: 'Ours',
      residualRisk: 1,
    })
    expect(changed.hazard.reviewSince).toContain('changed it')
    expect(changed.standing.word).toBe('under-review')
    expect(changed.adjusted).toEqual(['harm'])
    const events = await app.sql(
      "select payload from events where name = 'hazards.to-review' and payload ->> 'deploymentId' = $1",
      [log.deploymentId],
    )
    expect(events).toHaveLength(2)
    const letters = app.letters.filter((one) => one.text.includes(log.deploymentId))
    expect(letters.length).toBeGreaterThan(0)
    expect(new Set(letters.map((one) => one.to)).size).toBe(letters.length)
    expect(letters[0]?.text).not.toContain('Output')
    const home = await (await app.get('/', officer)).text()
    expect(home).toContain('to review')
    await app.registry.run(reviewLog, officer, {
      log,
      confirmed: [{ id, revision: changed.hazard.revision }],
      note: 'Looked at what changed.',
    })
    expect((await read(id)).standing.word).toBe('recorded')
    await app.registry.run(reviewLog, contact, {
      log: version,
      confirmed: [{ id: stated.id, revision: 2 }],
      note: 'Nothing has changed.',
    })
    await app.drain()
    expect((await read(id)).standing.word).toBe('recorded')
  })

  test('a new version re-opens every hazard that counts; a second delivery does nothing', async () => {
    const log = await newDeployment()
    const { id } = await add(log, 'Only here')
    await score(id, 1, [1, 1])
    await app.registry.run(changeVersion, owner, { ...log, versionId: nextVersion })
    await app.drain()
    const { hazard, standing } = await read(id)
    expect(hazard.reviewSince).toBe('version 2.4')
    expect(standing.word).toBe('under-review')
    const before = hazard.revision
    const [event] = await app.sql<{ id: string }>(
      "select id from events where name = 'deployment.version-changed' and payload ->> 'deploymentId' = $1",
      [log.deploymentId],
    )
    await app.deliver({ eventId: event?.id ?? '', handler: 'hazards.on-version-change' })
    expect((await read(id)).hazard.revision).toBe(before)
  })

  test('a supplier takes its log over to a new version; it states nothing until it is reviewed', async () => {
    const done = await app.registry.run(copyHazards, contact, {
      log: { versionId: nextVersion },
      from: product.versionId,
    })
    expect(done.added).toBeGreaterThan(0)
    const log = await newDeployment()
    await app.registry.run(changeVersion, owner, { ...log, versionId: nextVersion })
    await app.drain()
    const states = async () =>
      (await list(log)).rows.map(({ hazard }) => hazard.source?.versionName)
    expect(await states()).toEqual(['2.3'])
    const { rows } = await list({ versionId: nextVersion }, contact)
    await app.registry.run(reviewLog, contact, {
      log: { versionId: nextVersion },
      confirmed: rows.map(({ hazard }) => ({ id: hazard.id, revision: hazard.revision })),
      note: 'Holds for 2.4.',
    })
    await app.drain()
    expect((await list(log)).rows[0]?.hazard).toMatchObject({ source: { versionName: '2.4' } })
  })

  test('a log is copied only where it is offered, without scores and reasons', async () => {
    const theirs = await newDeployment(partner)
    const ours = await newDeployment()
    const { id } = await add(ours, 'Copied hazard')
    await score(id, 1, [2, 4], 'A reason of ours')
    const { log } = await list(ours)
    const copy = () => app.registry.run(copyHazards, partner, { log: theirs, from: log?.id })
    await expect(copy()).rejects.toThrow(NotFound)
    await app.registry.run(offerLog, officer, { log: ours, offered: true })
    await copy()
    const copied = (await list(theirs, partnerOfficer)).rows.find(
      ({ hazard }) => hazard.name === 'Copied hazard',
    )
    expect(copied?.hazard).toMatchObject({
      origin: 'copied',
      residualRisk: null,
      toleratedBecause: '',
    })
    expect(copied?.standing.word).toBe('not-scored')
    await expect(copy()).rejects.toThrow('not here already')
  })

  test('one review covers a practice of the group, which adjusts what differs', async () => {
    const ours = await newDeployment()
    const { id } = await add(ours, 'Group hazard')
    await score(id, 1, [2, 3], '')
    await accept(officer, id, 2)
    const theirs = await newDeployment(practice)
    const there = async () =>
      (await list(theirs, practice)).rows.find(({ hazard }) => hazard.name === 'Group hazard')
    expect(await there()).toBeUndefined()
    await app.registry.run(reviewLog, officer, {
      log: ours,
      confirmed: [],
      note: 'For the group.',
      coversGroup: true,
    })
    await app.drain()
    const arrived = await there()
    expect(arrived?.hazard).toMatchObject({ origin: 'group', residualRisk: 2 })
    expect(arrived?.standing.word).toBe('under-review')
    const confirmed = [{ id: arrived?.hazard.id, revision: arrived?.hazard.revision }]
    await app.registry.run(reviewLog, practice, { log: theirs, confirmed, note: 'The same here.' })
    expect((await there())?.standing.word).toBe('accepted')
    await app.registry.run(editHazard, practice, {
      id: arrived?.hazard.id,
      revision: 2,
      name: 'Group hazard',
      kind: 'missed-finding',
      effect: 'Other here',
    })
    expect((await there())?.standing.word).toBe('acceptance-wanted')
  })
})

test('what a deputy accepted for a group binds them and whom they stood in for at its organisations too', async () => {
  const ours = await newDeployment()
  const { id } = await add(ours, 'Accepted by a deputy')
  await score(id, 1, [2, 4], 'Nothing further is practical.')
  const role = 'clinical-safety-officer' as const
  const principal = await app.world.person(home, role)
  const deputy: Actor = {
    ...(await app.world.person(home, role)),
    deputyFor: { [role]: { personId: principal.id, personName: principal.name } },
  }
  await accept(deputy, id, 2)
  await app.registry.run(reviewLog, officer, {
    log: ours,
    confirmed: [],
    note: 'For the group.',
    coversGroup: true,
  })
  await app.drain()
  const theirs = await newDeployment(practice)
  await app.drain()
  const there = async () =>
    (await list(theirs, practice)).rows.find(({ hazard }) => hazard.name === 'Accepted by a deputy')
  const arrived = await there()
  await app.registry.run(scoreHazard, practice, {
    id: arrived?.hazard.id,
    revision: arrived?.hazard.revision,
    initial: arrived?.hazard.initial,
    residual: arrived?.hazard.residual,
    toleratedBecause: 'Nothing further is practical here.',
  })
  const shown = await there()
  expect(shown?.acceptances).toMatchObject([
    {
      role,
      personId: deputy.id,
      onBehalfOf: { personId: principal.id, personName: principal.name },
    },
  ])
  const at = { id: practice.organisationId ?? '', name: practice.organisationName ?? '' }
  const there3 = [shown?.hazard.id ?? '', shown?.hazard.revision ?? 0] as const
  const member = async (as: Partial<Actor>): Promise<Actor> => ({
    ...(await app.world.person(at, 'executive-sponsor')),
    ...as,
  })
  const bound: Partial<Actor>[] = [
    { id: deputy.id },
    { id: principal.id },
    { deputyFor: { 'executive-sponsor': { personId: principal.id, personName: principal.name } } },
  ]
  for (const one of bound)
    await expect(accept(await member(one), ...there3)).rejects.toThrow('accepted this risk already')
  expect((await there())?.standing.missing).toContain('executive sponsor')
  await accept(await member({}), ...there3)
  expect((await there())?.standing.word).toBe('accepted')
})

describe('criteria of one’s own', () => {
  test('look every risk up again and name who signed; the published ones apply elsewhere', async () => {
    const there = await newDeployment(partner)
    const { id } = await add(there, 'Stricter here', partnerOfficer)
    await app.registry.run(scoreHazard, partnerOfficer, {
      id,
      revision: 1,
      initial: { likelihood: 1, severity: 1 },
      residual: { likelihood: 1, severity: 1 },
    })
    const matrix = PUBLISHED.matrix.map((row) => row.map((risk) => Math.max(risk, 2)))
    const needs = PUBLISHED.risks.map((one) => one.needs)
    const set = (by: Actor, change: object = {}) =>
      app.registry.run(setCriteria, by, { matrix, needs, note: 'Board, June', ...change })
    await expect(set(partner)).rejects.toThrow(NotAllowed)
    await expect(set(partnerOfficer, { needs: needs.with(4, 'no-go-live') })).rejects.toThrow(
      '5 must block',
    )
    await set(partnerOfficer)
    expect((await read(id, partnerOfficer)).hazard.residualRisk).toBe(2)
    expect((await read(id, partnerOfficer)).criteria.signedByName).toBe(partnerOfficer.name)
    const [audit] = await app.sql("select after from audit where command = 'hazards.set-criteria'")
    expect(audit?.['after']).toMatchObject({ matrix })
    expect((await list(await newDeployment())).criteria.id).toBeNull()
  })
})
