import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { registerProduct, registerVersion } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { canonicalDigest } from './canonical-card.js'
import { bytesOf, cardText } from './testing/card-text.js'

let app: TestApp
let owner: Actor
let contact: Actor
let staff: Actor
let stranger: Actor
let product: { id: string; versionId: string | null }

beforeAll(async () => {
  app = await testApp()
  const trust = await app.world.organisation('Example Trust')
  owner = await app.world.person(trust, 'deployment-owner')
  staff = await app.world.person(trust, 'staff')
  stranger = await app.world.person(await app.world.organisation('Far away'), 'deployment-owner')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  contact = await app.world.person(supplier, 'supplier-contact', 'administrator')
  product = await app.registry.run(registerProduct, owner, {
    name: 'Example reader',
    supplierId: supplier.id,
    version: { name: '2.3' },
  })
})
afterAll(() => app.close())

let count = 0
const newVersion = async (): Promise<string> => {
  count += 1
  const version = { productId: product.id, name: `3.${count}` }
  return (await app.registry.run(registerVersion, owner, version)).id
}

const pathOf = (versionId: string) => `/products/${product.id}/versions/${versionId}/card`
const put = (versionId: string, text: string, actor = owner) =>
  app.api('PUT', pathOf(versionId), actor, text, { 'content-type': 'application/xml' })
const cardsOf = (versionId: string) =>
  app.sql<{ number: number; digest: string }>(
    'select number, digest from model_cards where version_id = $1 order by number',
    [versionId],
  )
const upload = (versionId: string, text: string, actor = owner) =>
  app.post(`/register/products/${product.id}/card/${versionId}/import`, actor, {
    file: new File([text], 'reader.xml'),
  })

describe('importing a card', () => {
  test('keeps the file byte for byte and its canonical form, and tells of it', async () => {
    const versionId = await newVersion()
    const text = cardText('0.2')
    const answer = await put(versionId, text)
    expect(await answer.json()).toMatchObject({ number: 1, changed: true })
    const page = await (
      await app.get(`/register/products/${product.id}/card?version=${versionId}`, stranger)
    ).text()
    expect(page).toContain('The supplier states:')
    expect(page).toContain('“Our words on Security”')
    expect(page).toContain('80.4 to 94.1 (95% interval)')
    const file = /href="([^"]+original\.xml)"/.exec(page)?.[1] ?? ''
    const original = await app.get(file, stranger)
    expect(new Uint8Array(await original.arrayBuffer())).toEqual(bytesOf(text))
    const canonical = await (await app.get(file.replace('original', 'canonical'), stranger)).text()
    const told = await (await app.api('GET', pathOf(versionId), stranger)).json()
    expect(told).toMatchObject({ format: '0.2', canonical_xml: canonical })
    expect(told.canonical_digest).toBe(canonicalDigest(canonical))
    const [event] = await app.sql(
      `select payload from events where name = 'product.card-changed' and payload->>'versionId' = $1`,
      [versionId],
    )
    expect(event).toMatchObject({ payload: { number: 1, productId: product.id } })
    const audit = await app.sql(
      `select actor_id from audit where command = 'model-cards.import-card' and subject_id = $1`,
      [product.id],
    )
    expect(audit).toEqual([{ actor_id: owner.id }])
  })

  test('the same card again changes nothing; another one stands beside it', async () => {
    const versionId = await newVersion()
    await put(versionId, cardText('0.1'))
    const again = await put(versionId, cardText('0.1').replace('<Summary>', '<Summary >'))
    expect(await again.json()).toMatchObject({ number: 1, changed: false })
    await put(versionId, cardText('0.1', { Summary: 'Otherwise' }))
    expect((await cardsOf(versionId)).map(({ number }) => number)).toEqual([1, 2])
  })

  test('is shown first with what it states otherwise, and done only as it was shown', async () => {
    const versionId = await newVersion()
    await put(versionId, cardText('0.1'))
    const text = cardText('0.1', { Summary: 'Says something else' })
    const preview = await (await upload(versionId, text)).text()
    expect(preview).toContain('What differs from the card there is: 1 statement')
    expect(preview).toContain('Says something else')
    expect(await cardsOf(versionId)).toHaveLength(1)
    const hidden = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(preview)?.[1] ?? ''
    const values = {
      content: hidden('content'),
      fileName: hidden('fileName'),
      seen: hidden('seen'),
    }
    await put(versionId, cardText('0.1', { Summary: 'Somebody was faster' }))
    const at = `/register/products/${product.id}/card/${versionId}/import`
    expect((await app.post(at, owner, values)).status).toBe(409)
    expect((await app.post(at, owner, { ...values, seen: '2' })).status).toBe(303)
    expect(await cardsOf(versionId)).toHaveLength(3)
  })

  test.each([
    ['a missing element', cardText('0.1').replace(/<Bibliography>.*<\/Bibliography>\n/, '')],
    [
      'an external entity',
      cardText('0.1').replace(
        '<AppliedModelCard',
        '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<AppliedModelCard',
      ),
    ],
    ['a web page', '<!doctype html><title>Card</title>'],
    ['an NHS number', cardText('0.1', { Summary: 'Tested on 943 476 5919' })],
  ])('%s is refused and nothing is kept', async (_, text) => {
    const versionId = await newVersion()
    const files = filesKept()
    const refusal = await put(versionId, text)
    expect(refusal.status).toBe(422)
    expect(await refusal.json()).toMatchObject({ code: 'invalid' })
    expect(await (await upload(versionId, text)).text()).toContain('This file cannot be imported')
    expect(await cardsOf(versionId)).toEqual([])
    expect(filesKept()).toEqual(files)
  })
})

const filesKept = (): string[] => {
  try {
    return readdirSync(join(app.dataDirectory, 'files'), { recursive: true }).map(String).toSorted()
  } catch {
    return []
  }
}

describe('who imports', () => {
  test('a member of staff may not, and a version of another product is none', async () => {
    const versionId = await newVersion()
    expect((await put(versionId, cardText('0.1'), staff)).status).toBe(403)
    const other = `/products/pro_00000000000000000000000000/versions/${versionId}/card`
    const answer = await app.api('PUT', other, owner, cardText('0.1'), {
      'content-type': 'application/xml',
    })
    expect(answer.status).toBe(404)
    expect(await cardsOf(versionId)).toEqual([])
  })

  test('once its supplier has claimed a product, only the supplier', async () => {
    const versionId = await newVersion()
    expect((await put(versionId, cardText('0.1'), stranger)).status).toBe(200)
    await app.sql('update products set claimed_at = now(), claimed_by = $1 where id = $2', [
      contact.id,
      product.id,
    ])
    const text = cardText('0.1', { Summary: 'As the supplier says' })
    expect((await put(versionId, text, stranger)).status).toBe(403)
    expect((await put(versionId, text, owner)).status).toBe(403)
    expect((await put(versionId, text, contact)).status).toBe(200)
    expect(await cardsOf(versionId)).toHaveLength(2)
  })
})
