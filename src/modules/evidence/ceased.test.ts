import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { openDirectoryStore } from '#files/directory-store.js'
import { Conflict } from '#kernel/errors.js'
import { ceaseDeployment, registerDeployment } from '#modules/deployments/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { useDocument } from './attach-document.js'
import { saveAnswer, showAnswer } from './index.js'
import { answerAndSign } from './testing/answer-everything.js'
import { withdrawAnswer } from './withdraw-answer.js'

// A use that has ceased: its evidence is closed, and what should not be in it can still be taken back.

let app: TestApp
let owner: Actor
let safety: Actor
let deploymentId: string

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(1)
  const [home] = trusts as [(typeof trusts)[0]]
  owner = await app.world.person(home, 'deployment-owner', 'technical-lead')
  safety = await app.world.person(home, 'clinical-safety-officer')
  const product = await app.registry.run(registerProduct, owner, {
    name: 'Example triage',
    version: { name: '2.3' },
  })
  const made = await app.registry.run(registerDeployment, owner, {
    productId: product.id,
    versionId: product.versionId ?? undefined,
    useCase: { title: 'Chest films' },
    facts: { clinical: true, realCare: true, personalData: true },
  })
  deploymentId = made.id
})
afterAll(() => app.close())

const attach = async (words: string): Promise<string> => {
  const response = await app.api(
    'POST',
    `/deployments/${deploymentId}/evidence/R31/documents?title=Rule&file_name=rule.txt`,
    owner,
    words,
    { 'content-type': 'application/octet-stream' },
  )
  return ((await response.json()) as { id: string }).id
}

/** The bytes of a file as they lay before such files were searched. */
const hold = async (id: string, words: string): Promise<void> => {
  const store = openDirectoryStore(join(app.dataDirectory, 'files'))
  await app.sql(
    `update evidence_documents set digest = $2, scan = 'not-scanned', not_scanned_because = null where id = $1`,
    [id, await store.keep(new TextEncoder().encode(words))],
  )
}

test('a document, a closed one and what was signed are still withdrawn; nothing is added', async () => {
  const identifying = await attach('A radiographer reads every output.')
  const plain = await attach('A second rule for staff.')
  await answerAndSign(app, { 'clinical-safety-officer': safety }, deploymentId, ['R04'])
  const reasons = ['pilot-ended']
  await app.registry.run(ceaseDeployment, owner, { deploymentId, reasons })
  await hold(identifying, 'Seen: 943 476 5919.')
  await app.tick('evidence.search-stored-files')

  const here = `/register/deployments/${deploymentId}/evidence/R31`
  expect(await (await app.get('/', owner)).text()).toContain('Closed document')
  const page = await (await app.get(here, owner)).text()
  expect(page).toContain('is closed since')
  expect(page).toContain('What should not be here can still be withdrawn.')
  expect(page).toContain(`${here}/documents/${identifying}/withdraw`)
  expect(page).not.toContain(`${here}/documents/new`)
  expect(page).not.toContain('Save and return')
  expect(page).not.toContain('question by question')
  for (const rest of ['documents/new', 'sign']) {
    const typed = await app.get(`${here}/${rest}`, rest === 'sign' ? safety : owner)
    expect(typed.status, rest).toBe(409)
    expect(await typed.text()).toContain('This deployment has ceased; its evidence is closed.')
  }

  for (const id of [identifying, plain]) {
    const given = { reason: 'It should not be here' }
    const sent = await app.post(`${here}/documents/${id}/withdraw`, owner, given)
    expect(sent.status).toBe(303)
  }
  expect(await (await app.get('/', owner)).text()).not.toContain('Closed document')
  const about = { deploymentId, requirementId: 'R31' }
  const { withdrawn, documents, closed } = await app.registry.read(showAnswer, owner, about)
  expect([withdrawn.length, documents, closed]).toEqual([2, [], []])

  const signed = { deploymentId, requirementId: 'R04' }
  await app.registry.run(withdrawAnswer, safety, { ...signed, reason: 'It was about another use' })
  const after = await app.registry.read(showAnswer, safety, signed)
  expect(after.signed?.withdrawnAt).not.toBeNull()

  const late = app.registry.run(saveAnswer, owner, { ...about, answers: {}, revision: 0 })
  await expect(late).rejects.toThrow(Conflict)
  const reused = app.registry.run(useDocument, owner, { ...about, documentId: plain })
  await expect(reused).rejects.toThrow(Conflict)
})
