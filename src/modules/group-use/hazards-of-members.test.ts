import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { registerDeployment } from '#modules/deployments/index.js'
import {
  acceptHazard,
  addHazard,
  editHazard,
  listHazards,
  offerLog,
  reviewLog,
  scoreHazard,
  setCriteria,
} from '#modules/hazards/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import type { TestOrganisation } from '../../../tests/support/world.js'
import { answerAndSign } from '../evidence/testing/answer-everything.js'
import { addMembers, confirmAsMember, removeMember, showMembers, stateToMembers } from './index.js'

let app: TestApp
let group: TestOrganisation
let elm: TestOrganisation
let oak: TestOrganisation
let owner: Actor
let groupSafety: Actor
let elmSponsor: Actor
let elmSafety: Actor
let oakSafety: Actor
let partner: Actor
let id: string

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const [first, other] = trusts as [TestOrganisation, TestOrganisation]
  group = first
  elm = await app.world.organisation('Elm Practice', 'gp-practice')
  oak = await app.world.organisation('Oak Practice', 'gp-practice')
  owner = await app.world.person(group, 'deployment-owner')
  groupSafety = await app.world.person(group, 'clinical-safety-officer')
  elmSponsor = await app.world.person(elm, 'executive-sponsor')
  elmSafety = await app.world.person(elm, 'clinical-safety-officer')
  oakSafety = await app.world.person(oak, 'clinical-safety-officer')
  partner = await app.world.person(other, 'clinical-safety-officer')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  const contact = await app.world.person(supplier, 'supplier-contact')
  const product = await app.registry.run(registerProduct, contact, {
    name: 'Example note taker',
    version: { name: '1.0' },
  })
  const made = await app.registry.run(registerDeployment, owner, {
    productId: product.id,
    versionId: product.versionId ?? undefined,
    useCase: { title: 'Notes in consultations' },
    facts: { clinical: true, realCare: true, personalData: true },
  })
  id = made.id
  await app.registry.run(addMembers, owner, { deploymentId: id, memberIds: [elm.id] })
})
afterAll(() => app.close())

const log = () => ({ deploymentId: id })
const rowsAt = async (actor: Actor) =>
  (await app.registry.read(listHazards, actor, { log: log() })).rows
const hazardAt = async (actor: Actor, name: string) => {
  const found = (await rowsAt(actor)).find(({ hazard }) => hazard.name === name)
  if (!found) throw new Error(`no hazard ${name}`)
  return found
}
const score = (actor: Actor, hazard: { id: string; revision: number }, risk: [number, number]) => {
  const [likelihood, severity] = risk
  const residual = { likelihood, severity }
  return app.registry.run(scoreHazard, actor, { ...hazard, initial: residual, residual })
}
const review = (actor: Actor, more: object = {}) =>
  app.registry.run(reviewLog, actor, { log: log(), confirmed: [], note: 'Looked at.', ...more })
const page = async (actor: Actor, path: string) =>
  (await app.get(`/register/deployments/${id}/${path}`, actor)).text()
const confirm = async () => {
  const { statement } = await app.registry.read(showMembers, elmSponsor, { deploymentId: id })
  return app.registry.run(confirmAsMember, elmSponsor, {
    deploymentId: id,
    statementId: statement?.id ?? '',
    differs: 'no',
  })
}

test('a group’s log can be reviewed before anything is in it', async () => {
  expect(await page(groupSafety, 'hazards')).toContain(`/register/deployments/${id}/hazards/review`)
})

test('what a group reviewed for its members arrives in a log of each, and in nobody else’s', async () => {
  const { id: hazardId } = await app.registry.run(addHazard, groupSafety, {
    log: log(),
    name: 'A note says what nobody said',
    kind: 'made-up-content',
  })
  const { revision } = await score(groupSafety, { id: hazardId, revision: 1 }, [2, 3])
  await app.registry.run(acceptHazard, groupSafety, { id: hazardId, revision })
  await app.drain()
  expect(await rowsAt(elmSafety)).toEqual([])
  await review(groupSafety, { coversGroup: true })
  await app.drain()
  const arrived = await hazardAt(elmSafety, 'A note says what nobody said')
  expect(arrived.hazard).toMatchObject({
    origin: 'group',
    residualRisk: 2,
    source: { organisationName: group.name },
  })
  expect(arrived.standing.word).toBe('under-review')
  expect(await (await app.get('/', elmSafety)).text()).toContain('1 hazard to review')
  const html = await page(elmSafety, 'hazards')
  expect(html).toContain(`Hazards at ${elm.name}`)
  expect(html).not.toContain('Start from another site')
  expect(await page(elmSafety, 'members')).toContain(`/register/deployments/${id}/hazards"`)
  expect(await page(elmSponsor, 'members')).toContain('It is under review since it was stated by')
  await expect(rowsAt(partner)).rejects.toThrow(NotAllowed)
  expect(await page(partner, '')).not.toContain(`/register/deployments/${id}/hazards"`)
  expect((await rowsAt(groupSafety)).map(({ standing }) => standing.word)).toEqual(['accepted'])
})

test('one that is covered later gets it too', async () => {
  await app.registry.run(addMembers, owner, { deploymentId: id, memberIds: [oak.id] })
  await answerAndSign(app, { 'clinical-safety-officer': groupSafety }, id, ['R31'])
  await app.registry.run(stateToMembers, owner, { deploymentId: id, words: 'We assessed it.' })
  await app.drain()
  expect((await rowsAt(oakSafety)).map(({ hazard }) => hazard.origin)).toEqual(['group'])
})

test('a member confirms it as it stands, and changes what differs without touching the group’s', async () => {
  const { hazard } = await hazardAt(elmSafety, 'A note says what nobody said')
  const { id: hazardId, revision } = hazard
  await review(elmSafety, { confirmed: [{ id: hazardId, revision }] })
  expect((await hazardAt(elmSafety, hazard.name)).standing.word).toBe('accepted')
  const edited = await app.registry.run(editHazard, elmSafety, {
    id: hazardId,
    revision: revision + 1,
    name: hazard.name,
    kind: hazard.kind,
    effect: 'Here the nurse acts on it',
  })
  expect((await hazardAt(elmSafety, hazard.name)).standing.word).toBe('acceptance-wanted')
  await app.registry.run(acceptHazard, elmSafety, { id: hazardId, revision: edited.revision })
  expect((await hazardAt(groupSafety, hazard.name)).hazard.effect).toBe('')
  await expect(review(elmSafety, { coversGroup: true })).rejects.toThrow(Invalid)
  await expect(
    app.registry.run(offerLog, elmSafety, { log: log(), offered: true }),
  ).rejects.toThrow('The group offers its log')
  const form = await page(elmSafety, 'hazards/review')
  expect(form).not.toContain('coversGroup')
  expect(form).not.toContain('Offer it to partners')
})

test('its own criteria apply: what they do not allow keeps it from going live there only', async () => {
  const matrix = [1, 2, 3, 4, 5].map(() => [4, 4, 4, 4, 5])
  const needs = ['record', 'safety-officer', 'two-acceptances', 'no-go-live', 'no-gate']
  await app.registry.run(setCriteria, elmSafety, { matrix, needs, note: 'The partners, June' })
  expect(await page(elmSponsor, 'members')).toContain('H-1: Its residual risk is 4')
  await expect(confirm()).rejects.toThrow(Conflict)
  await expect(confirm()).rejects.toThrow('It cannot go live at your organisation. H-1: Its')
  expect((await rowsAt(groupSafety))[0]?.hazard.residualRisk).toBe(2)
  await app.registry.run(setCriteria, elmSafety, {
    matrix: matrix.map(() => [1, 1, 2, 3, 5]),
    needs,
    note: 'The partners, July',
  })
  await confirm()
})

test('a group that changes a hazard asks each member to look again; one that is removed sees it no more', async () => {
  const { hazard } = await hazardAt(groupSafety, 'A note says what nobody said')
  const { id: hazardId, revision } = hazard
  await score(groupSafety, { id: hazardId, revision }, [1, 3])
  await app.drain()
  expect((await hazardAt(elmSafety, hazard.name)).hazard.reviewSince).toBe(
    `${group.name} changed it`,
  )
  const removed = { deploymentId: id, memberId: oak.id, reason: 'It left.' }
  await app.registry.run(removeMember, owner, removed)
  await expect(rowsAt(oakSafety)).rejects.toThrow(NotFound)
})
