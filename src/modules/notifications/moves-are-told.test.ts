import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { NotAllowed } from '#kernel/errors.js'
import { addDays, londonDate } from '#kernel/time.js'
import {
  adoptProposal,
  answerProposal,
  noteInstalledVersion,
  proposeChange,
} from '#modules/agreed-way/index.js'
import { registerDeployment } from '#modules/deployments/index.js'
import { acceptEvidence, saveAnswer, setOpening, signAnswer } from '#modules/evidence/index.js'
import { agreedWay, requireRequirement } from '#modules/framework/index.js'
import { confirmMembership, endMembership } from '#modules/organisations/index.js'
import { checkGate } from '#modules/pathway/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import type { TestOrganisation } from '../../../tests/support/world.js'
import { noteFollowedSystem } from '../agreed-way/note-followed-system.js'
import { answerAndSign, exampleAnswers } from '../evidence/testing/answer-everything.js'

// A supplier of no system signs; a trust of one system relies on it, and then leaves for another.

let app: TestApp
let icb: TestOrganisation
let other: TestOrganisation
let trust: TestOrganisation
let lead: Actor
let otherLead: Actor
let owner: Actor
let technical: Actor
let administrator: Actor
let file: { scope: 'product_version'; subjectId: string }
let deploymentId: string
let answerId: string

beforeAll(async () => {
  app = await testApp()
  await noteInstalledVersion(app.registry.doorsFor)
  const system = await app.world.system(1)
  icb = system.icb
  trust = system.trusts[0] as TestOrganisation
  other = (await app.world.system(0)).icb
  lead = await app.world.person(icb, 'system-ai-lead')
  otherLead = await app.world.person(other, 'system-ai-lead')
  owner = await app.world.person(trust, 'deployment-owner')
  technical = await app.world.person(trust, 'technical-lead')
  administrator = await app.world.person(trust, 'administrator')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  const contact = await app.world.person(supplier, 'supplier-contact')
  const version = { name: '1.0' }
  const product = await app.registry.run(registerProduct, contact, { name: 'Reader', version })
  file = { scope: 'product_version', subjectId: product.versionId ?? '' }
  const answers = exampleAnswers(requireRequirement(agreedWay(), 'R01'))
  const about = { ...file, requirementId: 'R01' }
  const { revision } = await app.registry.run(saveAnswer, contact, {
    ...about,
    answers,
    revision: 0,
  })
  answerId = (await app.registry.run(signAnswer, contact, { ...about, revision })).id
  await app.registry.run(setOpening, contact, { ...file, opensTo: 'nhs' })
  const made = await app.registry.run(registerDeployment, owner, {
    productId: product.id,
    versionId: product.versionId,
    useCase: { title: 'Referrals' },
    stage: 'assess',
    facts: { clinical: true, realCare: true, personalData: true },
  })
  deploymentId = made.id
  await accept()
  await sign()
  await app.tick('agreed-way.note-followed-systems')
  await app.drain()
})
afterAll(() => app.close())
beforeEach(() => {
  app.letters.length = 0
})

const accept = () =>
  app.registry.run(acceptEvidence, technical, {
    deploymentId,
    requirementId: 'R01',
    answerId,
    differsHere: 'nothing',
  })
const sign = () => answerAndSign(app, { 'deployment-owner': owner }, deploymentId, ['R31'])

const dayAfter = (days: number) => addDays(londonDate(app.clock.now()), days)

const adopt = async (by: Actor, board: TestOrganisation, change: object) => {
  const { id: proposalId } = await app.registry.run(proposeChange, by, {
    ...change,
    title: 'Other words',
    reason: 'They were not understood',
    commentsUntil: dayAfter(1),
    groupName: 'AI governance group',
    groupMembers: [board.id],
  })
  await app.registry.run(answerProposal, by, { proposalId, answer: 'agrees' })
  app.clock.set(`${dayAfter(2)}T10:00:00Z`)
  await app.registry.run(adoptProposal, by, { proposalId })
}
const layer = (more: string) =>
  `id: exa\nname: Example System\nadditions:\n  - requirement: R01\n    wording: Say which edition.\n${more}`

const states = async () => {
  const { assessment } = await app.registry.read(checkGate, owner, { deploymentId, gate: 'pilot' })
  const { met, accepted, unmet, advisory } = assessment
  return ['R01', 'R31'].map(
    (id) =>
      [...met, ...accepted, ...unmet, ...advisory].find((one) => one.requirementId === id)?.state,
  )
}
const home = async () => (await app.get('/', technical)).text()
const subjects = () => app.letters.map((one) => one.subject).toSorted()
const RELIANCE = 'Evidence of others that you rely on or follow has changed or is about to end'

test('other words of the relying system re-open what its organisations rely on, and nobody else’s', async () => {
  expect(await states()).toEqual(['accepted', 'met'])
  await adopt(lead, icb, { kind: 'layer', layer: layer('') })
  expect(await states()).toEqual(['under-review', 'met'])
  await app.drain()
  expect(await home()).toContain('the system’s words for it changed after it was accepted')
  expect(new Set(subjects())).toEqual(new Set([RELIANCE]))
  expect(await app.sql('select id from signed_answers where review_since is not null')).toEqual([])
  await accept()
  expect(await states()).toEqual(['accepted', 'met'])
})

test('so does another form in its way only', async () => {
  const form = requireRequirement(agreedWay(), 'R01').form
  const national = JSON.stringify({
    ...agreedWay(),
    version: '2026.12.0',
    forms: agreedWay().forms.map((one) =>
      one.id === form
        ? {
            ...one,
            sections: one.sections.map((section) => ({
              ...section,
              questions: section.questions.map((question) => ({
                ...question,
                asks: `${question.asks} Say since when.`,
              })),
            })),
          }
        : one,
    ),
  })
  await adopt(lead, icb, { kind: 'national', national })
  expect(await states()).toEqual(['under-review', 'met'])
  await app.drain()
  expect(new Set(subjects())).toEqual(new Set([RELIANCE]))
  await accept()
})

test('other words re-open what was accepted and what was signed alike', async () => {
  const words =
    '  - requirement: R31\n    wording: Say who checks at night.\n    example: The night sister.\n'
  await adopt(lead, icb, { kind: 'layer', layer: layer(words).replace('edition', 'part') })
  expect(await states()).toEqual(['under-review', 'under-review'])
  await app.drain()
  expect(new Set(subjects())).toEqual(new Set([RELIANCE, 'Evidence to look at again: 1 item']))
  await accept()
  await sign()
  expect(await states()).toEqual(['accepted', 'met'])
})

test('an acceptance that is older than what is kept of it says so until it is given again', async () => {
  await app.sql(`update acceptances set review_since = 'it is older' where ended_at is null`)
  expect(await states()).toEqual(['under-review', 'met'])
  expect(await home()).toContain('it is older')
  await accept()
  expect(await states()).toEqual(['accepted', 'met'])
})

test('leaving a system re-opens what its way asked otherwise, once, and tells who it touches', async () => {
  await app.drain()
  // A letter is written once a day.
  app.clock.set(`${dayAfter(1)}T10:00:00Z`)
  app.letters.length = 0
  const [membership] = await app.sql<{ id: string }>(
    'select id from system_memberships where organisation_id = $1',
    [trust.id],
  )
  const until = dayAfter(0)
  await app.registry.run(endMembership, administrator, { membershipId: membership?.id, until })
  expect(await states()).toEqual(['under-review', 'under-review'])
  await app.drain()
  await app.tick('agreed-way.note-followed-systems')
  await app.drain()
  const events = await app.sql<{ payload: object }>(
    `select payload from events where name = 'agreed-way.changed' and payload->>'organisationId' = $1`,
    [trust.id],
  )
  expect(events.map((one) => one.payload)).toEqual([
    {
      organisationId: trust.id,
      systemId: null,
      proposalId: null,
      version: agreedWay().version,
      requirements: [],
      forms: ['R01', 'R31'],
      gates: [],
    },
  ])
  const [line, ...more] = await app.sql<{ before: object; after: object }>(
    `select before, after from audit where command = 'agreed-way.note-followed-system' and organisation_id = $1 order by id desc`,
    [trust.id],
  )
  expect(more).toHaveLength(1)
  expect(line).toMatchObject({
    before: { followsTheWayOf: icb.name },
    after: { followsTheWayOf: null, asksOtherwise: ['R01', 'R31'] },
  })
  expect(
    await app.sql(
      'select requirement_id from signed_answers where review_since is not null and superseded_at is null',
    ),
  ).toEqual([{ requirement_id: 'R31' }])
  expect(new Set(subjects())).toEqual(new Set([RELIANCE, 'Evidence to look at again: 1 item']))
  await accept()
  await sign()
  await expect(app.registry.run(noteFollowedSystem, administrator, {})).rejects.toThrow(NotAllowed)
})

test('joining another from tomorrow on changes nothing today, and is told on the day', async () => {
  await adopt(otherLead, other, {
    kind: 'layer',
    layer: 'id: oth\nname: Other\nadditions:\n  - { requirement: R31, wording: Say who. }\n',
  })
  await app.drain()
  app.letters.length = 0
  const from = dayAfter(1)
  await app.registry.run(confirmMembership, administrator, {
    organisationId: trust.id,
    systemId: other.id,
    from,
  })
  await app.drain()
  expect(await states()).toEqual(['accepted', 'met'])
  expect(subjects()).toEqual([])
  app.clock.set(`${from}T10:00:00Z`)
  expect(await states()).toEqual(['accepted', 'under-review'])
  await app.tick('agreed-way.note-followed-systems')
  await app.drain()
  expect(new Set(subjects())).toEqual(new Set(['Evidence to look at again: 1 item']))
  app.letters.length = 0
  await app.tick('agreed-way.note-followed-systems')
  await app.drain()
  expect(subjects()).toEqual([])
})
