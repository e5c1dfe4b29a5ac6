import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor, type Actor } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { signalRaised } from '#kernel/events/monitoring.js'
import { callStop, ceaseDeployment, registerDeployment } from '#modules/deployments/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import type { TestOrganisation } from '../../../tests/support/world.js'
import {
  answerAlert,
  closeConcern,
  commentOnConcern,
  issueSystemAlert,
  listAlerts,
  listConcerns,
  raiseConcern,
  redactConcern,
  reopenConcern,
  showAlert,
  showConcern,
  standDownAlert,
  triageConcern,
} from './index.js'
import { raiseFromSignal } from './raise-from-signal.js'
import { whatNeedsMe } from './what-needs-me.js'

const SECRET = 'The tool missed a plain fracture on the late shift'
let app: TestApp
let trusts: TestOrganisation[]
let owners: Actor[]
let deployments: string[]
let safety: Actor
let staff: Actor
let governance: Actor
let lead: Actor
let outsider: Actor
let contact: Actor
let product: { id: string; versionId: string | null }

const setUp = async (): Promise<void> => {
  app = await testApp()
  const system = await app.world.system(4)
  trusts = system.trusts
  lead = await app.world.person(system.icb, 'system-ai-lead')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  contact = await app.world.person(supplier, 'supplier-contact')
  product = await app.registry.run(registerProduct, contact, {
    name: 'Example triage',
    vigilanceContact: 'vigilance@supplier.test',
    version: { name: '2.3' },
  })
  owners = []
  deployments = []
  for (const [place, trust] of trusts.entries()) {
    const owner = await app.world.person(trust, 'deployment-owner')
    owners.push(owner)
    deployments.push(await deploy(owner, place === 3))
  }
  const home = trusts[0] as TestOrganisation
  safety = await app.world.person(home, 'clinical-safety-officer')
  staff = await app.world.person(home, 'staff')
  governance = await app.world.person(home, 'information-governance-lead')
  outsider = await app.world.person(await app.world.organisation('Far away'), 'deployment-owner')
  await deploy(outsider)
}

const deploy = async (owner: Actor, heldBack = false): Promise<string> => {
  const { id } = await app.registry.run(registerDeployment, owner, {
    productId: product.id,
    versionId: product.versionId,
    useCase: { title: 'Chest X-ray triage' },
    stage: 'usual',
    heldBack,
  })
  return id
}

const raise = (input: object = {}, actor = staff) =>
  app.registry.run(raiseConcern, actor, {
    deploymentId: deployments[0],
    whatHappened: SECRET,
    harm: 'minor',
    ...input,
  })
const triage = (concernId: string, input: object = {}, actor = safety) =>
  app.registry.run(triageConcern, actor, {
    concernId,
    revision: 1,
    severity: 'serious',
    kind: 'missed-finding',
    reason: 'Seen twice this week',
    ...input,
  })
const serious = async (): Promise<string> => {
  const { alertId } = await triage((await raise()).id)
  return alertId ?? 'no alert'
}
const alert = (id: string, actor: Actor) => app.registry.read(showAlert, actor, { id })

beforeAll(setUp)
afterAll(() => app.close())

describe('raise a concern', () => {
  test('needs only what happened, and says what to quote and by when', async () => {
    const { id, reference, triageBy } = await raise()
    expect(reference).toMatch(/^C-[0-9A-Z]{6}$/)
    expect(triageBy).toBe('2026-11-04')
    const [line] = await app.sql('select command, actor_id from audit where subject_id = $1', [id])
    expect(line).toEqual({ command: 'concerns.raise-concern', actor_id: staff.id })
  })

  test('with serious harm it is to be triaged the same day', async () => {
    expect((await raise({ harm: 'serious' })).triageBy).toBe('2026-11-02')
  })

  test('refuses what identifies a person, and stores nothing', async () => {
    const before = await app.sql('select id from concerns')
    for (const words of [
      'Call me on 020 7946 0018',
      'NHS number 943 476 5919',
      'a@b.example.org',
    ]) {
      await expect(raise({ whatHappened: words })).rejects.toThrow(Invalid)
    }
    expect(await app.sql('select id from concerns')).toHaveLength(before.length)
  })

  test('not about another organisation’s tool, not for the future, not by the public here', async () => {
    await expect(raise({ deploymentId: deployments[1] })).rejects.toThrow(Invalid)
    await expect(raise({ noticedOn: '2026-11-03' })).rejects.toThrow('in the future')
    const nobody = { ...staff, roles: [], organisationId: null }
    const response = await app.api('POST', '/concerns', nobody, { whatHappened: 'x' })
    expect(response.status).toBe(403)
  })

  test('a signal becomes one concern, however often it is delivered', async () => {
    const [owner, deploymentId] = [owners[0] as Actor, deployments[0] as string]
    await app.sql(
      `insert into monitoring_plans (id, organisation_id, deployment_id, period, starts_on, follow_up_days, grace_days,
         minimum_events, owner_id, rules, concern_rule, on_signal, stop_rule, fixed_by, fixed_by_name, fixed_at)
       values ('pla_1', $1, $2, 'week', '2026-01-01', 0, 0, 8, $3, '{}', 'x', 'x', 'x', $3, 'x', now())`,
      [owner.organisationId, deploymentId, owner.id],
    )
    await app.sql(
      `insert into signals (id, organisation_id, deployment_id, plan_id, since, rule, way, measure, threshold, site, subject,
         version_id, window_from, window_to, point_ids, sentence, owner_id, due, raised_at)
       values ('sig_1', $1, $2, 'pla_1', '2026-10-19', 'r', 'wrong', 'auroc', '', '', '', $4, '2026-10-19', '2026-10-26', '{}',
         'AUROC is below its pass mark', $3, '2026-11-05', now())`,
      [owner.organisationId, deploymentId, owner.id, product.versionId],
    )
    const event = signalRaised({
      signalId: 'sig_1',
      deploymentId,
      organisationId: owner.organisationId ?? '',
      versionId: product.versionId,
      measure: 'auroc',
      way: 'wrong',
      becomesConcern: true,
      sentence: 'AUROC is below its pass mark',
      ownerId: owner.id,
    })
    await app.sql(
      `insert into events (id, name, occurred_at, actor_id, payload) values ('eve_signal', $1, now(), 'x', $2)`,
      [event.name, JSON.stringify(event.payload)],
    )
    const delivery = { eventId: 'eve_signal', handler: 'concerns.on-signal' }
    await app.deliver(delivery)
    await app.deliver(delivery)
    const job = systemActor('another', { id: owner.organisationId ?? '', name: '' })
    await app.registry.run(raiseFromSignal, job, {
      signalId: 'sig_1',
      deploymentId,
      versionId: product.versionId,
      sentence: 'again',
    })
    const concerns = await app.sql(`select origin from concerns where signal_id = 'sig_1'`)
    expect(concerns).toEqual([{ origin: 'signal' }])
  })

  test('a further signal about the same version is added to the open concern, not raised again', async () => {
    await app.sql(
      `insert into signals select (jsonb_populate_record(s, '{"id": "sig_2", "since": "2026-10-12"}')).* from signals s where id = 'sig_1'`,
    )
    const [first] = await app.sql(
      `select organisation_id, deployment_id, version_id from concerns where signal_id = 'sig_1'`,
    )
    const job = systemActor('another', { id: String(first?.['organisation_id']), name: '' })
    const signal = {
      signalId: 'sig_2',
      deploymentId: String(first?.['deployment_id']),
      versionId: String(first?.['version_id']),
      sentence: 'Sensitivity fell too.',
    }
    await app.registry.run(raiseFromSignal, job, signal)
    await app.registry.run(raiseFromSignal, job, signal)
    const entries = await app.sql(
      `select kind, words from concern_entries where signal_id = 'sig_2'`,
    )
    expect(entries).toEqual([{ kind: 'signal', words: 'Sensitivity fell too.' }])
    expect(await app.sql(`select 1 from concerns where signal_id = 'sig_2'`)).toEqual([])
  })
})

describe('triage as serious', () => {
  test('tells everybody who runs the version and its supplier in the same commit, at one moment', async () => {
    const { id } = await raise()
    const { alertId, told } = await triage(id)
    expect(told).toBe(6)
    const rows = await app.sql(
      `select distinct r.organisation_id, r.part, r.told_at, r.xmin::text = c.xmin::text as together, r.due_on
         from alert_recipients r join concerns c on c.alert_id = r.alert_id where r.alert_id = $1`,
      [alertId],
    )
    expect(new Set(rows.map((row) => row['organisation_id']))).toEqual(
      new Set([
        ...trusts.map((trust) => trust.id),
        outsider.organisationId,
        contact.organisationId,
      ]),
    )
    expect(new Set(rows.map((row) => String(row['told_at']))).size).toBe(1)
    expect(rows.every((row) => row['together'])).toBe(true)
    expect(rows[0]?.['due_on']).toBe('2026-11-03')
    const events = await app.sql(`select name from events where payload->>'alertId' = $1`, [
      alertId,
    ])
    expect(events.map((event) => String(event['name'])).toSorted()).toEqual([
      'alert.issued',
      'concern.triaged',
    ])
  })

  test('a commit that fails leaves neither the triage nor the alert', async () => {
    const { id } = await raise()
    const before = await app.sql('select id from alerts')
    await expect(triage(id, { revision: 7 })).rejects.toThrow(Conflict)
    expect(await app.sql('select id from alerts')).toHaveLength(before.length)
    const [concern] = await app.sql('select state from concerns where id = $1', [id])
    expect(concern).toEqual({ state: 'reported' })
  })

  test('only a clinical safety officer may; the page shows who has the role to ask', async () => {
    const { id } = await raise()
    await expect(triage(id, {}, owners[0])).rejects.toThrow(NotAllowed)
    await expect(triage(id, {}, staff)).rejects.toThrow(NotAllowed)
  })

  test('says clearly that a version must be chosen when the deployment has none', async () => {
    const { id: bare } = await app.registry.run(registerDeployment, owners[0] as Actor, {
      productId: product.id,
      useCase: { title: 'Not chosen yet' },
    })
    const { id } = await raise({ deploymentId: bare })
    await expect(triage(id)).rejects.toThrow('Choose the version affected')
    const { told } = await triage(id, { versionId: product.versionId })
    expect(told).toBeGreaterThan(4)
  })

  test('a concern about an unknown tool names its tool first', async () => {
    const { id } = await raise({ deploymentId: null, tool: 'the new reader' })
    await expect(triage(id)).rejects.toThrow('Choose which tool this is about')
    await triage(id, { deploymentId: deployments[0] })
    const { concern } = await app.registry.read(showConcern, safety, { id })
    expect(concern).toMatchObject({ deploymentId: deployments[0], state: 'triaged' })
  })

  test('judged again it is a new entry, and the same version is not alerted twice', async () => {
    const { id } = await raise()
    const first = await triage(id)
    const again = await triage(id, { revision: 2, reason: 'Still serious' })
    expect(again).toMatchObject({ alertId: first.alertId, told: 0 })
    const { entries } = await app.registry.read(showConcern, safety, { id })
    expect(entries.map((entry) => entry.words)).toEqual(['Seen twice this week', 'Still serious'])
  })

  test('not serious tells nobody', async () => {
    const { alertId } = await triage((await raise()).id, { severity: 'not-serious' })
    expect(alertId).toBeNull()
  })
})

describe('what others see', () => {
  test('never the words, never the reporter: not partner, outsider, supplier nor AI lead', async () => {
    const { id } = await raise()
    const { alertId } = await triage(id, { reason: 'Private reason' })
    for (const actor of [owners[1] as Actor, outsider, contact, lead]) {
      await expect(app.registry.read(showConcern, actor, { id })).rejects.toThrow(NotFound)
      const { rows } = await app.registry.read(listConcerns, actor, {})
      expect(rows).toEqual([])
      const seen = JSON.stringify(await alert(alertId ?? '', actor))
      for (const hidden of [SECRET, 'Private reason', staff.id, staff.name, safety.name]) {
        expect(seen).not.toContain(hidden)
      }
    }
    const stored = JSON.stringify(await app.sql('select * from alerts'))
    expect(stored).not.toContain(SECRET)
  })

  test('the issuer and the AI lead see who has not answered; held back and outside are counted, not named', async () => {
    const alertId = await serious()
    await app.registry.run(answerAlert, owners[1] as Actor, { alertId, answer: 'acknowledged' })
    const forLead = await alert(alertId, lead)
    const named = forLead.recipients.rows.filter((row) => row.organisationName)
    expect(named.map((row) => [row.organisationName, row.state])).toEqual([
      [contact.organisationName, 'told'],
      [trusts[0]?.name, 'told'],
      [trusts[1]?.name, 'acknowledged'],
      [trusts[2]?.name, 'told'],
    ])
    expect(forLead.recipients.rows.filter((row) => row.hidden).map((row) => row.hidden)).toEqual([
      'held-back',
    ])
    const forIssuer = await alert(alertId, safety)
    const hidden = forIssuer.recipients.rows.flatMap((row) => row.hidden ?? [])
    expect(hidden.toSorted()).toEqual(['held-back', 'outside'])
  })

  test('an outsider sees the alert and its own row; a supplier its own; a stranger nothing', async () => {
    const alertId = await serious()
    const far = await alert(alertId, outsider)
    expect(far.alert.issuedByName).toBe(trusts[0]?.name)
    expect(new Set(far.recipients.rows.map((row) => row.organisationName))).toEqual(
      new Set([outsider.organisationName, contact.organisationName]),
    )
    const supplier = await alert(alertId, contact)
    expect(supplier.recipients.rows.map((row) => row.organisationId)).toEqual([
      contact.organisationId,
    ])
    const stranger = await app.world.person(await app.world.organisation('Stranger'), 'staff')
    await expect(alert(alertId, stranger)).rejects.toThrow(NotFound)
    const { rows } = await app.registry.read(listAlerts, stranger, {})
    expect(rows).toEqual([])
  })
})

describe('answer an alert', () => {
  test('acknowledge, action required, complete; partners see by which role', async () => {
    const alertId = await serious()
    const partner = owners[1] as Actor
    const answer = (value: string, reason = '') =>
      app.registry.run(answerAlert, partner, { alertId, answer: value, reason })
    await expect(answer('complete')).rejects.toThrow('Say first that action is required')
    await answer('acknowledged')
    await expect(answer('acknowledged')).rejects.toThrow(Conflict)
    await answer('action-required', 'We read every film twice until Monday')
    await answer('complete')
    const { recipients } = await alert(alertId, lead)
    const row = recipients.rows.find((one) => one.organisationId === partner.organisationId)
    expect(row).toMatchObject({
      state: 'complete',
      acknowledgedByRole: 'deployment-owner',
      answerReason: 'We read every film twice until Monday',
    })
    const lines = await app.sql(
      `select actor_id from audit where subject_id = $1 and command = 'concerns.answer-alert'`,
      [alertId],
    )
    expect(lines).toHaveLength(3)
  })

  test('“not required” needs a reason; staff and those not told may not', async () => {
    const alertId = await serious()
    const answer = (actor: Actor, value: string) =>
      app.registry.run(answerAlert, actor, { alertId, answer: value })
    await expect(answer(outsider, 'action-not-required')).rejects.toThrow('Say why')
    await expect(answer(staff, 'acknowledged')).rejects.toThrow(NotAllowed)
    const watcher = await app.world.person(
      { id: lead.organisationId ?? '', name: '' },
      'administrator',
    )
    await expect(answer(watcher, 'acknowledged')).rejects.toThrow('was not sent')
    await answer(contact, 'acknowledged')
  })

  test('waits on Home until it is answered, and reads overdue the working day after', async () => {
    const alertId = await serious()
    const needs = (actor: Actor) => app.registry.read(whatNeedsMe, actor, {})
    const waits = async (actor: Actor) =>
      (await needs(actor)).toAnswer.some((one) => one.alert.id === alertId)
    expect(await waits(owners[2] as Actor)).toBe(true)
    app.clock.set('2026-11-04T10:00:00Z')
    const late = (await needs(lead)).notAcknowledged.find((one) => one.alert.id === alertId)
    expect(late?.waiting).toBe(6 - 1)
    app.clock.set('2026-11-02T10:00:00Z')
    const reason = 'We do not use it at night'
    await app.registry.run(answerAlert, owners[2] as Actor, {
      alertId,
      answer: 'action-not-required',
      reason,
    })
    expect(await waits(owners[2] as Actor)).toBe(false)
  })

  test('stood down by its issuer alone, it waits for nobody', async () => {
    const alertId = await serious()
    const partnerSafety = await app.world.person(
      trusts[1] as TestOrganisation,
      'clinical-safety-officer',
    )
    const input = { alertId, reason: 'A fault of the screen, not of the tool' }
    await expect(app.registry.run(standDownAlert, partnerSafety, input)).rejects.toThrow(NotAllowed)
    await app.registry.run(standDownAlert, safety, input)
    const { toAnswer } = await app.registry.read(whatNeedsMe, owners[2] as Actor, {})
    expect(toAnswer.some((one) => one.alert.id === alertId)).toBe(false)
  })
})

describe('others are told', () => {
  test('of a system alert, by the AI lead', async () => {
    const { told } = await app.registry.run(issueSystemAlert, lead, {
      versionId: product.versionId,
      kind: 'drift',
      useCase: 'Chest X-ray triage',
    })
    expect(told).toBeGreaterThan(4)
    await expect(
      app.registry.run(issueSystemAlert, safety, {
        versionId: product.versionId,
        kind: 'drift',
        useCase: 'X',
      }),
    ).rejects.toThrow(NotAllowed)
  })

  test('of a stop and of a cease, once each, for information', async () => {
    const deploymentId = deployments[2] as string
    const owner = owners[2] as Actor
    await app.registry.run(callStop, owner, { deploymentId, reason: 'Wrong results' })
    await app.registry.run(ceaseDeployment, owner, { deploymentId, reasons: ['safety'] })
    await app.drain()
    await app.drain()
    const notices = await app.sql(
      `select a.notice, count(*)::int as told, bool_or(r.needs_answer) as asks from alerts a
         join alert_recipients r on r.alert_id = a.id
        where a.issued_by_organisation_id = $1 and a.notice <> 'alert'
          and r.organisation_id <> a.issued_by_organisation_id group by a.notice order by 1`,
      [owner.organisationId],
    )
    expect(notices.map((one) => one['notice'])).toEqual(['cease', 'stop'])
    expect(notices.every((one) => one['asks'] === false && Number(one['told']) >= 5)).toBe(true)
    const [stop] = await app.sql(`select id from events where name = 'stop.called'`)
    await app.deliver({ eventId: String(stop?.['id']), handler: 'concerns.on-stop' })
    const [count] = await app.sql(`select count(*)::int as n from alerts where notice = 'stop'`)
    expect(count).toEqual({ n: 1 })
  })
})

describe('corrections', () => {
  test('close with an outcome, open again; nothing is deleted', async () => {
    const { id } = await raise()
    await expect(
      app.registry.run(closeConcern, safety, { concernId: id, revision: 1, outcome: 'x' }),
    ).rejects.toThrow('Triage this concern')
    await triage(id, { severity: 'not-serious' })
    await app.registry.run(closeConcern, safety, {
      concernId: id,
      revision: 2,
      outcome: 'The screen was mended',
    })
    await app.registry.run(reopenConcern, safety, { concernId: id, revision: 3, words: 'Again' })
    const { entries, concern } = await app.registry.read(showConcern, safety, { id })
    expect(entries.map((entry) => entry.kind)).toEqual(['triaged', 'closed', 'reopened'])
    expect(concern.state).toBe('triaged')
  })

  test('redaction removes the words from the concern, its entries and the audit; fact, who and why stay', async () => {
    const { id } = await raise({ whatHappened: 'Words that must go' })
    await app.registry.run(commentOnConcern, safety, { concernId: id, words: 'Words that go too' })
    await triage(id, { severity: 'not-serious', reason: 'Words of triage that go' })
    const other = await raise({ whatHappened: 'Words that stay' })
    const input = { concernId: id, reason: 'It could identify a person' }
    await expect(app.registry.run(redactConcern, safety, input)).rejects.toThrow(NotAllowed)
    await app.registry.run(redactConcern, governance, input)
    const everywhere = JSON.stringify([
      await app.sql('select * from concerns where id = $1', [id]),
      await app.sql('select * from concern_entries where concern_id = $1', [id]),
      await app.sql('select * from audit where subject_id = $1', [id]),
      await app.sql('select * from events'),
    ])
    expect(everywhere).not.toMatch(/Words (that|of)/)
    const lines = await app.sql(
      'select command, actor_id, reason from audit where subject_id = $1 order by id',
      [id],
    )
    expect(lines.map((line) => line['command'])).toEqual([
      'concerns.raise-concern',
      'concerns.comment-on-concern',
      'concerns.triage-concern',
      'concerns.redact-concern',
    ])
    expect(lines[3]).toMatchObject({ actor_id: governance.id, reason: input.reason })
    const kept = JSON.stringify(
      await app.sql('select * from audit where subject_id = $1', [other.id]),
    )
    expect(kept).toContain('Words that stay')
    const [theirs] = await app.sql('select redact_concern_audit($1) as n', [other.id])
    expect(theirs).toEqual({ n: 0 })
  })
})
