import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemActor, type Actor } from '#kernel/actor.js'
import { NotAllowed } from '#kernel/errors.js'
import { readConfig } from '#main/config.js'
import { openMail } from '#main/mail.js'
import { raiseConcern, triageConcern } from '#modules/concerns/index.js'
import { registerDeployment } from '#modules/deployments/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { listLetters } from './index.js'
import type { Mail } from './model.js'
import { prepareLetters } from './prepare-letters.js'
import { sendLetters } from './send-letters.js'

const SECRET = 'The wrong side was marked on a film'
let app: TestApp
let owner: Actor
let partner: Actor
let safety: Actor
let lead: Actor
let contact: Actor
let deploymentId: string

beforeAll(async () => {
  app = await testApp()
  const { trusts, icb } = await app.world.system(2)
  const [home, other] = trusts as [(typeof trusts)[0], (typeof trusts)[0]]
  owner = await app.world.person(home, 'deployment-owner')
  safety = await app.world.person(home, 'clinical-safety-officer')
  partner = await app.world.person(other, 'deployment-owner', 'administrator')
  lead = await app.world.person(icb, 'system-ai-lead')
  contact = await app.world.person(
    await app.world.organisation('Example Supplier', 'supplier'),
    'supplier-contact',
  )
  const product = await app.registry.run(registerProduct, contact, {
    name: 'Example reader',
    vigilanceContact: 'Vigilance@supplier.test',
    version: { name: '4.1' },
  })
  const deploy = async (who: Actor) =>
    (
      await app.registry.run(registerDeployment, who, {
        productId: product.id,
        versionId: product.versionId,
        useCase: { title: 'Reading films' },
        stage: 'usual',
      })
    ).id
  deploymentId = await deploy(owner)
  await deploy(partner)
})
afterAll(() => app.close())
beforeEach(() => {
  app.letters.length = 0
})

const issue = async (): Promise<string> => {
  const concern = await app.registry.run(raiseConcern, owner, {
    deploymentId,
    whatHappened: SECRET,
  })
  const { alertId } = await app.registry.run(triageConcern, safety, {
    concernId: concern.id,
    revision: 1,
    severity: 'serious',
    kind: 'missed-finding',
    reason: 'A private reason',
  })
  return alertId ?? ''
}
const emailOf = async (actor: Actor): Promise<string> => {
  const [row] = await app.sql('select email from people where id = $1', [actor.id])
  return String(row?.['email'])
}
const doorsOf = (actor: Actor) =>
  app.registry.doorsFor(
    systemActor('notifications.send-letters', { id: actor.organisationId ?? '', name: '' }),
  )

const due = (aboutId: string) => ({ purpose: 'alert', aboutId, part: 'runs-it' }) as const
const stateOf = async (aboutId: string) =>
  app.sql(`select state, attempts from letters where about_id = $1 and organisation_id = $2`, [
    aboutId,
    partner.organisationId,
  ])

describe('letters about an alert', () => {
  test('go once to each person in the right role, the vigilance contact and the AI lead; never the words', async () => {
    const alertId = await issue()
    await app.drain()
    const about = app.letters.filter((letter) => letter.subject.startsWith('Alert'))
    const expected = [owner, safety, partner, lead, contact].map(emailOf)
    expect(about.map((letter) => letter.to).toSorted()).toEqual(
      [...(await Promise.all(expected)), 'vigilance@supplier.test'].toSorted(),
    )
    const text = JSON.stringify(app.letters)
    expect(text).not.toContain(SECRET)
    expect(text).not.toContain('private reason')
    expect(about[0]?.text).toContain('Not a National Patient Safety Alert')
    const before = app.letters.length
    const events = await app.sql(
      `select id, name from events where name in ('alert.issued', 'letters.due')`,
    )
    for (const event of events) {
      const handler =
        event['name'] === 'alert.issued' ? 'notifications.on-alert' : 'notifications.send-letters'
      await app.deliver({ eventId: String(event['id']), handler })
    }
    await app.drain()
    expect(app.letters).toHaveLength(before)
    const rows = await app.registry.read(listLetters, safety, {
      purpose: 'alert',
      aboutId: alertId,
    })
    expect(rows.map((row) => row.state)).toEqual(['sent', 'sent'])
  })

  test('what was sent is the organisation’s own to see, and no person’s to start', async () => {
    const alertId = await issue()
    await app.drain()
    const letters = (actor: Actor) =>
      app.registry.read(listLetters, actor, { purpose: 'alert', aboutId: alertId })
    const seen = JSON.stringify(await letters(partner))
    expect(seen).toContain(await emailOf(partner))
    expect(seen).not.toContain(await emailOf(owner))
    await expect(letters(owner)).rejects.toThrow(NotAllowed)
    const due = { purpose: 'alert', aboutId: alertId, part: 'runs-it' }
    await expect(app.registry.run(prepareLetters, partner, due)).rejects.toThrow(NotAllowed)
    const page = await app.get(`/alerts/${alertId}/letters`, partner)
    expect(await page.text()).toContain('Accepted by the mail server')
    const [line] = await app.sql(
      `select count(*)::int as n from audit where subject_kind = 'letter'`,
    )
    expect(Number(line?.['n'])).toBeGreaterThan(5)
  })

  test('a reminder goes once, the working day after, to whoever has not acknowledged', async () => {
    await app.sql(`update alert_recipients set state = 'acknowledged'`)
    const alertId = await issue()
    await app.drain()
    app.letters.length = 0
    await app.tick('notifications.remind')
    expect(app.letters).toEqual([])
    app.clock.set('2026-11-04T09:00:00Z')
    await app.tick('notifications.remind')
    await app.tick('notifications.remind')
    app.clock.set('2026-11-02T10:00:00Z')
    const to = app.letters.map((letter) => letter.to)
    expect(new Set(to).size).toBe(to.length)
    expect(to).toContain(await emailOf(partner))
    expect(app.letters[0]?.subject).toMatch(/^Reminder: Alert/)
    expect(app.letters[0]?.text).toContain(alertId)
  })

  test('a concern is announced to the clinical safety officer, without its words', async () => {
    await app.registry.run(raiseConcern, owner, { deploymentId, whatHappened: SECRET })
    await app.drain()
    expect(app.letters.map((letter) => letter.to)).toEqual([await emailOf(safety)])
    expect(JSON.stringify(app.letters)).not.toContain(SECRET)
  })
})

describe('through a real mail server', () => {
  const accepted: string[] = []
  let refusals: number[] = []
  let server: SMTPServer
  let mail: Mail

  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onData: (stream, session, done) => {
        stream.resume()
        stream.on('end', () => {
          const code = refusals.shift()
          if (code) {
            done(Object.assign(new Error('Not now'), { responseCode: code }))
            return
          }
          accepted.push(...session.envelope.rcptTo.map((to) => to.address))
          done()
        })
      },
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    const { port } = server.server.address() as AddressInfo
    const opened = openMail(readConfig({ SMTP_URL: `smtp://127.0.0.1:${port}` }))
    if (!opened) throw new Error('SMTP_URL is set, so there is mail.')
    mail = opened
  })
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)))
  beforeEach(() => {
    accepted.length = 0
    refusals = []
  })

  const send = (aboutId: string) =>
    sendLetters(doorsOf(partner), mail, 'http://x.test', due(aboutId))

  test('refused for now, it is tried again and arrives once', async () => {
    const alertId = await issue()
    refusals = [451]
    await expect(send(alertId)).rejects.toThrow('refused by the mail server')
    expect(await stateOf(alertId)).toEqual([{ state: 'waiting', attempts: 1 }])
    await send(alertId)
    await send(alertId)
    expect(accepted).toEqual([await emailOf(partner)])
    expect(await stateOf(alertId)).toEqual([{ state: 'sent', attempts: 2 }])
  })

  test('refused for good, it is not tried again', async () => {
    const alertId = await issue()
    refusals = [550]
    await send(alertId)
    await send(alertId)
    expect(accepted).toEqual([])
    expect(await stateOf(alertId)).toEqual([{ state: 'refused', attempts: 1 }])
  })

  test('two workers at once send it once', async () => {
    const alertId = await issue()
    await Promise.all([send(alertId), send(alertId), send(alertId)])
    expect(accepted).toEqual([await emailOf(partner)])
  })
})
