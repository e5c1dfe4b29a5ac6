import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { registerDeployment } from '#modules/deployments/index.js'
import { agreedWay } from '#modules/framework/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import { requireAskedRequirement } from '../subject.js'
import { exampleAnswers } from '../testing/answer-everything.js'

// What pages do, done by the API: a supplier signs and opens, a trust follows, opens and relies on it.

let app: TestApp
let contact: Actor
let technical: Actor
let owner: Actor
let staff: Actor
let rival: Actor
let versionId: string
let productId: string
let deployment: string

beforeAll(async () => {
  app = await testApp()
  const trust = await app.world.organisation('Example Trust')
  technical = await app.world.person(trust, 'technical-lead')
  owner = await app.world.person(trust, 'deployment-owner')
  staff = await app.world.person(trust, 'staff')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  contact = await app.world.person(supplier, 'supplier-contact')
  rival = await app.world.person(
    await app.world.organisation('Rival Supplier', 'supplier'),
    'supplier-contact',
  )
  const product = await app.registry.run(registerProduct, contact, {
    name: 'Example reader',
    version: { name: '4.1' },
  })
  productId = product.id
  versionId = product.versionId ?? ''
  const registered = await app.registry.run(registerDeployment, owner, {
    productId,
    versionId,
    useCase: { title: 'Chest films' },
    facts: { clinical: true, realCare: true, personalData: true },
  })
  deployment = registered.id
})
afterAll(() => app.close())

const keyOf = (person: Actor): Actor => ({ ...person, kind: 'key', id: 'key_1' })

const call = async (
  method: string,
  path: string,
  actor: Actor,
  body?: unknown,
): Promise<{ status: number; json: Record<string, unknown> }> => {
  const response = await app.api(method, path, actor, body)
  return { status: response.status, json: (await response.json()) as Record<string, unknown> }
}

const fileOf = (id: string) => `/evidence/product_version/${id}`

describe('the file of a version', () => {
  test('is answered by a key, signed and withdrawn only by a person', async () => {
    const path = `${fileOf(versionId)}/R01`
    const answers = exampleAnswers(
      requireAskedRequirement(agreedWay(), { requirementId: 'R01', part: '' }),
    )
    const saved = await call('PUT', path, keyOf(contact), { revision: 0, answers })
    expect(saved).toMatchObject({ status: 200, json: { revision: 1 } })
    const lost = await call('PUT', path, keyOf(contact), { revision: 0, answers: {} })
    expect(lost.status).toBe(409)
    const byKey = await call('POST', `${path}/signatures`, keyOf(contact), { revision: 1 })
    expect(byKey).toMatchObject({
      status: 403,
      json: { detail: 'Only a person can sign. Sign in to do it.' },
    })
    expect((await call('POST', `${path}/signatures`, contact, { revision: 1 })).status).toBe(201)
    const withdrawn = await call('POST', `${path}/withdraw`, keyOf(contact), { reason: 'Wrong' })
    expect(withdrawn.status).toBe(403)
    const read = await call('GET', path, keyOf(contact))
    expect(read.json).toMatchObject({ requirement: 'R01', state: 'Signed' })
    expect((await call('GET', fileOf(versionId), rival)).status).toBe(403)
    expect((await call('PUT', path, staff, { revision: 1, answers: {} })).status).toBe(403)
  })

  test('takes a file and a link, refuses what is no document, and withdraws with a reason', async () => {
    const path = `${fileOf(versionId)}/R44`
    const send = (bytes: string, name: string, actor = contact) =>
      app.api('POST', `${path}/documents?title=Card&file_name=${name}`, actor, bytes, {
        'content-type': 'application/octet-stream',
      })
    expect((await send('<html><script>x</script></html>', 'card.pdf')).status).toBe(422)
    expect((await send('Seen by 943 476 5919', 'card.txt')).status).toBe(422)
    expect((await send('What it is for', 'card.txt', staff)).status).toBe(403)
    const kept = await send('What it is for', 'card.txt')
    expect(kept.status).toBe(201)
    const { id } = (await kept.json()) as { id: string }
    const link = { title: 'Card', address: 'https://supplier.example.test/card' }
    expect((await call('POST', `${path}/links`, contact, link)).status).toBe(201)
    expect((await call('POST', `${path}/links`, contact, { ...link, address: 'x' })).status).toBe(
      422,
    )
    const bytes = await app.api('POST', `${path}/documents/${id}/openings`, contact, {})
    expect(await bytes.text()).toBe('What it is for')
    expect((await app.api('POST', `${path}/documents/${id}/openings`, rival, {})).status).toBe(404)
    const elsewhere = await call('PUT', `${fileOf(versionId)}/R01/documents/${id}`, contact, {})
    expect(elsewhere.status).toBe(200)
    expect((await call('POST', `${path}/documents/${id}/withdraw`, contact, {})).status).toBe(422)
    const reason = { reason: 'An old card' }
    expect((await call('POST', `${path}/documents/${id}/withdraw`, contact, reason)).status).toBe(
      200,
    )
  })
})

describe('the work of others', () => {
  const openTo = (opensTo: string, actor = contact) =>
    call('PUT', `${fileOf(versionId)}/R01/who-may-open`, actor, { opensTo })

  const offeredId = async (): Promise<string> => {
    const { json } = await call('GET', `/deployments/${deployment}/work`, technical)
    const whole = json['accept_whole'] as {
      requirement: string
      sources: { answer_id: string }[]
    }[]
    return whole.find((one) => one.requirement === 'R01')?.sources[0]?.answer_id ?? 'evi_none'
  }

  test('is opened by who keeps it, and to whom is read back', async () => {
    expect(await offeredId()).toBe('evi_none')
    expect((await openTo('nhs', rival)).status).toBe(403)
    expect((await openTo('everybody')).status).toBe(422)
    expect((await openTo('nhs')).json).toEqual({ opened: ['R01'] })
    const shown = await call('GET', `${fileOf(versionId)}/R01/who-may-open`, contact)
    expect(shown.json).toEqual({ opensTo: 'nhs', named: [], openings: [] })
    const whole = await call('PUT', `${fileOf(versionId)}/who-may-open`, contact, {
      opensTo: 'nhs',
    })
    expect(whole.json).toEqual({ opened: ['R01'] })
    expect(await offeredId()).toMatch(/^evi_/)
  })

  test('is followed once, and no longer', async () => {
    const path = `${fileOf(versionId)}/follow`
    expect((await call('PUT', path, staff)).status).toBe(403)
    expect((await call('PUT', path, technical)).status).toBe(200)
    expect((await call('PUT', path, technical)).status).toBe(409)
    const read = async () => {
      const { json } = await call('GET', `/products/${productId}/evidence`, staff)
      const files = json['files'] as { subject: string; followed: boolean; items: unknown[] }[]
      return files.find((one) => one.subject === versionId)
    }
    expect(await read()).toMatchObject({ followed: true, items: [{ requirement: 'R01' }] })
    expect((await call('DELETE', path, technical)).status).toBe(200)
    expect(await read()).toMatchObject({ followed: false })
    expect((await call('PUT', '/evidence/product_version/ver_none/follow', technical)).status).toBe(
      404,
    )
  })

  test('is opened, which is written down, accepted by a person only, and let go with a reason', async () => {
    const answerId = await offeredId()
    const opening = await call('POST', `/signed-answers/${answerId}/openings`, technical, {})
    expect(opening.json).toMatchObject({
      requirement: 'R01',
      organisation: contact.organisationName,
    })
    expect((await call('POST', `/signed-answers/${answerId}/openings`, rival, {})).status).toBe(404)
    const shown = await call('GET', `${fileOf(versionId)}/R01/who-may-open`, contact)
    expect(shown.json['openings']).toHaveLength(1)
    const path = `/deployments/${deployment}/acceptances`
    const given = { answerId, differsHere: 'nothing' }
    expect(await call('POST', path, keyOf(technical), given)).toMatchObject({
      status: 403,
      json: { detail: 'Only a person can sign. Sign in to do it.' },
    })
    expect((await call('POST', path, staff, given)).status).toBe(403)
    expect((await call('POST', path, technical, { answerId, differsHere: '' })).status).toBe(422)
    expect((await call('POST', path, technical, { ...given, answerId: 'evi_none' })).status).toBe(
      404,
    )
    const done = await call('POST', path, technical, given)
    expect(done).toMatchObject({
      status: 201,
      json: { requirementId: 'R01', role: 'technical-lead' },
    })
    const work = await call('GET', `/deployments/${deployment}/work`, technical)
    expect(work.json['relied_on']).toMatchObject([{ requirement: 'R01', differs_here: 'nothing' }])
    const end = `/acceptances/${String(done.json['id'])}/withdraw`
    expect((await call('POST', end, keyOf(technical), { reason: 'x' })).status).toBe(403)
    expect((await call('POST', end, technical, {})).status).toBe(422)
    expect((await call('POST', end, technical, { reason: 'We assess it ourselves' })).status).toBe(
      200,
    )
    expect((await call('POST', end, technical, { reason: 'Again' })).status).toBe(409)
    const audited = await app.sql(
      `select command from audit where organisation_id = $1 and command like 'evidence.%accept%' order by id`,
      [technical.organisationId],
    )
    expect(audited.map((line) => line['command'])).toEqual([
      'evidence.accept',
      'evidence.withdraw-acceptance',
    ])
  })

  test('is copied as a start, once, and what it saves is an assumption of one’s own', async () => {
    const start = (actor: Actor) =>
      call('POST', `/deployments/${deployment}/starts`, actor, { answerId: '' })
    expect((await start(staff)).status).toBe(403)
    const answerId = await offeredId()
    const path = `/deployments/${deployment}/starts`
    expect((await call('POST', path, technical, { answerId })).json).toEqual({
      requirementId: 'R01',
      part: '',
    })
    expect((await call('POST', path, technical, { answerId })).status).toBe(409)
    const hours = { accepted: 8, started: 3 }
    expect((await call('PUT', '/reuse-hours', technical, hours)).status).toBe(403)
    expect((await call('PUT', '/reuse-hours', owner, { accepted: -1, started: 3 })).status).toBe(
      422,
    )
    expect((await call('PUT', '/reuse-hours', owner, hours)).json).toEqual(hours)
  })
})
