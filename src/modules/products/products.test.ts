import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, NotAllowed } from '#kernel/errors.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { addComponent } from './add-component.js'
import { claimProduct, confirmClaim, declineClaim } from './claim-product.js'
import { addAlias, editProduct } from './edit-product.js'
import { listProducts, registerProduct, searchProducts, showProduct } from './index.js'

let app: TestApp
let owner: Actor
let other: Actor
let supplierAdmin: Actor
let supplierName: string
let chest: { id: string; versionId: string | null }

beforeAll(async () => {
  app = await testApp()
  owner = await app.world.person(await app.world.organisation('Example Trust'), 'deployment-owner')
  other = await app.world.person(await app.world.organisation('Other Trust'), 'deployment-owner')
  const supplier = await app.world.organisation('Example Imaging Ltd', 'supplier')
  supplierName = supplier.name
  supplierAdmin = await app.world.person(supplier, 'administrator')
  chest = await app.registry.run(registerProduct, owner, {
    name: 'Chest X-ray Helper',
    supplierName: supplierName.toUpperCase(),
    kind: 'imaging',
    version: { name: '2.3' },
  })
})
afterAll(() => app.close())

const show = (actor = owner) => app.registry.read(showProduct, actor, { id: chest.id })

describe('a close name', () => {
  test.each(['CHEST XRAY HELPER', 'Chest X-ray Helpers', 'ChestXray-Helper 2'])(
    '%s is offered the existing product, whoever supplies it',
    async (name) => {
      await expect(
        app.registry.run(registerProduct, other, { name, supplierName: 'Somebody Else' }),
      ).rejects.toMatchObject({ current: { productId: chest.id } })
    },
  )

  test('the page offers it, keeps what was typed, and lets another one through', async () => {
    const form = {
      name: 'Chest x ray helper',
      summary: 'Reads films',
      supplierName: 'Quite Another',
    }
    const refused = await app.post('/register/products/new', other, form)
    const html = await refused.text()
    expect(refused.status).toBe(409)
    expect(html).toContain('Is it one of these?')
    expect(html).toContain(`/register/products/${chest.id}`)
    expect(html).toContain('Reads films')
    expect(html).not.toContain('Now stored')
    const made = await app.post('/register/products/new', other, { ...form, isNew: 'yes' })
    expect(made.status).toBe(303)
  })

  test('an alias counts too', async () => {
    await app.registry.run(addAlias, owner, { productId: chest.id, alias: 'Thorax Companion' })
    await expect(
      app.registry.run(registerProduct, other, { name: 'thorax-companion' }),
    ).rejects.toThrow(Conflict)
  })
})

test('the name of a version refuses an NHS number as other words do', async () => {
  const version = { name: '943 476 5919' }
  await expect(
    app.registry.run(registerProduct, owner, { name: 'Quite a new tool', version }),
  ).rejects.toThrow('This looks like an NHS number')
})

describe('the supplier', () => {
  test('a listed one is found by name; one that is close is offered; a new one is added', async () => {
    expect((await show()).product.supplierName).toBe(supplierName)
    const form = { name: 'Letter Sorter', supplierName: 'Example Imaging' }
    const asked = await app.post('/register/products/new', owner, form)
    expect(asked.status).toBe(422)
    expect(await asked.text()).toContain(supplierName)
    const made = await app.post('/register/products/new', owner, { ...form, supplierId: 'new' })
    expect(made.status).toBe(303)
    const [added] = await app.sql(`select kind from organisations where name = 'Example Imaging'`)
    expect(added).toEqual({ kind: 'supplier' })
  })

  test('asks to claim it; who registered it confirms, and then only the supplier changes it', async () => {
    const edit = (actor: Actor, revision: number, summary: string) =>
      app.registry.run(editProduct, actor, {
        id: chest.id,
        revision,
        name: 'Chest X-ray Helper',
        summary,
      })
    await edit(owner, 1, 'As we know it')
    await expect(edit(owner, 1, 'Too late')).rejects.toMatchObject({
      current: { summary: 'As we know it', revision: 2 },
    })
    await expect(edit(other, 2, 'Not ours')).rejects.toThrow(NotAllowed)
    const claim = { id: chest.id, vigilanceContact: 'vigilance@example.test' }
    await expect(app.registry.run(claimProduct, owner, claim)).rejects.toThrow(NotAllowed)
    const { id } = chest
    const registrar: Actor = { ...owner, roles: ['administrator'] }
    await expect(app.registry.run(confirmClaim, registrar, { id })).rejects.toThrow(Conflict)
    const supplierHome = async () => (await app.get('/', supplierAdmin)).text()
    expect(await supplierHome()).toContain(`/register/products/${id}/claim"`)
    await app.registry.run(claimProduct, supplierAdmin, claim)
    expect(await supplierHome()).not.toContain(`/register/products/${id}/claim"`)
    await expect(app.registry.run(claimProduct, supplierAdmin, claim)).rejects.toThrow(Conflict)
    expect((await show()).product).toMatchObject({ claimed: false, vigilanceContact: null })
    expect(await (await app.get('/', registrar)).text()).toContain('asks to answer for')
    const declined = { id, reason: 'We asked them, and it is not theirs' }
    await app.registry.run(declineClaim, registrar, declined)
    await app.registry.run(claimProduct, supplierAdmin, claim)
    for (const actor of [supplierAdmin, { ...other, roles: ['administrator'] } satisfies Actor])
      await expect(app.registry.run(confirmClaim, actor, { id })).rejects.toThrow(NotAllowed)
    const confirm = `/register/products/${id}/claim/confirm`
    expect(await (await app.get(confirm, registrar)).text()).toContain('Yes, they answer for it')
    expect((await app.post(confirm, registrar, { act: 'confirm' })).status).toBe(303)
    const lines = await app.sql(
      `select command from audit where subject_id = $1 and command like 'products.%claim%' order by id`,
      [id],
    )
    expect(lines.map((one) => one['command'])).toEqual([
      'products.claim-product',
      'products.decline-claim',
      'products.claim-product',
      'products.confirm-claim',
    ])
    await expect(edit(owner, 3, 'Ours')).rejects.toThrow(NotAllowed)
    expect((await show()).product).toMatchObject({
      claimed: true,
      vigilanceContact: 'vigilance@example.test',
    })
  })

  test('the edit page shows theirs beside yours, and sending again means it', async () => {
    const path = `/register/products/${chest.id}/edit`
    const { product } = await show()
    const form = { name: product.name, kind: 'imaging', vigilanceContact: 'v@example.test' }
    const now = String(product.revision)
    await app.post(path, supplierAdmin, { ...form, summary: 'Theirs', revision: now })
    const lost = await app.post(path, supplierAdmin, { ...form, summary: 'Mine', revision: now })
    const html = await lost.text()
    expect(lost.status).toBe(409)
    expect(html).toContain('Now stored: Theirs')
    expect(html).toContain('Mine')
    const revision = /name="revision" value="(\d+)"/.exec(html)?.[1] ?? ''
    const again = await app.post(path, supplierAdmin, { ...form, summary: 'Mine', revision })
    expect(again.status).toBe(303)
    expect((await show()).product.summary).toBe('Mine')
  })
})

test('a name that holds an NHS number is refused, as any other words are', async () => {
  const words = 'Jane, 943 476 5919'
  const refused = [
    app.registry.run(registerProduct, owner, { name: words }),
    app.registry.run(registerProduct, owner, { name: 'Another tool', supplierName: words }),
    app.registry.run(addAlias, owner, { productId: chest.id, alias: words }),
    app.registry.run(addComponent, owner, {
      versionId: chest.versionId,
      kind: 'model',
      name: words,
    }),
  ]
  const sentence = { code: 'invalid', message: expect.stringContaining('NHS number') }
  await Promise.all(refused.map((one) => expect(one).rejects.toMatchObject(sentence)))
  const stored = await app.sql('select from products where name = $1', [words])
  expect(stored).toEqual([])
})

test('what a version is built on may be not disclosed', async () => {
  await app.registry.run(addComponent, owner, { versionId: chest.versionId, kind: 'not-disclosed' })
  expect((await show()).components).toMatchObject([{ name: 'Not disclosed' }])
  const page = await app.get(`/register/products/${chest.id}/versions`, owner)
  expect(await page.text()).toContain('Not disclosed')
})

describe('the list', () => {
  test('is searched by name, other name and supplier, and a sign of LIKE is only a sign', async () => {
    const names = async (text: string) =>
      (await app.registry.read(searchProducts, owner, { text })).map((one) => one.name)
    expect(await names('x-ray help')).toContain('Chest X-ray Helper')
    expect(await names('thorax')).toEqual(['Chest X-ray Helper'])
    expect(await names(supplierName)).toEqual(['Chest X-ray Helper'])
    expect(await names('%')).toEqual([])
  })

  test('is paged both ways without losing or repeating a row', async () => {
    const read = (cursor?: string) =>
      app.registry.read(listProducts, owner, { limit: 1, ...(cursor ? { cursor } : {}) })
    const first = await read()
    const second = await read(first.next ?? '')
    const back = await read(second.previous ?? '')
    expect(first.previous).toBeNull()
    expect(second.rows[0]?.id).not.toBe(first.rows[0]?.id)
    expect(back.rows).toEqual(first.rows)
    expect(back.previous).toBeNull()
    expect(back.next).toBe(first.next)
  })

  test('pages, filters and the file answer', async () => {
    const page = await app.get('/register/products?kind=imaging&search=chest', owner)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Chest X-ray Helper')
    const file = await app.get('/register/products.csv?kind=imaging', owner)
    const lines = (await file.text()).trim().split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain('Medical imaging')
    const rest = await app.api('GET', '/products?search=chest&kind=imaging&limit=1', owner)
    expect(await rest.json()).toMatchObject({ items: [{ kind: 'imaging' }] })
    expect((await app.get(`/register/products/${chest.id}`, owner)).status).toBe(200)
    expect((await app.get(`/register/products/${chest.id}/claim`, supplierAdmin)).status).toBe(200)
  })
})
