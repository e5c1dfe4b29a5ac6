import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import { listDeployments } from '../index.js'

let app: TestApp
let owner: Actor
let staff: Actor

beforeAll(async () => {
  app = await testApp()
  const home = await app.world.organisation('Example Trust')
  owner = await app.world.person(home, 'deployment-owner')
  staff = await app.world.person(home, 'staff')
  await app.registry.run(registerProduct, owner, {
    name: 'Example triage',
    version: { name: '2.3' },
  })
})
afterAll(() => app.close())

const csv = (version: string) =>
  `organisation,product,version,use,stage,owner\n,Example Triage,${version},Chest X-rays,Business as usual,${owner.name}\n,Unknown,,Letters,pilot,\n`

const send = async (content: string) => {
  const shown = await app.post('/register/import', owner, { file: new Blob([content]) })
  const html = await shown.text()
  const packed = /name="content" value="([^"]+)"/.exec(html)?.[1]
  return { status: shown.status, html, packed }
}
const list = async () => (await app.registry.read(listDeployments, owner, {})).rows

test('what a file would do is shown, then done, and a second run changes nothing', async () => {
  const dry = await send(csv(''))
  expect(dry.status).toBe(200)
  expect(dry.html).toContain('1 added')
  expect(dry.html).toContain('No product with this name is registered')
  expect(await list()).toHaveLength(0)
  const done = await app.post('/register/import', owner, { content: dry.packed ?? '' })
  expect(done.status).toBe(303)
  expect(await list()).toMatchObject([
    { stage: 'usual', inUseBeforeAssessment: true, version: null },
  ])
  expect((await send(csv(''))).html).toContain('There is nothing to do')
  const changed = await send(csv('2.3'))
  expect(changed.html).toContain('version to 2.3')
  await app.post('/register/import', owner, { content: changed.packed ?? '' })
  expect(await list()).toMatchObject([{ version: { name: '2.3' } }])
  expect((await send(csv('2.3'))).html).toContain('There is nothing to do')
})

test('a file in another encoding is refused in words, and staff may not', async () => {
  const refused = await app.post('/register/import', owner, {
    file: new Blob([new Uint8Array([0x50, 0xe9])]),
  })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('not UTF-8')
  expect((await app.get('/register/import', staff)).status).toBe(403)
})
