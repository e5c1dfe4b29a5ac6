import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { changeVersion, registerDeployment } from '#modules/deployments/index.js'
import { registerProduct, registerVersion } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { saveAnswer, showAnswer, showEvidence, signAnswer } from './index.js'
import { answer, answerAndSign } from './testing/answer-everything.js'

let app: TestApp
let owner: Actor
let safety: Actor
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
  staff = await app.world.person(home, 'staff')
  partner = await app.world.person(other, 'deployment-owner')
  stranger = await app.world.person(await app.world.organisation('Far away'), 'deployment-owner')
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
const newDeployment = async (
  facts: object = { clinical: true, realCare: true, personalData: true },
) => {
  count += 1
  const made = await app.registry.run(registerDeployment, owner, {
    productId: product.id,
    versionId: product.versionId ?? undefined,
    useCase: { title: `Use ${count}` },
    facts,
  })
  return made.id
}

const read = (deploymentId: string, requirementId: string, actor = owner) =>
  app.registry.read(showAnswer, actor, { deploymentId, requirementId })

const form = (who: string, revision: string) => ({ revision, 'answers.who-checks': who })

const say = async (facts: object) => {
  const id = await newDeployment(facts)
  const about = { deploymentId: id, requirementId: 'R04' }
  await app.registry.run(saveAnswer, safety, {
    ...about,
    revision: 0,
    notApplicableReason: 'It runs on synthetic data.',
  })
  return app.registry.run(signAnswer, safety, { ...about, revision: 1 })
}

const add = (id: string, bytes: Uint8Array | string, name: string) =>
  app.post(`/register/deployments/${id}/evidence/R31/documents/new`, owner, {
    title: 'Oversight rule',
    file: new File([bytes as BlobPart], name),
  })

describe('answering', () => {
  test('answered, not answered and not applicable are distinct, and the draft comes back', async () => {
    const id = await newDeployment()
    await app.registry.run(saveAnswer, owner, {
      deploymentId: id,
      requirementId: 'R31',
      revision: 0,
      answers: { 'who-checks': 'A radiographer', override: '' },
      fieldsNotApplicable: { time: 'It is checked in the ordinary work', 'who-checks': 'no' },
    })
    const { draft, word } = await read(id, 'R31')
    expect(word).toBe('Started')
    expect(draft).toMatchObject({
      values: { 'who-checks': 'A radiographer' },
      fieldsNotApplicable: { time: 'It is checked in the ordinary work' },
      revision: 1,
    })
    expect(Object.keys(draft?.values ?? {})).toEqual(['who-checks'])
  })

  test.each([
    ['R04', { 'highest-risk': 9 }, 'answers.highest-risk'],
    ['R04', { 'go-live': '2026-02-30' }, 'answers.go-live'],
    ['R31', { 'when-checked': 'sometimes' }, 'answers.when-checked'],
    ['R31', { override: 'Call 943 476 5919' }, 'answers.override'],
    ['R31', { unknown: 'x' }, 'answers.unknown'],
  ])('%s refuses %o', async (requirementId, answers, fieldName) => {
    const id = await newDeployment()
    const saving = app.registry.run(saveAnswer, owner, {
      deploymentId: id,
      requirementId,
      revision: 0,
      answers,
    })
    const refusal = await saving.then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(refusal).toBeInstanceOf(Invalid)
    expect((refusal as Invalid).problems[0]?.field).toBe(fieldName)
    expect((await read(id, requirementId)).draft).toBeUndefined()
  })

  test('two people edit at once: the second is refused, sees both and loses nothing', async () => {
    const id = await newDeployment()
    const path = `/register/deployments/${id}/evidence/R31`
    await app.post(path, owner, form('A radiographer', '0'))
    const refused = await app.post(path, safety, form('A radiologist', '0'))
    const html = await refused.text()
    expect(refused.status).toBe(409)
    expect(html).toContain('A radiographer')
    expect(html).toContain('value="A radiologist"')
    expect(html).toContain('name="revision" value="1"')
    const again = await app.post(path, safety, form('A radiologist', '1'))
    expect(again.status).toBe(303)
    expect((await read(id, 'R31')).draft?.values).toEqual({ 'who-checks': 'A radiologist' })
  })

  test('the wrong role is refused, the audit says who, and others see nothing', async () => {
    const id = await newDeployment()
    const input = { deploymentId: id, requirementId: 'R31', revision: 0, answers: {} }
    await expect(app.registry.run(saveAnswer, staff, input)).rejects.toThrow(NotAllowed)
    await app.registry.run(saveAnswer, owner, { ...input, answers: { override: 'Say no' } })
    const [line] = await app.sql(
      `select * from audit where subject_id = $1 and command = 'evidence.save-answer'`,
      [id],
    )
    expect(line).toMatchObject({ actor_id: owner.id, after: { answers: { override: 'Say no' } } })
    await expect(read(id, 'R31', partner)).rejects.toThrow(NotAllowed)
    await expect(read(id, 'R31', stranger)).rejects.toThrow(NotFound)
    const page = await app.get(`/register/deployments/${id}/evidence`, stranger)
    expect(page.status).toBe(404)
    const drafts = await app.api('GET', `/deployments/${id}/evidence`, stranger)
    expect(drafts.status).toBe(404)
  })
})

describe('signing', () => {
  test('by a role allowed to, with version and last day; signing again adds a version beside the old', async () => {
    const id = await newDeployment()
    const revision = await answer(app, safety, id, 'R04')
    const input = { deploymentId: id, requirementId: 'R04', revision }
    await expect(app.registry.run(signAnswer, owner, input)).rejects.toThrow(NotAllowed)
    await app.registry.run(signAnswer, safety, input)
    const { signed, word } = await read(id, 'R04')
    expect(word).toBe('Signed')
    expect(signed).toMatchObject({
      versionName: '2.3',
      inDateUntil: null,
      signature: { personId: safety.id, role: 'clinical-safety-officer', on: '2026-11-02' },
    })
    await answer(app, owner, id, 'R04')
    expect((await read(id, 'R04')).word).toBe('Changed since signed')
    await answerAndSign(app, { 'clinical-safety-officer': safety }, id, ['R04'])
    const after = await read(id, 'R04')
    expect(after.earlier.map((one) => one.id)).toEqual([signed?.id])
    expect(after.signed?.draftRevision).toBe(3)
  })

  test('what is missing is named, and what changed since it was read is not signed', async () => {
    const id = await newDeployment()
    await app.registry.run(saveAnswer, safety, {
      deploymentId: id,
      requirementId: 'R04',
      revision: 0,
      answers: { plan: 'Plan 1.2' },
    })
    const sign = (revision: number) =>
      app.registry.run(signAnswer, safety, { deploymentId: id, requirementId: 'R04', revision })
    await expect(sign(1)).rejects.toThrow('Not answered: Where is the hazard log?')
    await answer(app, owner, id, 'R04')
    await expect(sign(1)).rejects.toThrow(Conflict)
  })

  test('nobody signs that R04 does not apply where real care is touched; elsewhere it is possible', async () => {
    await expect(say({ clinical: true, realCare: true })).rejects.toThrow(Invalid)
    await expect(say({ clinical: true, realCare: false })).resolves.toMatchObject({
      role: 'clinical-safety-officer',
    })
  })

  test('an API key may answer and not sign', async () => {
    const id = await newDeployment()
    const key: Actor = { ...owner, kind: 'key', id: 'key_1' }
    const saved = await app.api('PUT', `/deployments/${id}/evidence/R31`, key, {
      revision: 0,
      answers: {
        'who-checks': 'A radiographer',
        'when-checked': 'before',
        override: 'Say no',
        'switch-off': 'The duty manager',
      },
    })
    expect(await saved.json()).toMatchObject({ revision: 1 })
    const signing = await app.api('POST', `/deployments/${id}/evidence/R31/signatures`, key, {
      revision: 1,
    })
    expect(signing.status).toBe(403)
  })

  test('a version change sends what is renewed on it to review, once, with the reason', async () => {
    const id = await newDeployment()
    await answerAndSign(app, { 'clinical-safety-officer': safety }, id, ['R04', 'R31'])
    await app.registry.run(changeVersion, owner, { deploymentId: id, versionId: nextVersion })
    await app.drain()
    const { signed, word } = await read(id, 'R04')
    expect(word).toBe('Under review')
    expect(signed?.reviewSince).toBe('version 2.4')
    expect((await read(id, 'R31')).word).toBe('Signed')
    const events = await app.sql(
      `select payload from events where name = 'answer.to-review' and payload->>'subjectId' = $1`,
      [id],
    )
    expect(events).toHaveLength(1)
    await answerAndSign(app, { 'clinical-safety-officer': safety }, id, ['R04'])
    expect((await read(id, 'R04')).word).toBe('Signed')
  })

  test('what has a last day expires on its own; the clock tells of it once', async () => {
    const id = await newDeployment()
    await answerAndSign(app, { 'deployment-owner': owner, 'clinical-safety-officer': safety }, id, [
      'R40',
    ])
    expect((await read(id, 'R40')).signed?.inDateUntil).toBe('2027-11-02')
    app.clock.set('2027-08-20T10:00:00Z')
    expect((await read(id, 'R40')).word).toBe('Expires soon')
    app.clock.set('2027-11-03T10:00:00Z')
    expect((await read(id, 'R40')).word).toBe('Expired')
    await app.tick('evidence.note-expiry')
    await app.tick('evidence.note-expiry')
    const events = await app.sql(
      `select 1 from events where name = 'answer.to-review' and payload->>'subjectId' = $1`,
      [id],
    )
    expect(events).toHaveLength(1)
    app.clock.set('2026-11-02T10:00:00Z')
  })
})

describe('documents', () => {
  test('a file is kept by digest, opened by its organisation only, and who opened it is written down', async () => {
    const id = await newDeployment()
    expect((await add(id, 'A radiographer reads every output.', 'rule.txt')).status).toBe(303)
    const { documents } = await read(id, 'R31')
    expect(documents[0]).toMatchObject({ scan: 'scanned', mediaType: 'text/plain' })
    const path = `/register/deployments/${id}/evidence/R31/documents/${documents[0]?.id}`
    const opened = await app.get(path, staff)
    expect(await opened.text()).toBe('A radiographer reads every output.')
    expect(opened.headers.get('content-disposition')).toContain('attachment')
    expect((await app.get(path, partner)).status).toBe(404)
    expect((await app.get(path, stranger)).status).toBe(404)
    const openings = await app.sql(
      'select opened_by from document_openings where document_id = $1',
      [documents[0]?.id],
    )
    expect(openings).toEqual([{ opened_by: staff.id }])
    await app.post(`${path}/withdraw`, owner, { reason: 'Replaced' })
    const after = await read(id, 'R31')
    expect(after.documents).toEqual([])
    expect(after.withdrawn[0]).toMatchObject({ withdrawnReason: 'Replaced' })
  })

  test.each([
    ['an NHS number', 'Patient 943 476 5919 was missed', 'list.csv'],
    ['a labelled date of birth', 'DOB: 03/04/1961', 'notes.txt'],
    ['an unknown kind', new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4]), 'report.pdf'],
  ])('%s is refused before anything is stored', async (_what, bytes, name) => {
    const id = await newDeployment()
    const refused = await add(id, bytes, name)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('value="Oversight rule"')
    expect((await read(id, 'R31')).documents).toEqual([])
  })

  test('a link counts as a document', async () => {
    const id = await newDeployment()
    await app.post(`/register/deployments/${id}/evidence/R31/documents/new`, owner, {
      title: 'Oversight rule',
      address: 'https://intranet.example.nhs.test/rule',
    })
    expect((await read(id, 'R31')).documents[0]).toMatchObject({ kind: 'link' })
    expect((await read(id, 'R31')).word).toBe('To sign')
  })
})

test('the tab lists what is asked with its state, and why the rest does not apply', async () => {
  const id = await newDeployment({
    clinical: false,
    realCare: false,
    medicalDevice: false,
    ambientScribe: false,
    imaging: false,
    personalData: false,
  })
  const { items } = await app.registry.read(showEvidence, owner, { deploymentId: id })
  expect(items.find((one) => one.requirement.id === 'R04')).toMatchObject({ applies: false })
  const html = await (await app.get(`/register/deployments/${id}/evidence`, staff)).text()
  expect(html).toContain('37 not answered</h2>')
  expect(html).toContain('It does not touch real care.')
  expect(html).toContain('to be confirmed')
})

test('the list narrows to a state and to what one answers or signs', async () => {
  const id = await newDeployment()
  await answerAndSign(app, { 'clinical-safety-officer': safety }, id, ['R04'])
  const listed = async (query: string, person = safety) => {
    const html = await (
      await app.get(`/register/deployments/${id}/evidence?${query}`, person)
    ).text()
    return [...html.matchAll(/href="[^"]*\/evidence\/([RL][-\w.]+)"/g)].map(([, asked]) => asked)
  }
  const all = await listed('')
  expect(await listed('show=in-order')).toEqual(['R04'])
  const none = await listed('show=none')
  expect(none).not.toContain('R04')
  expect(none.length + 1).toBe(all.length)
  const whole = await (await app.get(`/register/deployments/${id}/evidence`, safety)).text()
  const folded = /<details[^>]*>(?:(?!<\/details>).)*1 signed or accepted, in date<.*?<\/details>/s
  expect(whole.match(folded)?.[0]).toContain('/evidence/R04"')
  expect(whole.indexOf(`${none.length} not answered</h2>`)).toBeLessThan(whole.search(folded))
  expect(whole.indexOf(`${none.length} not answered</h2>`)).toBeGreaterThan(0)
  const mine = await listed('mine=yes')
  expect(mine).toContain('R04')
  expect(mine.length).toBeLessThan(all.length)
  const counted = await (
    await app.get(`/register/deployments/${id}/evidence?mine=yes`, safety)
  ).text()
  expect(counted).toContain(`<strong>${mine.length - 1}</strong> <span>not answered</span>`)
  expect(await listed('show=nonsense')).toEqual(all)
})

test('Home says what waits to be answered, to be signed, and to be looked at again', async () => {
  const id = await newDeployment()
  expect(await (await app.get('/', owner)).text()).toContain('requirements not answered')
  await answer(app, owner, id, 'R04')
  expect(await (await app.get('/', safety)).text()).toContain('Saved and not signed yet.')
  await answerAndSign(app, { 'clinical-safety-officer': safety }, id, ['R04'])
  await app.registry.run(changeVersion, owner, { deploymentId: id, versionId: nextVersion })
  await app.drain()
  expect(await (await app.get('/', safety)).text()).toContain('Since version 2.4.')
})
