import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { changeVersion, registerDeployment } from '#modules/deployments/index.js'
import { checkGate } from '#modules/pathway/check-gate.js'
import { registerProduct, registerVersion } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { useDocument } from './attach-document.js'
import { addLink, saveAnswer, showAnswer, showEvidence, signAnswer } from './index.js'
import { answerAndSign } from './testing/answer-everything.js'

let app: TestApp
let owner: Actor
let technical: Actor
let administrator: Actor
let partner: Actor
let contact: Actor
let rival: Actor
let supplierId: string
let product: { id: string; versionId: string | null }
let nextVersion: string

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const [home, other] = trusts as [(typeof trusts)[0], (typeof trusts)[0]]
  owner = await app.world.person(home, 'deployment-owner')
  technical = await app.world.person(home, 'technical-lead')
  administrator = await app.world.person(home, 'administrator')
  partner = await app.world.person(other, 'deployment-owner')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  supplierId = supplier.id
  contact = await app.world.person(supplier, 'supplier-contact')
  rival = await app.world.person(
    await app.world.organisation('Rival Supplier', 'supplier'),
    'supplier-contact',
  )
  product = await app.registry.run(registerProduct, contact, {
    name: 'Example reader',
    version: { name: '1.0' },
  })
  const version = { productId: product.id, name: '2.0' }
  nextVersion = (await app.registry.run(registerVersion, contact, version)).id
})
afterAll(() => app.close())

let count = 0
const deploy = async (versionId: string | undefined = product.versionId ?? undefined) => {
  count += 1
  const made = await app.registry.run(registerDeployment, owner, {
    productId: product.id,
    versionId,
    useCase: { title: `Use ${count}` },
    facts: { clinical: true, realCare: true, personalData: true },
  })
  return made.id
}

const people = () => ({
  'deployment-owner': owner,
  'technical-lead': technical,
  administrator,
})

const read = (deploymentId: string, requirementId: string, part = '') =>
  app.registry.read(showAnswer, owner, { deploymentId, requirementId, part })

const stateAt = async (deploymentId: string, requirementId: string) => {
  const { assessment } = await app.registry.read(checkGate, owner, { deploymentId, gate: 'pilot' })
  const { met, unmet, advisory, accepted } = assessment
  return [...met, ...unmet, ...advisory, ...accepted].find(
    (item) => item.requirementId === requirementId,
  )
}

const file = () => ({ scope: 'product_version', subjectId: product.versionId }) as const

describe('whom evidence is about', () => {
  test('what an organisation says of itself is answered once and counts for each of its deployments', async () => {
    const [first, second] = [await deploy(), await deploy()]
    await answerAndSign(app, people(), first, ['R11'])
    expect((await read(second, 'R11')).word).toBe('Signed')
    const [row] = await app.sql(
      `select scope, subject_id, deployment_id from signed_answers where requirement_id = 'R11'`,
    )
    expect(row).toEqual({ scope: 'adopter', subject_id: owner.organisationId, deployment_id: null })
    const theirs = await app.registry.read(showEvidence, partner, {
      scope: 'adopter',
      subjectId: partner.organisationId ?? '',
    })
    expect(theirs.items.find((one) => one.requirement.id === 'R11')?.word).toBe('Not answered')
  })

  test('the tab of an organisation says what rests on it and what runs out; to others, what is open', async () => {
    const path = `/register/organisations/${owner.organisationId ?? ''}/evidence`
    const see = async (actor: Actor) => (await app.get(path, actor)).text()
    const html = await see(owner)
    expect(html).toContain('Your own data security toolkit')
    expect(html).toContain('2 deployments')
    expect(html).toContain('Example reader: Use 1')
    await app.sql(
      `update signed_answers set in_date_until = '2026-11-30' where requirement_id = 'R11'`,
    )
    expect(await see(owner)).toMatch(/What runs out[\s\S]*30 November 2026/)
    const theirs = await see(partner)
    expect(theirs).toContain('opens to your organisation')
    expect(theirs).toContain('Your own data security toolkit')
    expect(theirs).not.toContain('Example reader')
    expect(await see(rival)).toContain('Nothing is open to you')
    expect((await app.get('/register/organisations/org_none/evidence', owner)).status).toBe(404)
  })

  test('the page of each use says where it is from; withdrawn, why and by whom, at each', async () => {
    const [first, second] = [await deploy(), await deploy()]
    await answerAndSign(app, people(), first, ['R11'])
    const page = async (id: string) =>
      (await app.get(`/register/deployments/${id}/evidence/R11`, technical)).text()
    expect(await page(second)).toContain(`/register/organisations/${owner.organisationId}/evidence`)
    expect(await page(second)).toContain(`for ${owner.organisationName} as a whole.`)
    expect(await page(second)).not.toContain('with no version chosen')
    const withdraw = `/register/deployments/${second}/evidence/R11/withdraw`
    expect((await app.post(withdraw, technical, { reason: 'It was downgraded' })).status).toBe(303)
    for (const id of [first, second]) {
      expect(await page(id)).toContain(`Withdrawn by ${technical.name} on `)
      expect(await page(id)).toContain(': It was downgraded.')
      expect(await page(id)).not.toContain('/evidence/R11/withdraw')
      expect((await stateAt(id, 'R11'))?.state).toBe('under-review')
    }
  })

  test('an own assessment of a version counts wherever that version runs here, and of a new one goes to review', async () => {
    const [first, second] = [await deploy(), await deploy()]
    await answerAndSign(app, people(), first, ['R01'])
    expect((await stateAt(second, 'R01'))?.state).toBe('met')
    await app.registry.run(changeVersion, owner, { deploymentId: second, versionId: nextVersion })
    const after = await read(second, 'R01')
    expect(after).toMatchObject({ word: 'Under review', draft: undefined })
    expect(after.signed?.reviewSince).toBe('version 2.0')
    expect(after.startFrom?.values['form-version']).toBe('2.0')
    expect((await stateAt(second, 'R01'))?.state).toBe('under-review')
    expect((await stateAt(first, 'R01'))?.state).toBe('met')
    await answerAndSign(app, people(), second, ['R01'])
    expect((await read(second, 'R01')).word).toBe('Signed')
    expect((await stateAt(first, 'R01'))?.state).toBe('met')
  })

  test('with no version chosen it stays with the deployment, and counts once one is', async () => {
    const made = await app.registry.run(registerDeployment, owner, {
      productId: product.id,
      useCase: { title: 'Not chosen' },
      facts: { clinical: true },
    })
    await answerAndSign(app, people(), made.id, ['R24'])
    const { kept } = await read(made.id, 'R24')
    expect(kept).toMatchObject({ scope: 'deployment', subjectId: made.id })
    const versionId = product.versionId ?? ''
    await app.registry.run(changeVersion, owner, { deploymentId: made.id, versionId })
    await app.drain()
    const after = await read(made.id, 'R24')
    expect(after.kept).toMatchObject({ scope: 'product_version', subjectId: versionId })
    expect(after.signed?.reviewSince).toBe('version 1.0')
  })

  test('a requirement with parts: each where it belongs; both are needed at the gate', async () => {
    const [first, second] = [await deploy(), await deploy()]
    await answerAndSign(app, people(), first, ['R02'])
    expect((await read(first, 'R02', 'product')).kept.scope).toBe('product_version')
    expect((await read(first, 'R02', 'local')).kept.scope).toBe('deployment')
    expect((await stateAt(first, 'R02'))?.state).toBe('met')
    const item = await stateAt(second, 'R02')
    expect(item?.state).toBe('not-answered')
    expect(item?.sentence).toContain('What was found about the product: signed by')
    expect(item?.sentence).toContain('How it fits your use: no answer yet.')
  })

  test('answered as a whole, as before there were parts, it still counts', async () => {
    const id = await deploy()
    const about = { deploymentId: id, requirementId: 'R02' }
    const answers = {
      safety: 'Passed',
      'data-protection': 'Passed',
      security: 'Passed',
      usability: 'Passed',
      'fits-here': true,
      differences: 'nothing',
    }
    const asked = { ...about, answers, revision: 0 }
    const { revision } = await app.registry.run(saveAnswer, technical, asked)
    await app.registry.run(signAnswer, technical, { ...about, revision })
    expect((await stateAt(id, 'R02'))?.state).toBe('met')
  })
})

test('one document serves several requirements, is kept once, and says where it is used', async () => {
  const id = await deploy()
  const link = { title: 'Security pack', address: 'https://intranet.example.nhs.test/pack' }
  const made = await app.registry.run(addLink, technical, {
    deploymentId: id,
    requirementId: 'R13',
    ...link,
  })
  const path = `/register/deployments/${id}/evidence/R12`
  expect(await (await app.get(`${path}/documents/new`, technical)).text()).toContain(
    'Security pack',
  )
  const used = await app.post(`${path}/documents/new`, technical, { documentId: made.id })
  expect(used.status).toBe(303)
  expect((await read(id, 'R12')).documents).toMatchObject([link])
  expect(await (await app.get(path, technical)).text()).toContain('Also used for R13')
  const none = { deploymentId: id, requirementId: 'R12', documentId: 'doc_none' }
  await expect(app.registry.run(useDocument, technical, none)).rejects.toThrow(NotFound)
})

describe('the file of a version', () => {
  test('is kept by its supplier, signed once, and stays closed to everybody else', async () => {
    const about = { ...file(), requirementId: 'R44' }
    const save = (actor: Actor, given: object = about) =>
      app.registry.run(saveAnswer, actor, { ...given, revision: 0, answers: {} })
    await expect(save(rival)).rejects.toThrow(NotAllowed)
    await expect(save(contact, { ...about, requirementId: 'R31' })).rejects.toThrow(Invalid)
    await expect(save(contact, { ...about, subjectId: 'ver_none' })).rejects.toThrow(NotFound)
    await expect(
      save(contact, { scope: 'adopter', subjectId: owner.organisationId, requirementId: 'R11' }),
    ).rejects.toThrow(NotAllowed)
    await save(contact)
    const page = await app.get(`/register/files/product-version/${product.versionId}`, contact)
    expect(await page.text()).toContain('Your file on Example reader 1.0')
    const own = await app.registry.read(showAnswer, technical, about)
    expect(own.draft).toBeUndefined()
    const [line] = await app.sql(
      `select subject_kind, subject_id from audit where command = 'evidence.save-answer' and actor_id = $1`,
      [contact.id],
    )
    expect(line).toEqual({ subject_kind: 'product', subject_id: product.id })
  })

  test('the file of a company is apart from those of its versions', async () => {
    const about = { scope: 'supplier', subjectId: supplierId } as const
    const { items } = await app.registry.read(showEvidence, contact, about)
    expect(items.map((one) => one.requirement.id)).toEqual([
      'R05',
      'R10',
      'R12',
      'R14',
      'R15',
      'R16',
      'R17',
    ])
  })
})
