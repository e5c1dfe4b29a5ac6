import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { NotAllowed } from '#kernel/errors.js'
import { registerDeployment } from '#modules/deployments/index.js'
import { saveAnswer, showAnswer } from '#modules/evidence/index.js'
import { agreedWay, requireRequirement } from '#modules/framework/index.js'
import { addMembers, confirmAsMember, stateToMembers } from '#modules/group-use/index.js'
import { showMembers } from '#modules/group-use/show-members.js'
import { decideGate, signGate } from '#modules/pathway/index.js'
import { confirmRole, nameDeputy, offerRole } from '#modules/people/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import type { TestOrganisation } from '../../../tests/support/world.js'
import { answerAndSign, exampleAnswers } from '../evidence/testing/answer-everything.js'
import { answerWhatBlocks } from '../pathway/testing/answer-what-blocks.js'

let app: TestApp
let trust: TestOrganisation
let practice: TestOrganisation
let owner: Actor
let technical: Actor
let governance: Actor
let sponsor: Actor
let safety: Actor
let administrator: Actor
let controller: Actor
let colleague: Actor
let practiceAdministrator: Actor
let deploymentId: string

beforeAll(async () => {
  app = await testApp()
  const system = await app.world.system(1)
  trust = system.trusts[0] as TestOrganisation
  practice = await app.world.organisation('Elm Practice', 'gp-practice')
  owner = await app.world.person(trust, 'deployment-owner')
  technical = await app.world.person(trust, 'technical-lead')
  governance = await app.world.person(trust, 'information-governance-lead')
  safety = await app.world.person(trust, 'clinical-safety-officer')
  sponsor = await app.world.person(trust, 'executive-sponsor')
  administrator = await app.world.person(trust, 'administrator')
  controller = await app.world.person(practice, 'executive-sponsor')
  colleague = await app.world.person(practice, 'clinical-safety-officer')
  practiceAdministrator = await app.world.person(practice, 'administrator')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  const contact = await app.world.person(supplier, 'supplier-contact')
  const product = await app.registry.run(registerProduct, contact, {
    name: 'Example sorter',
    version: { name: '1.0' },
  })
  const made = await app.registry.run(registerDeployment, owner, {
    productId: product.id,
    versionId: product.versionId,
    useCase: { title: 'Sorting post' },
    stage: 'assess',
    facts: {
      medicalDevice: false,
      clinical: false,
      personalData: false,
      realCare: false,
      decidesAboutPerson: false,
    },
  })
  deploymentId = made.id
})
afterAll(() => app.close())
beforeEach(() => {
  app.letters.length = 0
})

const people = () => ({
  'deployment-owner': owner,
  'technical-lead': technical,
  'information-governance-lead': governance,
  'executive-sponsor': sponsor,
  'clinical-safety-officer': safety,
  administrator,
})
const emailOf = async (actor: Actor) =>
  String((await app.sql('select email from people where id = $1', [actor.id]))[0]?.['email'])
const subjectsTo = async (actor: Actor) => {
  await app.drain()
  const email = await emailOf(actor)
  return app.letters.filter((one) => one.to === email).map((one) => one.subject)
}

describe('a signature before a decision', () => {
  const waits = 'Example sorter: a signature waits'

  test('that nothing else is in the way of is told to who holds the role, once, and shows on Home', async () => {
    await answerWhatBlocks(app, people(), deploymentId, 'pilot', ['R01'])
    expect(await subjectsTo(owner)).not.toContain(waits)
    await answerAndSign(app, people(), deploymentId, ['R01'])
    expect(await subjectsTo(owner)).toContain(waits)
    expect(await subjectsTo(administrator)).not.toContain(waits)
    const home = await (await app.get('/', owner)).text()
    expect(home).toContain(`/register/deployments/${deploymentId}/gates/pilot/sign/ask`)
    const many = app.letters.filter((one) => one.subject === waits).length
    for (const { id } of await app.sql(`select id from events where name = 'answer.signed'`))
      await app.deliver({ eventId: String(id), handler: 'notifications.on-answer-signed' })
    await app.drain()
    expect(app.letters.filter((one) => one.subject === waits)).toHaveLength(many)
    app.letters.length = 0
    await app.registry.run(signGate, owner, { deploymentId, gate: 'pilot', step: 'ask' })
    const next = await subjectsTo(owner)
    expect(next).toEqual([])
  })
})

test('an answer that somebody else completed is told to who signs it, and not to who did', async () => {
  const about = { deploymentId, requirementId: 'R31' }
  const save = async (answers: object) => {
    const { draft } = await app.registry.read(showAnswer, owner, about)
    const revision = draft?.revision ?? 0
    // Somebody with another role that answers it: the administrator may answer everything.
    return app.registry.run(saveAnswer, administrator, { ...about, revision, answers })
  }
  const whole = exampleAnswers(requireRequirement(agreedWay(), 'R31'))
  const [first] = Object.keys(whole)
  await save({ ...whole, [first ?? '']: null })
  expect(await subjectsTo(safety)).toEqual([])
  await save(whole)
  expect(await subjectsTo(safety)).toEqual(['Answers to sign: 1 waits'])
  expect(await subjectsTo(administrator)).toEqual([])
  await save({ ...whole, [first ?? '']: 'Changed' })
  expect(await subjectsTo(safety)).toHaveLength(1)
})

describe('somebody who stands in', () => {
  test('is told that they are named; what they sign binds whom they stand in for', async () => {
    await app.registry.run(nameDeputy, technical, {
      role: 'technical-lead',
      deputyId: governance.id,
      firstDay: '2026-11-02',
      lastDay: '2026-11-16',
      reason: 'Leave.',
    })
    const subject = `You stand in for ${technical.name} as technical lead`
    expect(await subjectsTo(governance)).toContain(subject)
    expect(await subjectsTo(technical)).not.toContain(subject)
    const standIn: Actor = {
      ...governance,
      roles: ['technical-lead'],
      deputyFor: { 'technical-lead': { personId: sponsor.id, personName: sponsor.name } },
    }
    await answerAndSign(app, { 'technical-lead': standIn }, deploymentId, ['R01'])
    const [row] = await app.sql(
      `select signed_by, signed_by_name, on_behalf_of, on_behalf_of_name from signed_answers
        where requirement_id = 'R01' and superseded_at is null`,
    )
    const signed = `${governance.name}, for ${sponsor.name}`
    expect(row).toEqual({
      signed_by: governance.id,
      signed_by_name: signed,
      on_behalf_of: sponsor.id,
      on_behalf_of_name: sponsor.name,
    })
    const page = await app.get(`/register/deployments/${deploymentId}/evidence/R01`, owner)
    expect(await page.text()).toContain(signed)
    const decide = { deploymentId, gate: 'pilot', decision: 'more-work', reason: 'Not yet.' }
    const refusal = app.registry.run(decideGate, sponsor, decide)
    await expect(refusal).rejects.toThrow(NotAllowed)
    await expect(refusal).rejects.toThrow('You signed evidence for this gate')
    const other = await app.world.person(trust, 'executive-sponsor')
    await expect(app.registry.run(decideGate, other, decide)).resolves.toBeDefined()
  })

  test('at another organisation: who confirms is asked, and the person is told when they did', async () => {
    const { id } = await app.registry.run(offerRole, practiceAdministrator, {
      hostId: trust.id,
      personId: colleague.id,
      role: 'clinical-safety-officer',
      basis: 'The practice lends its safety officer.',
      firstDay: '2026-11-02',
      lastDay: '2027-11-01',
    })
    const subject = `${practice.name} offers ${colleague.name} as clinical safety officer`
    expect(await subjectsTo(administrator)).toContain(subject)
    expect(await subjectsTo(practiceAdministrator)).toEqual([])
    expect(await subjectsTo(colleague)).toEqual([])
    await app.registry.run(confirmRole, administrator, { id })
    expect(await subjectsTo(colleague)).toEqual([
      `You are clinical safety officer at ${trust.name}`,
    ])
  })
})

test('a confirmation is asked of the member, a second signature of a colleague, each by letter, once', async () => {
  const first = `Example sorter, by ${trust.name}: your organisation is asked to confirm`
  await app.registry.run(addMembers, owner, { deploymentId, memberIds: [practice.id] })
  expect(await subjectsTo(controller)).toEqual([])
  await app.registry.run(stateToMembers, owner, { deploymentId, words: 'We assessed it.' })
  expect(await subjectsTo(controller)).toEqual([first])
  expect(await subjectsTo(colleague)).toEqual([])
  const { statement } = await app.registry.read(showMembers, controller, { deploymentId })
  await app.registry.run(confirmAsMember, controller, {
    deploymentId,
    statementId: statement?.id,
    differs: 'no',
  })
  expect(await subjectsTo(colleague)).toEqual([
    `Example sorter, by ${trust.name}: a second signature is asked`,
  ])
  for (const { id } of await app.sql(`select id from events where name = 'confirmation.asked'`))
    await app.deliver({ eventId: String(id), handler: 'notifications.on-confirmation-asked' })
  expect(await subjectsTo(controller)).toHaveLength(2)
})
