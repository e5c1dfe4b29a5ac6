import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { registerDeployment } from '#modules/deployments/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../support/test-app.js'

// Whoever meant something else leaves a form that brings in or takes out by Cancel, to where they came from.

let app: TestApp
let person: Actor
let ids: { deployment: string; product: string; version: string }

beforeAll(async () => {
  app = await testApp()
  const { icb } = await app.world.system(1)
  person = await app.world.person(
    icb,
    'deployment-owner',
    'clinical-safety-officer',
    'system-ai-lead',
    'administrator',
  )
  const product = await app.registry.run(registerProduct, person, {
    name: 'Example triage',
    version: { name: '2.3' },
  })
  const version = product.versionId ?? ''
  const made = await app.registry.run(registerDeployment, person, {
    productId: product.id,
    versionId: version,
    useCase: { title: 'Chest films' },
    facts: {},
  })
  ids = { deployment: made.id, product: product.id, version }
})
afterAll(() => app.close())

test.each([
  ['/register/import', '/register'],
  ['/register/deployments/DEPLOYMENT/take-out', '/register/deployments/DEPLOYMENT'],
  ['/overviews/take-out', '/overviews'],
  ['/register/deployments/DEPLOYMENT/hazards/import', '/register/deployments/DEPLOYMENT/hazards'],
  [
    '/register/deployments/DEPLOYMENT/hazards/take-away',
    '/register/deployments/DEPLOYMENT/hazards',
  ],
  [
    '/register/products/PRODUCT/card/VERSION/import',
    '/register/products/PRODUCT/card?version=VERSION',
  ],
  ['/framework/layer/edit', '/framework/versions'],
  ['/framework/versions/new', '/framework/versions'],
])('%s', async (path, back) => {
  const filled = (address: string) =>
    address
      .replace('DEPLOYMENT', ids.deployment)
      .replace('PRODUCT', ids.product)
      .replace('VERSION', ids.version)
  const shown = await app.get(filled(path), person)
  expect(shown.status).toBe(200)
  const [, href] = /<a href="([^"]+)">Cancel<\/a>/.exec(await shown.text()) ?? []
  expect(href).toBe(filled(back))
  expect((await app.get(href ?? '', person)).status).toBeLessThan(400)
})

test('what a file of uses would do can be left too', async () => {
  const content =
    'organisation,product,version,use,stage,owner\n,Example triage,2.3,Letters,pilot,\n'
  const shown = await app.post('/register/import', person, { file: new Blob([content]) })
  expect(await shown.text()).toMatch(/Do this<\/button><a href="\/register">Cancel<\/a>/)
})
