import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { openDirectoryStore } from '#files/directory-store.js'
import { Invalid, NotAllowed } from '#kernel/errors.js'
import { registerDeployment } from '#modules/deployments/index.js'
import { registerProduct } from '#modules/products/index.js'
import { reportPdf } from '#ui/report/report-pdf.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { attachDocumentTo, attachFileTo } from './attach-document.js'
import type { SearchPdf } from './inspect-document.js'
import { showAnswer } from './show-evidence.js'

let app: TestApp
let owner: Actor
let analyst: Actor
let key: Actor
let deploymentId: string
let productId: string
let pdf: Uint8Array

beforeAll(async () => {
  app = await testApp()
  const trust = await app.world.organisation('Example Trust')
  owner = await app.world.person(trust, 'deployment-owner')
  analyst = await app.world.person(trust, 'analyst')
  key = { ...owner, kind: 'key', id: 'key_of_the_test', scopes: ['evidence:write'] }
  await app.sql(
    `insert into api_keys (id, organisation_id, name, prefix, key_hash, scopes, role, created_by, created_at)
     values ($1, $2, 'Test', 'wr_', 'x', '{evidence:write}', 'deployment-owner', 'test', now())`,
    [key.id, trust.id],
  )
  productId = (await app.registry.run(registerProduct, owner, { name: 'Example triage' })).id
  pdf = await reportPdf({ title: 'Report', edition: '2 November 2026', sections: [] })
})
afterAll(() => app.close())

beforeEach(async () => {
  const made = await app.registry.run(registerDeployment, owner, {
    productId,

    useCase: { title: 'Referrals' },
  })
  deploymentId = made.id
})

/** Attaches the PDF as somebody; `meanwhile` happens while its words are searched. */
const attach = (by: Actor, meanwhile: (bytes: Uint8Array) => Promise<void>, bytes = pdf) => {
  const own = Uint8Array.from(bytes)
  const searchPdf: SearchPdf = async () => {
    await meanwhile(own)
    return { kinds: [], because: null }
  }
  const files = openDirectoryStore(join(app.dataDirectory, 'files'))
  const way = attachFileTo(files, searchPdf)
  const about = { deploymentId, requirementId: 'R31' }
  const given = { title: 'Rule', fileName: 'folder/rule.pdf', bytes: own }
  return way(app.registry.doorsFor(by), { ...about, ...given })
}

const documents = async () =>
  (await app.registry.read(showAnswer, owner, { deploymentId, requirementId: 'R31' })).documents

const filesKept = () =>
  readdirSync(join(app.dataDirectory, 'files'), { recursive: true, withFileTypes: true }).filter(
    (one) => one.isFile(),
  ).length

const openTransactions = async () => {
  const [row] = await app.sql<{ open: number }>(
    `select count(*)::int as open from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
        and backend_type = 'client backend'`,
  )
  return row?.open
}

test('while a file is looked at no transaction is open, and then it is kept under its own name', async () => {
  let open: number | undefined
  await attach(owner, async () => {
    open = await openTransactions()
  })
  expect(open).toBe(0)
  expect(await documents()).toMatchObject([{ fileName: 'rule.pdf', scan: 'scanned' }])
})

test('a file is not looked at for whoever may not attach it', async () => {
  let looks = 0
  const look = async () => {
    looks += 1
  }
  const staff = { ...analyst, roles: ['staff'] } satisfies Actor
  await expect(attach(staff, look)).rejects.toThrow(NotAllowed)
  await expect(attach(analyst, look)).rejects.toThrow(NotAllowed)
  expect(looks).toBe(0)
  const bytes = 'MZ not a document'
  const path = `/register/deployments/${deploymentId}/evidence/R31/documents/new`
  const form = { title: 'Rule', file: new File([bytes], 'rule.exe') }
  expect((await app.post(path, analyst, form)).status).toBe(403)
})

test.each([
  [
    'a person whose role ended',
    () => owner,
    `update memberships set held_until = now() where person_id = $1`,
  ],
  ['a key that was revoked', () => key, `update api_keys set revoked_at = now() where id = $1`],
])('%s meanwhile is refused, and nothing is half stored', async (_who, by, end) => {
  const before = filesKept()
  const other = await reportPdf({ title: by().id, edition: '2 November 2026', sections: [] })
  const ended = async () => void (await app.sql(end, [by().id]))
  await expect(attach(by(), ended, other)).rejects.toThrow(NotAllowed)
  expect(await documents()).toEqual([])
  expect(filesKept()).toBe(before)
  await app.sql(`update memberships set held_until = null where person_id = $1`, [owner.id])
})

test('only what was looked at is kept', async () => {
  const about = { deploymentId, requirementId: 'R31', title: 'Rule' }
  const forged = { fileName: 'rule.pdf', bytes: pdf, digest: 'a'.repeat(64), found: {} }
  const files = openDirectoryStore(join(app.dataDirectory, 'files'))
  await expect(
    app.registry.run(attachDocumentTo(files), owner, { ...about, file: forged }),
  ).rejects.toThrow(Invalid)
  expect(await documents()).toEqual([])
})

test('bytes that changed after they were looked at are refused, and are not stored', async () => {
  const before = filesKept()
  const other = await reportPdf({ title: 'Another', edition: '2 November 2026', sections: [] })
  const changed = async (bytes: Uint8Array) => void (bytes[bytes.length - 1] = 0)
  await expect(attach(owner, changed, other)).rejects.toThrow('changed while it was looked at')
  expect(await documents()).toEqual([])
  expect(filesKept()).toBe(before)
})
