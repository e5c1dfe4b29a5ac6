import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { ceaseDeployment, registerDeployment } from '#modules/deployments/index.js'
import { registerProduct } from '#modules/products/index.js'
import { scoreHazard } from '../score-hazard.js'
import { showHazard } from '../show-hazard.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import { oraclesPresent, sharedPath } from '../../../../tests/support/oracles.js'

let app: TestApp
let officer: Actor
let auditor: Actor
let partner: Actor
let stranger: Actor
let at: string
let owner: Actor
let product: { id: string; versionId: string | null }
let deploymentId: string

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const [home, other] = trusts
  if (!home || !other) throw new Error('no trusts')
  officer = await app.world.person(home, 'clinical-safety-officer')
  auditor = await app.world.person(home, 'auditor')
  partner = await app.world.person(other, 'clinical-safety-officer')
  stranger = await app.world.person(home, 'staff')
  owner = await app.world.person(home, 'deployment-owner')
  product = await app.registry.run(registerProduct, owner, {
    name: 'Example triage',
    version: { name: '1' },
  })
  const made = await app.registry.run(registerDeployment, owner, {
    productId: product.id,
    versionId: product.versionId ?? undefined,
    useCase: { title: 'Referrals' },
  })
  deploymentId = made.id
  at = `/register/deployments/${made.id}/hazards`
})
afterAll(() => app.close())

const OUR_FILE =
  'Name,Residual likelihood,Residual severity,Residual risk\nOurs,Low,Major,3\nToo high,High,Major,3\n'
const upload = (text: Uint8Array | string, name: string) =>
  app.post(`${at}/import`, officer, { file: new File([text as BlobPart], name) })

describe('bringing in a file', () => {
  test('that is too large is told one size, however large it is', async () => {
    expect(await (await app.get(`${at}/import`, officer)).text()).toContain('up to 2 MB')
    for (const [megabytes, status] of [
      [3, 422],
      [5, 413],
    ] as const) {
      const answer = await upload('x'.repeat(megabytes * 1024 * 1024), 'log.csv')
      expect(answer.status).toBe(status)
      const words = await answer.text()
      expect(words).toMatch(/(?:larger than|Send at most) 2 MB/)
      expect(words).not.toContain('4 MB')
    }
  })

  test('is shown first, done second, and does nothing a third time', async () => {
    const file = oraclesPresent
      ? readFileSync(sharedPath('data/clinical-safety/uk-core-hazard-log.csv'))
      : Buffer.from(OUR_FILE)
    const shown = await (await upload(new Uint8Array(file), 'log.xlsx')).text()
    expect(shown).toContain(oraclesPresent ? '18 of 18 ratings agree' : '1 of 2 ratings agree')
    expect(await app.sql('select 1 from hazards')).toHaveLength(0)
    const mapping = [...shown.matchAll(/<select[^>]*name="(column\.\d+)"[\s\S]*?<\/select>/g)].map(
      (one) => [one[1] ?? '', /value="([^"]*)" selected/.exec(one[0])?.[1] ?? ''],
    )
    const values = {
      content: /name="content" value="([^"]+)"/.exec(shown)?.[1] ?? '',
      columns: String(mapping.length),
      ...Object.fromEntries(mapping),
      act: 'import',
    }
    expect((await app.post(`${at}/import`, officer, values)).status).toBe(303)
    const rows = await app.sql(
      'select residual_risk, review_since, origin from hazards order by number',
    )
    expect(rows).toHaveLength(oraclesPresent ? 9 : 2)
    expect(rows[0]).toMatchObject({ origin: 'imported' })
    expect(rows[0]?.['review_since']).toContain('brought in from a file')
    const again = await app.post(`${at}/import`, officer, values)
    expect(decodeURIComponent(again.headers.get('set-cookie') ?? '')).toContain(
      '0 hazards brought in',
    )
    expect(await app.sql('select 1 from hazards')).toHaveLength(rows.length)
  })

  test('a web page called .xlsx is refused, and nothing is half stored', async () => {
    const before = await app.sql('select 1 from hazards')
    const refused = await upload('<html><body>log</body></html>', 'log.xlsx')
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('web page')
    expect(await app.sql('select 1 from hazards')).toHaveLength(before.length)
  })
})

describe('the safety case of a log without a hazard', () => {
  test('says why there is none, or is refused; when there is one, the reason is kept and not asked', async () => {
    const made = await app.registry.run(registerDeployment, owner, {
      productId: product.id,
      versionId: product.versionId ?? undefined,
      useCase: { title: 'Letters' },
    })
    const log = `/register/deployments/${made.id}/hazards`
    const write = async (words: Record<string, string>) => {
      const page = await (await app.get(`${log}/safety-case/write`, officer)).text()
      const revision = /name="revision" value="(\d+)"/.exec(page)?.[1] ?? ''
      const sent = await app.post(`${log}/safety-case/write`, officer, { revision, ...words })
      expect(sent.status).toBe(303)
      return page
    }
    const asked = await write({ conclusion: 'It may be tried.' })
    expect(asked).toContain('Why no hazard counts')
    const draft = await (await app.get(`${log}/safety-case`, officer)).text()
    expect(draft).toContain('No hazard counts in this log. Log the hazards, or say why')
    expect(draft).not.toContain('Sign and issue this report')
    const refused = await app.post(`${log}/safety-case/issue`, officer, {})
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Log the hazards, or write why there is none.')

    await write({ conclusion: 'It may be tried.', noHazards: 'We walked through it: NONE-FOUND.' })
    expect((await app.post(`${log}/safety-case/issue`, officer, {})).status).toBe(303)
    const report = await (await app.get(`${log}/safety-case/1`, auditor)).text()
    expect(report).toContain('NONE-FOUND')
    expect(report).not.toContain('0 of 0')
    expect(report).toContain('The log holds no hazard.')

    const added = await app.post(`${log}/add`, officer, { name: 'Late', kind: 'other' })
    expect(added.status).toBe(303)
    expect(await write({ conclusion: 'Still.' })).not.toContain('Why no hazard counts')
    const [kept] = await app.sql(
      `select case_texts from hazard_logs where deployment_id = '${made.id}'`,
    )
    expect(kept?.['case_texts']).toMatchObject({ noHazards: expect.stringContaining('NONE-FOUND') })
  })
})

test('no form of a log opens once the use has ceased', async () => {
  const made = await app.registry.run(registerDeployment, owner, {
    productId: product.id,
    useCase: { title: 'Ended' },
  })
  const log = `/register/deployments/${made.id}/hazards`
  await app.post(`${log}/add`, officer, { name: 'Late', kind: 'other' })
  const [row] = await app.sql('select id from hazards order by id desc limit 1')
  const hazard = `/hazards/${String(row?.['id'])}`
  const reasons = ['pilot-ended']
  await app.registry.run(ceaseDeployment, owner, { deploymentId: made.id, reasons })
  for (const path of [
    ...['add', 'start', 'import', 'review', 'safety-case/write'].map((one) => `${log}/${one}`),
    ...['edit', 'score', 'controls', 'state', 'accept'].map((one) => `${hazard}/${one}`),
  ]) {
    const typed = await app.get(path, officer)
    expect(typed.status, path).toBe(409)
    expect(await typed.text()).toContain('This deployment has ceased; its hazard log is closed.')
  }
  expect((await app.get(log, officer)).status).toBe(200)
  expect((await app.get(hazard, officer)).status).toBe(200)
})

describe('the safety case', () => {
  test('is written, refused without a conclusion, then signed and kept as it was', async () => {
    const draft = await (await app.get(`${at}/safety-case`, officer)).text()
    expect(draft).toContain('The conclusion is still missing')
    expect(draft).toContain(`href="${at}/safety-case/write#conclusion"`)
    expect(draft).not.toContain('Sign and issue this report')
    const refused = await app.post(`${at}/safety-case/issue`, officer, {})
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Write the conclusion')
    const write = await (await app.get(`${at}/safety-case/write`, officer)).text()
    expect(write).toContain(`<a href="${at}/safety-case">Cancel</a>`)
    const revision = /name="revision" value="(\d+)"/.exec(write)?.[1] ?? ''
    const words = { revision, conclusion: 'We conclude that it may be tried.' }
    expect((await app.post(`${at}/safety-case/write`, officer, words)).status).toBe(303)
    const late = await app.post(`${at}/safety-case/write`, officer, {
      ...words,
      conclusion: 'Mine',
    })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('Mine')
    const ready = await (await app.get(`${at}/safety-case`, officer)).text()
    expect(ready).toContain('Sign and issue this report')
    expect(ready).not.toContain('is still missing')
    expect((await app.post(`${at}/safety-case/issue`, officer, {})).status).toBe(303)
    const html = await (await app.get(`${at}/safety-case/1`, auditor)).text()
    expect(html).toContain('We conclude that it may be tried.')
    expect(html).toContain(`Signed by ${officer.name}`)
    const pdf = await app.get(`${at}/safety-case/1/pdf`, auditor)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    const [audit] = await app.sql(
      "select after from audit where command = 'hazards.issue-safety-case'",
    )
    expect(audit?.['after']).toMatchObject({ safetyCase: 1 })
    expect((await app.get(`${at}/safety-case/1`, partner)).status).toBe(403)
  })
})

describe('taking it away', () => {
  test('asks what for, notes it, and gives the file', async () => {
    const without = await app.post(`${at}/take-away`, auditor, { what: 'log-csv' })
    expect(without.status).toBe(422)
    const given = await app.post(`${at}/take-away`, auditor, {
      what: 'log-csv',
      reason: 'Our inspection',
    })
    expect(await given.text()).toContain('Hazard number,Hazard name')
    const pack = await app.post(`${at}/take-away`, auditor, {
      what: 'starter-pack',
      reason: 'Our inspection',
    })
    const files = unzipSync(new Uint8Array(await pack.arrayBuffer()))
    expect(strFromU8(files['clinical-risk-management-plan.html'] ?? new Uint8Array())).toContain(
      'Example triage',
    )
    const audit = await app.sql(
      "select reason, after from audit where command = 'hazards.note-take-away' order by id",
    )
    expect(audit).toMatchObject([
      { reason: 'Our inspection', after: { takenAway: 'log-csv' } },
      { reason: 'Our inspection', after: { takenAway: 'starter-pack' } },
    ])
    expect((await app.get(`${at}/take-away`, partner)).status).toBe(403)
    expect((await app.get(at, stranger)).status).toBe(403)
  })
})

test('every form that changes a hazard can be left as it was', async () => {
  const made = await app.api('POST', `/deployments/${deploymentId}/hazards`, officer, {
    name: 'To be left',
  })
  const { id } = (await made.json()) as { id: string }
  for (const form of ['edit', 'score', 'controls', 'state']) {
    const html = await (await app.get(`/hazards/${id}/${form}`, officer)).text()
    expect(html).toContain(`<a href="/hazards/${id}">Cancel</a>`)
  }
  expect(await (await app.get(`${at}/add`, officer)).text()).toContain(`<a href="${at}">Cancel</a>`)
  const start = await (await app.get(`${at}/start`, officer)).text()
  expect(start).toMatch(new RegExp(`<a href="${at}">(?:Cancel|Back to the log)</a>`))
})

test('only what waits to be accepted has a form to accept it, which can be left', async () => {
  const made = await app.api('POST', `/deployments/${deploymentId}/hazards`, officer, {
    name: 'To be accepted',
  })
  const { id } = (await made.json()) as { id: string }
  const form = async () => (await app.get(`/hazards/${id}/accept`, officer)).text()
  const unscored = await form()
  expect(unscored).toContain('Its residual risk is not scored. It cannot be accepted now.')
  expect(unscored).not.toContain('Accept this risk')
  const { hazard } = await app.registry.read(showHazard, officer, { id })
  await app.registry.run(scoreHazard, officer, {
    id,
    revision: hazard.revision,
    initial: { likelihood: 3, severity: 3 },
    residual: { likelihood: 2, severity: 3 },
  })
  const scored = await form()
  expect(scored).toContain('Accept this risk')
  expect(scored).toContain(`<a href="/hazards/${id}">Cancel</a>`)
})

describe('REST', () => {
  test('adds, scores, lists and closes; a stale revision is a conflict', async () => {
    const made = await app.api('POST', `/deployments/${deploymentId}/hazards`, officer, {
      name: 'By the API',
    })
    expect(made.status).toBe(201)
    const { id } = (await made.json()) as { id: string }
    const score = {
      revision: 1,
      initial: { likelihood: 3, severity: 3 },
      residual: { likelihood: 1, severity: 3 },
    }
    expect((await app.api('PUT', `/hazards/${id}/score`, officer, score)).status).toBe(200)
    expect((await app.api('PUT', `/hazards/${id}/score`, officer, score)).status).toBe(409)
    expect(await (await app.api('GET', `/hazards/${id}`, officer)).json()).toMatchObject({
      initialRisk: 3,
      residualRisk: 2,
      standing: 'acceptance-wanted',
      revision: 2,
    })
    const words = { revision: 2, name: 'By the API, again', concerns: '' }
    expect((await app.api('PATCH', `/hazards/${id}`, officer, words)).status).toBe(200)
    const listed = (await (
      await app.api('GET', `/deployments/${deploymentId}/hazards?search=API,%20again`, officer)
    ).json()) as { items: object[] }
    expect(listed.items).toMatchObject([{ id, name: 'By the API, again' }])
    const closed = { revision: 3, entry: 'logged', state: 'closed', reason: 'Designed out' }
    expect((await app.api('PUT', `/hazards/${id}/state`, officer, closed)).status).toBe(200)
    expect((await app.api('GET', `/hazards/${id}`, partner)).status).toBe(404)
  })

  test('a file that is too large is told the same size as on the page', async () => {
    const answer = await app.fetch(
      new Request(`http://localhost/api/v1/deployments/${deploymentId}/hazards/import`, {
        method: 'POST',
        headers: { 'content-type': 'text/csv' },
        body: 'x'.repeat(3 * 1024 * 1024),
      }),
    )
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('at most 2 MB')
  })

  test('a file is a dry run until it is applied', async () => {
    const send = async (query: string) => {
      const answer = await app.api(
        'POST',
        `/deployments/${deploymentId}/hazards/import${query}`,
        officer,
        OUR_FILE,
        {
          'content-type': 'text/csv',
        },
      )
      return (await answer.json()) as object
    }
    const already = oraclesPresent ? 0 : 2
    expect(await send('')).toMatchObject({
      read: 2,
      alreadyHere: already,
      ratings: { checked: 2, agree: 1 },
    })
    expect(await send('?apply=yes')).toMatchObject({ added: 2 - already })
    expect(await send('?apply=yes')).toMatchObject({ added: 0, alreadyHere: 2 })
  })
})
