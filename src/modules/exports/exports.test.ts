import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { raiseConcern } from '#modules/concerns/index.js'
import { registerDeployment } from '#modules/deployments/index.js'
import { acceptEvidence, saveAnswer, setOpening, signAnswer } from '#modules/evidence/index.js'
import { agreedWay, requireRequirement } from '#modules/framework/index.js'
import { registerProduct } from '#modules/products/index.js'
import { fixPlan } from '#modules/monitoring/index.js'
import { publishRecord, showRecord, writeRecord } from '#modules/public-register/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { answer, exampleAnswers } from '../evidence/testing/answer-everything.js'

const PUBLIC_WORDS = {
  name: 'Referral helper',
  why: 'Referrals waited for weeks.',
  whoChecks: 'A clinician checks every one.',
  decides: 'person-checks',
  canRefuse: 'yes',
  afterRefusal: 'A person sorts it.',
  howToAsk: 'Write to us.',
  contact: 'ai@trust.example',
}

let app: TestApp
let owner: Actor
let staff: Actor
let partner: Actor
let deploymentId: string
let at: string

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const [home, other] = trusts
  if (!home || !other) throw new Error('no trusts')
  owner = await app.world.person(home, 'deployment-owner')
  staff = await app.world.person(home, 'staff')
  partner = await app.world.person(other, 'deployment-owner')
  const product = await app.registry.run(registerProduct, owner, {
    name: 'Example triage',
    kind: 'triage',
    supplierName: 'Example Supplier',
    version: { name: '2.3' },
  })
  const made = await app.registry.run(registerDeployment, owner, {
    productId: product.id,
    versionId: product.versionId ?? undefined,
    useCase: { title: 'Sorting referrals' },
    stage: 'pilot',
  })
  deploymentId = made.id
  at = `/register/deployments/${made.id}/take-out`
  await answer(app, owner, deploymentId, 'R31')
})
afterAll(() => app.close())

const taken = () =>
  app.sql(
    `select actor_id, reason, after from audit where command = 'exports.note-export' order by id`,
  )

describe('the transparency record', () => {
  test('needs a reason, which stands in the history with what was taken', async () => {
    const refused = await app.post(at, owner, { choice: 'atrs-json', reason: '' })
    expect(refused.status).toBe(422)
    expect(await taken()).toEqual([])
    const file = await app.post(at, owner, { choice: 'atrs-json', reason: 'To publish it' })
    const json = await file.json()
    expect(json).toMatchObject({
      made_on: '2026-11-02',
      metadata: { algorithmic_transparency_record_phase: 'beta-pilot' },
    })
    const review = json.fields.find((one: { number: string }) => one.number === '3.4')
    expect(review).toMatchObject({
      value: expect.stringContaining('Who checks it: An example answer'),
    })
    expect(await taken()).toMatchObject([
      { actor_id: owner.id, reason: 'To publish it', after: { takenOut: 'atrs-record' } },
    ])
  })

  test('as CSV, as a page, and over REST it says the same', async () => {
    const reason = 'To look at it'
    const csv = await (await app.post(at, owner, { choice: 'atrs-csv', reason })).text()
    const page = await (await app.post(at, owner, { choice: 'atrs-page', reason })).text()
    const path = `/deployments/${deploymentId}/exports/atrs-record`
    const rest = await (await app.api('POST', path, owner, { reason })).json()
    expect(rest.fields).toHaveLength(50)
    for (const { label } of rest.fields) {
      expect(csv).toContain(label)
      expect(page).toContain(label)
    }
    expect((await app.api('POST', path, owner, {})).status).toBe(422)
  })

  test('says what the public reads, whatever is drafted since, and calls a draft a draft', async () => {
    const path = `/deployments/${deploymentId}/exports/atrs-record`
    const describedAs = async () => {
      const rest = await app.api('POST', path, owner, { reason: 'To compare' })
      const { fields } = await rest.json()
      return fields.find((one: { number: string }) => one.number === 'T1.2')
    }
    const write = (revision: number, what: string) =>
      app.registry.run(writeRecord, owner, { ...PUBLIC_WORDS, deploymentId, revision, what })
    const { revision } = await write(0, 'It sorts referrals.')
    expect(await describedAs()).toMatchObject({
      value: 'It sorts referrals.',
      sources: ['the draft of the public record'],
    })
    await app.registry.run(publishRecord, owner, { deploymentId, revision })
    const { record } = await app.registry.read(showRecord, owner, { deploymentId })
    await write(record?.revision ?? 0, 'Words that nobody has published.')
    expect(await describedAs()).toMatchObject({
      value: 'It sorts referrals.',
      sources: ['the public record'],
    })
  })

  test('staff may not, and a partner takes nothing of ours', async () => {
    const before = await taken()
    const form = { choice: 'atrs-json', reason: 'Curious' }
    expect((await app.post(at, staff, form)).status).toBe(403)
    expect((await app.get(at, partner)).status).toBe(403)
    expect((await app.post(at, partner, form)).status).toBe(403)
    expect(await taken()).toEqual(before)
  })
})

describe('the whole file', () => {
  test('holds answers, decisions, concerns and history, and its sums verify', async () => {
    const { id } = await app.registry.run(raiseConcern, staff, {
      deploymentId,
      whatHappened: 'It sorted two referrals the wrong way.',
      harm: 'no',
    })
    const bytes = new Uint8Array([37, 80, 68, 70, 45, 49, 46, 52, 10])
    await app.post(`/register/deployments/${deploymentId}/evidence/R31/documents/new`, owner, {
      title: 'Oversight rule',
      file: new File([bytes], 'rule.pdf'),
    })
    await app.sql(
      `insert into gate_signatures (id, organisation_id, deployment_id, gate, step, step_name, statement, role,
          signed_by, signed_by_name, signed_on, signed_at, basis, framework_version)
        values ('gsg_1', $1, $2, 'pilot', 'owner', 'The owner', 'I ask for it.', 'deployment-owner', $3, 'Olu',
          '2026-11-02', now(), '{}', '1')`,
      [owner.organisationId, deploymentId, owner.id],
    )
    await app.registry.run(fixPlan, owner, {
      deploymentId,
      replaces: '',
      period: 'week',
      startsOn: '2026-11-02',
      followUpDays: 7,
      graceDays: 14,
      minimumEvents: 8,
      ownerId: owner.id,
      onSignal: 'Look at it with the supplier.',
      stopRule: 'Pause when two points are below the pass mark.',
      thresholds: [{ name: 'working', value: 0.5 }],
      measures: [
        { measure: 'auroc', direction: 'increase', passMark: 0.85 },
        { measure: 'sensitivity', threshold: 'working', direction: 'increase', passMark: 0.5 },
        { measure: 'brier', direction: 'decrease', passMark: null },
      ],
    })
    const zip = await app.post(at, owner, { choice: 'deployment-file', reason: 'To hand it over' })
    const unpacked = unzipSync(new Uint8Array(await zip.arrayBuffer()))
    const text = (path: string) => strFromU8(unpacked[path] ?? new Uint8Array())
    const sums = text('SHA256SUMS').trimEnd().split('\n')
    expect(sums).toHaveLength(Object.keys(unpacked).length - 1)
    for (const [digest, path = ''] of sums.map((line) => line.split('  ')))
      expect(
        createHash('sha256')
          .update(unpacked[path] ?? bytes)
          .digest('hex'),
      ).toBe(digest)
    const told = Object.keys(unpacked).filter((path) => !path.startsWith('documents/'))
    for (const path of told) if (path !== 'README.txt') expect(text('README.txt')).toContain(path)
    expect(Object.keys(unpacked)[0]).toBe('README.txt')
    const document = Object.keys(unpacked).find((path) => path.endsWith('/rule.pdf')) ?? ''
    expect(unpacked[document]).toEqual(bytes)
    expect(text('answers.json')).toContain('An example answer')
    expect(JSON.parse(text('concerns.json'))).toMatchObject([{ id }])
    expect(JSON.parse(text('sign-offs.json'))).toMatchObject([{ gate: 'pilot', endedAs: null }])
    expect(JSON.parse(text('plan.json'))).toMatchObject({
      measures: [{ measure: 'auroc', passMark: 0.85 }, {}, {}],
    })
    expect(JSON.parse(text('public-record.json'))).toMatchObject({
      draft: { what: 'Words that nobody has published.' },
      revisions: [{ content: { what: 'It sorts referrals.' } }],
    })
    expect(text('history.csv')).toContain('exports.note-export')
    expect(JSON.parse(text('manifest.json'))).toMatchObject({
      reason: 'To hand it over',
      madeOn: '2026-11-02',
      missing: [],
    })
  })

  test('says what is relied upon, who accepted it and what was stated, and not whom else it is open to', async () => {
    const supplier = await app.world.organisation('Example Maker', 'supplier')
    const contact = await app.world.person(supplier, 'supplier-contact')
    const product = await app.registry.run(registerProduct, contact, {
      name: 'Example reader',
      version: { name: '4.1' },
    })
    const versionId = product.versionId ?? ''
    const file = { scope: 'product_version', subjectId: versionId }
    const about = { ...file, requirementId: 'R44' }
    const answers = exampleAnswers(requireRequirement(agreedWay(), 'R44'))
    const given = { ...about, answers, revision: 0 }
    const { revision } = await app.registry.run(saveAnswer, contact, given)
    const signed = await app.registry.run(signAnswer, contact, { ...about, revision })
    const named = [owner.organisationId, partner.organisationId]
    await app.registry.run(setOpening, contact, { ...file, opensTo: 'named', named })
    const useCase = { title: 'Chest films' }
    const facts = { clinical: true, realCare: true }
    const use = { productId: product.id, versionId, useCase, facts }
    const { id } = await app.registry.run(registerDeployment, owner, use)
    const home = { id: owner.organisationId ?? '', name: '' }
    const accepting = { deploymentId: id, requirementId: 'R44', answerId: signed.id }
    const terms = { part: '', differsHere: 'Two scanners' }
    const technical = await app.world.person(home, 'technical-lead')
    await app.registry.run(acceptEvidence, technical, { ...accepting, ...terms })
    const path = `/register/deployments/${id}/take-out`
    const zip = await app.post(path, owner, { choice: 'deployment-file', reason: 'To keep' })
    const unpacked = unzipSync(new Uint8Array(await zip.arrayBuffer()))
    const words = strFromU8(unpacked['acceptances.json'] ?? new Uint8Array())
    expect(JSON.parse(words)).toMatchObject([
      {
        requirementId: 'R44',
        sourceName: supplier.name,
        differsHere: 'Two scanners',
        signature: { personName: technical.name, role: 'technical-lead' },
        standing: { state: 'stands' },
        stated: {
          versionName: '4.1',
          values: { template: 'chai' },
          signature: { personName: contact.name },
        },
      },
    ])
    expect(words).not.toContain(partner.organisationId)
  })

  test('comes over REST with its reason, and to nobody else', async () => {
    const path = `/deployments/${deploymentId}/exports/deployment-file`
    const zip = await app.api('POST', path, owner, { reason: 'For our archive' })
    expect(zip.headers.get('content-type')).toBe('application/zip')
    expect(zip.headers.get('content-disposition')).toContain('deployment-file-Example-triage')
    const unpacked = unzipSync(new Uint8Array(await zip.arrayBuffer()))
    expect(Object.keys(unpacked)).toContain('SHA256SUMS')
    expect((await taken()).at(-1)).toMatchObject({ reason: 'For our archive' })
    const before = await taken()
    expect((await app.api('POST', path, owner, {})).status).toBe(422)
    expect((await app.api('POST', path, staff, { reason: 'Curious' })).status).toBe(403)
    expect((await app.api('POST', path, partner, { reason: 'Curious' })).status).toBe(403)
    expect(await taken()).toEqual(before)
  })
})

describe('papers of the organisation', () => {
  const HERE = '/overviews/take-out'
  test('are noted with their reason, and hold our tools and no text of a concern', async () => {
    const form = { what: 'foi-answer-pack', format: 'page', reason: 'A request came' }
    const page = await (await app.post(HERE, owner, form)).text()
    expect(page).toContain('Sorting referrals')
    expect(page).not.toContain('two referrals the wrong way')
    expect((await taken()).at(-1)).toMatchObject({
      reason: 'A request came',
      after: { takenOut: 'foi-answer-pack' },
    })
    const theirs = await (await app.post(HERE, partner, form)).text()
    expect(theirs).not.toContain('Sorting referrals')
    expect((await app.post(HERE, staff, form)).status).toBe(403)
    expect((await app.post(HERE, owner, { ...form, reason: '' })).status).toBe(422)
  })

  test('as PDF, as one HTML file, and over REST', async () => {
    const form = { what: 'board-paper', month: '2026-10', reason: 'The board meets' }
    const pdf = await app.post(HERE, owner, { ...form, format: 'pdf' })
    expect(strFromU8(new Uint8Array(await pdf.arrayBuffer()).slice(0, 5))).toBe('%PDF-')
    const html = await (await app.post(HERE, owner, { ...form, format: 'html' })).text()
    expect(html).toContain('<h2>Assure</h2>')
    const rest = await app.api('POST', '/exports/board-paper', owner, {
      reason: 'The board meets',
      month: '2026-10',
    })
    expect((await rest.json()).title).toContain('October 2026')
    expect((await app.api('POST', '/exports/everything', owner, form)).status).toBe(422)
  })
})

describe('as what an export comes over REST', () => {
  const month = '2026-10'
  test.each([
    ['atrs-record', 'text/html; charset=utf-8', 'Transparency record'],
    ['atrs-record', 'text/csv; charset=utf-8', 'number,section,field'],
    ['atrs-record', 'application/pdf', '%PDF-'],
    ['board-paper', 'text/html; charset=utf-8', '<h2>Assure</h2>'],
    ['foi-answer-pack', 'text/html; charset=utf-8', 'Sorting referrals'],
    ['foi-answer-pack', 'application/pdf', '%PDF-'],
  ])('%s as %s, by the query and by Accept, noted each time', async (what, type, words) => {
    const path =
      what === 'atrs-record' ? `/deployments/${deploymentId}/exports/${what}` : `/exports/${what}`
    const [accept = ''] = type.split(';')
    const before = await taken()
    const ask = (more: string, headers: Record<string, string>, reason = 'For the record') =>
      app.api(
        'POST',
        `${path}${more}`,
        owner,
        what === 'atrs-record' ? { reason } : { reason, month },
        headers,
      )
    for (const answer of [
      await ask(`?format=${accept.replace(/.*\//, '')}`, {}),
      await ask('', { accept }),
    ]) {
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe(type)
      expect(strFromU8(new Uint8Array(await answer.arrayBuffer()))).toContain(words)
    }
    const noted = (await taken()).slice(before.length)
    expect(noted.map((one) => [one['reason'], one['after']])).toEqual(
      ['?format=', 'Accept'].map(() => [
        'For the record',
        expect.objectContaining({ takenOut: what }),
      ]),
    )
    expect((await ask('', { accept }, '')).status).toBe(422)
    expect((await ask('?format=exe', {})).status).toBe(422)
    expect((await ask('', { accept: 'image/png' })).status).toBe(422)
    expect(await taken()).toHaveLength(before.length + 2)
  })
})
