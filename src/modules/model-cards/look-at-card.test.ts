import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDirectoryStore } from '#files/directory-store.js'
import type { Actor } from '#kernel/actor.js'
import { Invalid, NotAllowed } from '#kernel/errors.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { importCardTo } from './import-card.js'
import { lookAtCard } from './look-at-card.js'
import { bytesOf, cardText } from './testing/card-text.js'

let app: TestApp
let owner: Actor
let staff: Actor
let about: { productId: string; versionId: string }
let importCard: ReturnType<typeof importCardTo>

beforeAll(async () => {
  app = await testApp()
  const trust = await app.world.organisation('Example Trust')
  owner = await app.world.person(trust, 'deployment-owner')
  staff = await app.world.person(trust, 'staff')
  const made = await app.registry.run(registerProduct, owner, {
    name: 'Example reader',
    version: { name: '2.3' },
  })
  about = { productId: made.id, versionId: made.versionId ?? '' }
  importCard = importCardTo(openDirectoryStore(join(app.dataDirectory, 'files')))
})
afterAll(() => app.close())

const look = (by: Actor, bytes = bytesOf(cardText('0.2'))) =>
  lookAtCard(app.registry.doorsFor(by), { ...about, fileName: 'folder/card.xml', bytes })

const cards = () => app.sql('select file_name from model_cards')

const filesKept = (): number => {
  const all = readdirSync(app.dataDirectory, { recursive: true, withFileTypes: true })
  return all.filter((one) => one.isFile() && one.parentPath.includes('files')).length
}

test('a card is not read for whoever may not import it', async () => {
  await expect(look(staff)).rejects.toThrow(NotAllowed)
})

test('only what was read is imported', async () => {
  const { bytes, fileName, digest, found } = await look(owner)
  const forged = { ...about, card: { bytes, fileName, digest, found } }
  await expect(app.registry.run(importCard, owner, forged)).rejects.toThrow(Invalid)
})

test('bytes that changed after they were read are refused, and are not stored', async () => {
  const card = await look(owner)
  card.bytes[card.bytes.length - 1] = 0
  const before = filesKept()
  await expect(app.registry.run(importCard, owner, { ...about, card })).rejects.toThrow(
    'changed while it was looked at',
  )
  expect(await cards()).toEqual([])
  expect(filesKept()).toBe(before)
})

test('a role that ended while it was read imports nothing', async () => {
  const card = await look(owner)
  await app.sql('update memberships set held_until = now() where person_id = $1', [owner.id])
  await expect(app.registry.run(importCard, owner, { ...about, card })).rejects.toThrow(NotAllowed)
  await app.sql('update memberships set held_until = null where person_id = $1', [owner.id])
  expect(await cards()).toEqual([])
  await app.registry.run(importCard, owner, { ...about, card })
  expect(await cards()).toEqual([{ file_name: 'card.xml' }])
})
