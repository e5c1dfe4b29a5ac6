import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, NotAllowed } from '#kernel/errors.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { registerProduct } from './index.js'

let app: TestApp
let supplier: Actor
let staff: Actor

beforeAll(async () => {
  app = await testApp()
  const organisation = await app.world.organisation('Example Supplier', 'supplier')
  supplier = await app.world.person(organisation, 'supplier-contact')
  staff = await app.world.person(organisation, 'staff')
})
afterAll(() => app.close())

describe('register a product', () => {
  test('a supplier contact registers a product with its first version, and the history says so', async () => {
    const product = await app.registry.run(registerProduct, supplier, {
      name: 'Example triage',
      version: { name: '1.0' },
    })
    const [line] = await app.sql('select * from audit where subject_id = $1', [product.id])
    expect(line).toMatchObject({ command: 'products.register-version', actor_id: supplier.id })
    const events = await app.sql(`select name from events order by id`)
    expect(events.map((event) => event['name'])).toEqual([
      'version.registered',
      'product.registered',
    ])
  })

  test('the same name again is refused and names the product that is there', async () => {
    const again = app.registry.run(registerProduct, supplier, { name: 'example TRIAGE' })
    await expect(again).rejects.toThrow(Conflict)
  })

  test('a member of staff may not', async () => {
    await expect(app.registry.run(registerProduct, staff, { name: 'X' })).rejects.toThrow(
      NotAllowed,
    )
    const response = await app.api('POST', '/products', staff, { name: 'X' })
    expect(response.status).toBe(403)
  })

  test('an idempotency key makes it happen once', async () => {
    const send = () =>
      app.api('POST', '/products', supplier, { name: 'Once' }, { 'idempotency-key': 'k1' })
    const first = await send()
    const second = await send()
    expect(first.status).toBe(201)
    expect(await second.json()).toEqual(await first.json())
  })

  test('the form says what is wrong and keeps what was typed', async () => {
    const response = await app.post('/register/products/new', supplier, {
      name: '',
      summary: 'Reads letters',
    })
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(html).toContain('Enter the name of the product.')
    expect(html).toContain('Reads letters')
  })
})
