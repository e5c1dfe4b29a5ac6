import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor, type Actor } from '#kernel/actor.js'
import { openDirectoryStore } from '#files/directory-store.js'
import { Conflict, LimitReached, NotAllowed, NotFound } from '#kernel/errors.js'
import { registerDeployment } from '#modules/deployments/index.js'
import { showFile } from '#modules/exports/file/show-file.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import { acceptEvidence } from '../accept-evidence.js'
import { useDocument } from '../attach-document.js'
import { openOfferedDocument } from '../open-offered.js'
import { openDocument } from '../open-document.js'
import { saveAnswer } from '../save-answer.js'
import { setOpening } from '../set-opening.js'
import { showAnswer } from '../show-evidence.js'
import { signAnswer } from '../sign-answer.js'
import { exampleAnswers } from '../testing/answer-everything.js'
import { agreedWay } from '#modules/framework/index.js'
import { requireAskedRequirement } from '../subject.js'
import { findFilesToSearch, noteSearched } from './note-searched.js'
import { searchJobOf } from './search-job.js'

// A supplier with a file about a version, and a trust that relies on it.

let app: TestApp
let contact: Actor
let supplierStaff: Actor
let technical: Actor
let file: { scope: 'product_version'; subjectId: string }
let deploymentId: string

const TICK = 'evidence.search-stored-files'
const HOUR_MS = 60 * 60 * 1000
const PATIENT = 'Seen: 943 476 5919.'

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(1)
  const [trust] = trusts as [(typeof trusts)[0]]
  technical = await app.world.person(trust, 'technical-lead', 'deployment-owner')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  contact = await app.world.person(supplier, 'supplier-contact')
  supplierStaff = await app.world.person(supplier, 'auditor')
  const product = await app.registry.run(registerProduct, contact, {
    name: 'Example reader',
    version: { name: '4.1' },
  })
  const versionId = product.versionId ?? ''
  file = { scope: 'product_version', subjectId: versionId }
  const made = await app.registry.run(registerDeployment, technical, {
    productId: product.id,
    versionId,
    useCase: { title: 'Chest films' },
    facts: { clinical: true, realCare: true, personalData: true },
  })
  deploymentId = made.id
})
afterAll(() => app.close())

const store = () => openDirectoryStore(join(app.dataDirectory, 'files'))

/** A document as it lay before such files were searched, whatever is in it. */
const storedBefore = async (requirementId: string, words: string | null): Promise<string> => {
  const response = await app.api(
    'POST',
    `/evidence/product_version/${file.subjectId}/${requirementId}/documents?title=Card&file_name=card.txt`,
    contact,
    'What it is for',
    { 'content-type': 'application/octet-stream' },
  )
  const { id } = (await response.json()) as { id: string }
  const digest =
    words === null ? 'f'.repeat(64) : await store().keep(new TextEncoder().encode(words))
  await app.sql(
    `update evidence_documents set digest = $2, scan = 'not-scanned', not_scanned_because = null where id = $1`,
    [id, digest],
  )
  return id
}

const sign = async (requirementId: string): Promise<string> => {
  const about = { ...file, requirementId }
  const { draft } = await app.registry.read(showAnswer, contact, about)
  const answers = exampleAnswers(requireAskedRequirement(agreedWay(), { requirementId, part: '' }))
  const given = { ...about, answers, revision: draft?.revision ?? 0 }
  const { revision } = await app.registry.run(saveAnswer, contact, given)
  return (await app.registry.run(signAnswer, contact, { ...about, revision })).id
}

const state = async (id: string) =>
  (
    await app.sql<{ scan: string; not_scanned_because: string | null }>(
      'select scan, not_scanned_because from evidence_documents where id = $1',
      [id],
    )
  )[0]

test('one that identifies somebody is closed, is told to those who put it right and who rely on it, and is kept', async () => {
  const id = await storedBefore('R01', PATIENT)
  const answerId = await sign('R01')
  await app.registry.run(setOpening, contact, { ...file, requirementId: 'R01', opensTo: 'nhs' })
  await app.registry.run(acceptEvidence, technical, {
    deploymentId,
    answerId,
    differsHere: 'Nothing',
  })
  const offered = { answerId, documentId: id }
  await app.registry.run(openOfferedDocument, technical, offered)
  await app.drain()
  app.letters.length = 0
  await app.tick(TICK)

  const page = await (
    await app.get(`/register/files/product-version/${file.subjectId}/R01`, contact)
  ).text()
  expect(page).toContain('is closed since')
  expect(page).toContain('an NHS number')
  expect(page).not.toContain('943 476 5919')
  await expect(app.registry.run(openOfferedDocument, technical, offered)).rejects.toThrow(NotFound)
  await expect(app.registry.run(openDocument, supplierStaff, { id })).rejects.toThrow(NotAllowed)
  expect((await app.registry.run(openDocument, contact, { id })).fileName).toBe('card.txt')
  const reused = { ...file, requirementId: 'R44', documentId: id }
  await expect(app.registry.run(useDocument, contact, reused)).rejects.toThrow(Conflict)

  expect(await (await app.get('/', contact)).text()).toContain('Closed document')
  expect(await (await app.get('/', supplierStaff)).text()).not.toContain('Closed document')
  await app.drain()
  const told = app.letters.filter((one) => one.subject.includes('is closed'))
  expect(told).toHaveLength(1)
  expect(told[0]?.text).toContain('an NHS number')
  expect(app.letters.map((one) => one.text).join('')).not.toContain('943 476 5919')
  const relying = await app.sql(
    `select reason from audit where command = 'evidence.note-reliance' and organisation_id = $1`,
    [technical.organisationId],
  )
  expect(relying[0]?.['reason']).toContain('A document that it rests on was closed.')
  const [line] = await app.sql(`select * from audit where command = 'evidence.note-searched'`)
  expect(line).toMatchObject({ after: { closed: true, found: 'an NHS number' } })
  const here = await app.registry.read(showAnswer, technical, {
    deploymentId,
    requirementId: 'R01',
  })
  expect(here.word).toBe('Under review')

  app.letters.length = 0
  app.clock.advance(2 * HOUR_MS)
  await app.tick(TICK)
  await app.drain()
  expect(app.letters.filter((one) => one.subject.includes('is closed'))).toEqual([])
  const path = `/register/files/product-version/${file.subjectId}/R01/documents/${id}`
  await app.post(`${path}/withdraw`, contact, { reason: 'It names a patient' })
  expect(await (await app.get('/', contact)).text()).not.toContain('Closed document')
  await expect(app.registry.run(openDocument, supplierStaff, { id })).rejects.toThrow(NotAllowed)
})

test.each([
  ['is searched where nothing is found', 'All is well', 'scanned', null],
  ['says that its file is missing', null, 'not-scanned', 'missing'],
  ['says that it cannot be read', '%PDF-1.7 broken', 'not-scanned', 'unreadable'],
])('one %s, once', async (_what, words, scan, because) => {
  const id = await storedBefore('R03', words)
  await app.tick(TICK)
  expect(await state(id)).toEqual({ scan, not_scanned_because: because })
  const job = systemActor(TICK)
  app.clock.advance(2 * HOUR_MS)
  expect(await app.registry.read(findFilesToSearch, job, {})).toEqual([])
})

test('a closed document is left out of the archive of its deployment', async () => {
  const kept = await app.api(
    'POST',
    `/deployments/${deploymentId}/evidence/R31/documents?title=Rule&file_name=rule.txt`,
    technical,
    'A radiographer reads every output.',
    { 'content-type': 'application/octet-stream' },
  )
  const { id } = (await kept.json()) as { id: string }
  const digest = await store().keep(new TextEncoder().encode(`${PATIENT} Again.`))
  const inArchive = async () =>
    (await app.registry.read(showFile, technical, { deploymentId })).documents.length
  expect(await inArchive()).toBe(1)
  await app.sql(
    `update evidence_documents set digest = $2, scan = 'not-scanned', not_scanned_because = null where id = $1`,
    [id, digest],
  )
  await app.tick(TICK)
  expect(await inArchive()).toBe(0)
})

/** Runs the job with a search of PDF files of the test's own. */
const search = async (searchPdf: Parameters<typeof searchJobOf>[1]) => {
  const enter = (organisation: { id: string; name: string } | null) =>
    app.registry.doorsFor(systemActor(TICK, organisation))
  const context = { ...enter(null), now: app.clock.now(), newId: app.newId, as: enter, once: enter }
  await searchJobOf(store(), searchPdf).run(context)
}

test('a few at a time, later where others are read, and given up where it never ends', async () => {
  const ids: string[] = []
  for (let count = 0; count < 5; count += 1)
    ids.push(await storedBefore('R03', `%PDF-1.7 file ${count}`))
  let looks = 0
  await search(async () => {
    looks += 1
    throw new LimitReached('Several PDF files are being read just now.')
  })
  expect(looks).toBe(1)
  for (let attempt = 0; attempt < 3; attempt += 1) {
    app.clock.advance(2 * HOUR_MS)
    const ends = search(async () => {
      throw new Error('The server ended')
    })
    await expect(ends).rejects.toThrow('The server ended')
  }
  const states = async () => Promise.all(ids.map(state))
  expect((await states()).every((one) => one?.not_scanned_because === null)).toBe(true)
  for (let run = 0; run < 3; run += 1) {
    app.clock.advance(2 * HOUR_MS)
    await search(async () => ({ kinds: [], because: null }))
  }
  expect(new Set((await states()).map((one) => one?.scan))).toContain('scanned')
  expect(
    (await states()).every(
      (one) => one?.scan === 'scanned' || one?.not_scanned_because === 'unreadable',
    ),
  ).toBe(true)
})

test('only the clock closes, and nobody opens again', async () => {
  const input = { digest: 'e'.repeat(64), kinds: ['nhs-number'], because: null }
  await expect(app.registry.run(noteSearched, contact, input)).rejects.toThrow(NotAllowed)
  const [closed] = await app.sql<{ document_id: string }>(
    'select document_id from closed_documents',
  )
  const asApp = async (text: string, authority: string) => {
    const client = await app.registry.pool.connect()
    try {
      await client.query('begin')
      await client.query(
        `select set_config('role', 'wardround_app', true), set_config('wardround.organisation', $1, true),
          set_config('wardround.actor', 'x', true), set_config('wardround.authority', $2, true)`,
        [contact.organisationId, authority],
      )
      return (await client.query(text)).rowCount
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  const close = `insert into closed_documents (document_id, organisation_id, closed_at, because)
    select id, organisation_id, now(), '{nhs-number}' from evidence_documents where id <> '${closed?.document_id}' limit 1`
  await expect(asApp(close, '')).rejects.toThrow(/row-level security/)
  expect(await asApp(close, 'job')).toBe(1)
  await expect(asApp('delete from closed_documents', 'job')).rejects.toThrow(/permission denied/)
  await expect(asApp(`update closed_documents set because = '{email}'`, 'job')).rejects.toThrow(
    /permission denied/,
  )
})
