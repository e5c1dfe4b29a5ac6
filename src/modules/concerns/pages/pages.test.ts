import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { registerDeployment } from '#modules/deployments/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import { homeItems } from './home-items.js'

const SECRET = 'Two reports were swapped on the ward'
let app: TestApp
let owner: Actor
let partner: Actor
let staff: Actor
let safety: Actor
let contact: Actor
let sponsor: Actor
let lead: Actor
let deploymentId: string
let partnerDeployment: string

beforeAll(async () => {
  app = await testApp()
  const { icb, trusts } = await app.world.system(2)
  lead = await app.world.person(icb, 'system-ai-lead')
  const [home, other] = trusts as [(typeof trusts)[0], (typeof trusts)[0]]
  owner = await app.world.person(home, 'deployment-owner')
  staff = await app.world.person(home, 'staff')
  safety = await app.world.person(home, 'clinical-safety-officer')
  partner = await app.world.person(other, 'deployment-owner')
  sponsor = await app.world.person(other, 'executive-sponsor')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  contact = await app.world.person(supplier, 'supplier-contact')
  const product = await app.registry.run(registerProduct, contact, {
    name: 'Example reader',
    version: { name: '4.1' },
  })
  const deploy = async (who: Actor) =>
    (
      await app.registry.run(registerDeployment, who, {
        productId: product.id,
        versionId: product.versionId,
        useCase: { title: 'Letter reading' },
        stage: 'usual',
      })
    ).id
  deploymentId = await deploy(owner)
  partnerDeployment = await deploy(partner)
})
afterAll(() => app.close())

const html = async (path: string, actor?: Actor): Promise<string> =>
  (await app.get(path, actor)).text()

describe('journey 6 in pages', () => {
  let concern = ''
  let alert = ''

  test('staff raise a concern with two answers and see the reference and by when', async () => {
    expect(await html(`/concerns/raise?deployment=${deploymentId}`, staff)).toContain(
      'Example reader, Letter reading',
    )
    const refused = await app.post('/concerns/raise', staff, {
      deploymentId,
      whatHappened: 'Ring 020 7946 0018 about it',
    })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Ring 020 7946 0018 about it')
    const sent = await app.post('/concerns/raise', staff, { deploymentId, whatHappened: SECRET })
    expect(sent.status).toBe(303)
    const thanks = sent.headers.get('location') ?? ''
    concern = thanks.replace('/thank-you', '')
    const page = await html(thanks, staff)
    expect(page).toMatch(/C-[0-9A-Z]{6}/)
    expect(page).toContain('4 November 2026')
    expect(await html('/concerns?whose=mine', staff)).toContain('To be triaged')
  })

  test('the clinical safety officer triages it, and is told what is missing with nothing lost', async () => {
    const page = await html(concern, safety)
    expect(page).toContain(SECRET)
    const refused = await app.post(`${concern}/triage`, safety, { revision: '1', reason: 'Kept' })
    expect(refused.status).toBe(422)
    const redrawn = await refused.text()
    expect(redrawn).toContain('Choose how serious it is.')
    expect(redrawn).toContain('Kept')
    const sent = await app.post(`${concern}/triage`, safety, {
      revision: '1',
      severity: 'serious',
      kind: 'wrong-patient',
      versionId: '',
      reason: 'Seen twice',
    })
    expect(sent.status).toBe(303)
    alert = sent.headers.get('location') ?? ''
    expect(alert).toMatch(/^\/alerts\/ale_/)
  })

  test('the board of the partner sees that it is not answered there, and cannot answer it', async () => {
    const home = await html('/', sponsor)
    expect(home).toContain('Serious, and not answered here.')
    expect(home).toContain('See the alert')
    expect(await html(`/register/deployments/${partnerDeployment}`, sponsor)).toContain(
      'Read the alert',
    )
  })

  test('the partner sees it on Home first, as a banner, and answers it', async () => {
    const context = {
      actor: partner,
      now: app.clock.now(),
      ...app.registry.doorsFor(partner),
    } as Parameters<typeof homeItems>[0]
    expect((await homeItems(context))[0]).toMatchObject({
      urgency: 1,
      href: alert,
      action: 'Answer',
    })
    const summary = `/register/deployments/${partnerDeployment}`
    expect(await html(summary, partner)).toMatch(
      new RegExp(`href="${alert}"[^>]*>Answer the alert<`),
    )
    expect(await html(summary, partner)).not.toContain('Say when its next review is due')
    const tab = `/register/deployments/${partnerDeployment}/concerns`
    expect(await html(tab, partner)).toContain('Not a National Patient Safety Alert')
    const page = await html(alert, partner)
    expect(page).toContain('Issued by')
    expect(page).toContain('Output for the wrong patient')
    expect(page).not.toContain(SECRET)
    const refused = await app.post(`${alert}/answer`, partner, {
      recipient: partnerDeployment,
      answer: 'action-not-required',
      reason: '',
    })
    expect(refused.status).toBe(422)
    const sent = await app.post(`${alert}/answer`, partner, {
      recipient: partnerDeployment,
      answer: 'action-not-required',
      reason: 'We do not print reports',
    })
    expect(sent.status).toBe(303)
    expect(await html(tab, partner)).not.toContain('Not a National Patient Safety Alert')
    expect(await html(summary, partner)).toContain('Say when its next review is due')
    expect(await html('/', sponsor)).not.toContain('not answered here')
    expect(await html(alert, safety)).toContain('We do not print reports')
  })

  test('the supplier may open the alert and not the concern', async () => {
    expect((await app.get(alert, contact)).status).toBe(200)
    expect((await app.get(concern, contact)).status).toBe(404)
    expect(await html(concern, safety)).toContain('An alert was issued')
  })

  test('the lists, the API and the file', async () => {
    expect(await html('/alerts?show=to-answer', owner)).toContain('Example reader 4.1')
    const file = await app.get('/concerns.csv', safety)
    expect(await file.text()).toContain(SECRET)
    expect((await app.get('/concerns.csv', staff)).status).toBe(403)
    const rows = async (actor: Actor, query: string) => {
      const [, ...lines] = (await (await app.get(`/alerts.csv?${query}`, actor)).text())
        .trim()
        .split('\r\n')
      return lines
    }
    expect(await rows(owner, 'search=example+reader')).toHaveLength(1)
    expect(await rows(owner, 'search=100%25')).toEqual([])
    expect((await rows(owner, 'state=told'))[0]).toContain('Told, not acknowledged')
    expect(await rows(partner, 'state=told')).toEqual([])
    expect(await rows(partner, 'state=action-not-required')).toHaveLength(1)
    expect(await rows(owner, 'state=stood-down')).toEqual([])
    expect(await html('/alerts', lead)).toContain('None asked: issued or sent to a partner')
    const made = await app.api('POST', '/concerns', staff, { whatHappened: 'By the API' })
    expect(made.status).toBe(201)
    const list = await app.api('GET', '/concerns?limit=1', staff)
    expect(await list.json()).toMatchObject({ rows: [{ whatHappened: 'By the API' }] })
    const alerts = await app.api('GET', '/alerts', owner)
    expect(JSON.stringify(await alerts.json())).toContain('Not a National Patient Safety Alert')
    const answered = await app.api('POST', `${alert}/answers`, owner, { answer: 'acknowledged' })
    expect(answered.status).toBe(201)
    const again = await app.api('POST', `${alert}/answers`, owner, { answer: 'acknowledged' })
    expect(again.status).toBe(409)
  })
})

describe('the public', () => {
  const here = '/public/raise-a-concern'

  test('learns nothing of an organisation that has published no tool', async () => {
    const asked = await app.get(`${here}?organisation=${owner.organisationId}`)
    expect(asked.status).toBe(404)
    const sent = await app.post(here, undefined, {
      organisation: owner.organisationId ?? '',
      whatHappened: 'My letter was about somebody else',
    })
    expect(sent.status).toBe(404)
    expect(await app.sql(`select 1 from concerns where origin = 'public'`)).toEqual([])
    await publishATool()
  })

  const publishATool = async () => {
    const about = `/register/deployments/${deploymentId}/public-record`
    const administrator = await app.world.person(
      { id: owner.organisationId ?? '', name: owner.organisationName ?? '' },
      'administrator',
    )
    const words = {
      name: 'Letter reader',
      madeBy: 'Example Supplier',
      what: 'It sorts letters.',
      why: 'So that they are answered sooner.',
      whoChecks: 'The letters team.',
      decides: 'person-checks',
      canRefuse: 'no',
      afterRefusal: 'A person reads every letter.',
      howToAsk: 'Ask the letters team.',
      contact: 'letters@trust.example',
    }
    expect((await app.post(`${about}/edit`, owner, { ...words, revision: '0' })).status).toBe(303)
    expect((await app.post(`${about}/publish`, administrator, { revision: '1' })).status).toBe(303)
  }

  test('raises a concern without sign-in, urgent help first, and is not asked who they are', async () => {
    const page = await html(`${here}?organisation=${owner.organisationId}`)
    expect(page).toContain('Not for urgent help')
    expect(page).not.toContain('Example reader')
    expect(page).not.toMatch(/name="(name|email|telephone)"/)
    const sent = await app.post(here, undefined, {
      organisation: owner.organisationId ?? '',
      tool: 'the letter machine',
      whatHappened: 'My letter was about somebody else',
    })
    expect(sent.status).toBe(303)
    expect(await html(sent.headers.get('location') ?? '')).toMatch(/C-[0-9A-Z]{6}/)
    const [row] = await app.sql(`select * from concerns where origin = 'public'`)
    expect(row).toMatchObject({ organisation_id: owner.organisationId, raised_by: null })
    const [line] = await app.sql(`select after from audit where subject_id = $1`, [row?.['id']])
    expect(JSON.stringify(line)).not.toContain('somebody else')
    expect(await html(`/concerns/${String(row?.['id'])}`, safety)).toContain(
      'A member of the public',
    )
  })

  test('is refused what identifies, an organisation without a tool, and too many at once', async () => {
    const organisation = owner.organisationId ?? ''
    const send = (whatHappened: string) => app.post(here, undefined, { organisation, whatHappened })
    expect((await send('Write to me@example.org')).status).toBe(422)
    const none = await app.world.organisation('No tools')
    expect((await app.get(`${here}?organisation=${none.id}`)).status).toBe(404)
    for (let count = 0; count < 10; count += 1) await send(`Number ${count}`)
    const last = await send('One too many')
    expect(last.status).toBe(429)
    expect(await last.text()).toContain('One too many')
  })
})
