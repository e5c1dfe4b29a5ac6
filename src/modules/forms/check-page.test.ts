import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { saveAnswers, startForm } from './index.js'

let app: TestApp
let contact: Actor
let id: string

beforeAll(async () => {
  app = await testApp()
  contact = await app.world.person(
    await app.world.organisation('Example Supplier', 'supplier'),
    'supplier-contact',
  )
  const { versionId } = await app.registry.run(registerProduct, contact, {
    name: 'Example reader',
    version: { name: '4.1' },
  })
  const about = { form: 'dtac-2', scope: 'product_version', subjectId: versionId }
  id = (await app.registry.run(startForm, contact, about)).id
})
afterAll(() => app.close())

const check = async () => (await app.get(`/forms/${id}/check`, contact)).text()

test('what waits for an earlier answer is counted apart from what is missing', async () => {
  expect(await check()).toContain(
    '26 still to answer, and 31 that may be asked, depending on earlier answers</h2>',
  )
})

test('a date is given in words, and a link to change an answer keeps its code', async () => {
  const answers = { A11: { value: '2026-11-03', revision: 0 } }
  await app.registry.run(saveAnswers, contact, { id, answers })
  const html = await check()
  expect(html).toContain('3 November 2026')
  expect(html).not.toContain('>2026-11-03<')
  expect(html).toContain(
    'Change<span class="nhsuk-u-visually-hidden"> A11 When did the Care Quality Commission last assess',
  )
})
