import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Conflict, Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { addDays } from '#kernel/time.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import {
  acknowledgeSignal,
  closeSignal,
  enterFigure,
  explainSignal,
  fixPlan,
  takeSummary,
} from '../index.js'
import { summarise } from '../summary/summarise.js'
import {
  madeRows,
  makeMonitored,
  makeVersion,
  planFor,
  present,
  type Monitored,
} from '../testing/monitored.js'

let app: TestApp
let one: Monitored
let partner: Monitored
let stranger: Monitored

const summaryOf = (count: number, good: number, from: string) => ({
  ...summarise(madeRows(count, good), {
    windows: { kind: 'whole', window: { from, to: addDays(from, 7) } },
    thresholds: [{ name: 'working', value: 0.5 }],
    generator: { name: 'test', version: '1' },
  }),
  digest: null,
})

const send = (of: Monitored, count: number, good: number, from: string) =>
  app.registry.run(takeSummary, of.analyst, {
    deploymentId: of.deploymentId,
    summary: summaryOf(count, good, from),
  })

const page = async (of: Monitored, rest = '', actor = of.owner): Promise<string> =>
  (await app.get(`/register/deployments/${of.deploymentId}/monitoring${rest}`, actor)).text()

const signals = () =>
  app.sql<Record<string, string | null>>(
    `select * from signals where deployment_id = $1 order by id`,
    [one.deploymentId],
  )

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const elsewhere = await app.world.system(1)
  const product = await makeVersion(app)
  one = await makeMonitored(app, present(trusts[0]), product)
  partner = await makeMonitored(app, present(trusts[1]), product)
  stranger = await makeMonitored(app, present(elsewhere.trusts[0]), product)
  for (const of of [one, partner, stranger]) await app.registry.run(fixPlan, of.owner, planFor(of))
})
afterAll(() => app.close())

describe('signals', () => {
  test('one bad period is a task; the second makes it a concern, once, in the commit of the point', async () => {
    await send(one, 300, 9, '2026-08-31')
    await send(one, 300, 4, '2026-09-07')
    const [first] = await signals()
    expect(first).toMatchObject({
      rule: 'interval-beyond-pass-mark',
      way: 'wrong',
      state: 'new',
      owner_id: one.owner.id,
      became_concern_at: null,
    })
    expect(first?.['sentence']).toMatch(
      /AUROC was .* in the week of 7 September 2026, version 1.0, on 300 cases, 100 with the outcome/,
    )
    await send(one, 300, 4, '2026-09-14')
    await send(one, 300, 4, '2026-09-21')
    const auroc = (await signals()).filter((signal) => signal['measure'] === 'auroc')
    expect(auroc).toHaveLength(1)
    expect(auroc[0]?.['became_concern_at']).not.toBeNull()
    expect(auroc[0]?.['concern_sentence']).toMatch(
      /in the week of 14 September 2026.* 2 periods in a row are so, since the week of 7 September 2026\./,
    )
    const html = await page(one, `/signals/${auroc[0]?.['id']}`)
    expect(html).toContain('2 periods in a row are so, since the week of 7 September 2026.')
    expect(html).toMatch(
      /Points it was raised on, as they were then[\s\S]*The week of 7 September 2026/,
    )
    expect(html).toContain('AUROC as it is now')
    expect(html).toMatch(/href="[^"]*monitoring\?measure=auroc&amp;threshold=&amp;site="/)
    const events = await app.sql<{ concern: boolean }>(
      `select (payload->>'becomesConcern')::boolean as concern from events
       where name = 'signal.raised' and payload->>'signalId' = $1 order by id`,
      [auroc[0]?.['id']],
    )
    expect(events.map(({ concern }) => concern)).toEqual([false, true])
  })

  test('an immature point raises nothing until its follow-up has passed, then the clock judges it', async () => {
    app.clock.set('2026-11-02T10:00:00Z')
    await send(partner, 300, 3, '2026-10-26')
    const count = async () =>
      (
        await app.sql(`select 1 from signals where deployment_id = $1 and measure = 'auroc'`, [
          partner.deploymentId,
        ])
      ).length
    expect(await count()).toBe(0)
    expect(await page(partner)).toContain('AUROC is still filling.')
    app.clock.set('2026-11-09T10:00:00Z')
    await app.tick('monitoring.close-windows')
    await app.tick('monitoring.close-windows')
    expect(await count()).toBe(1)
  })

  test('the page says what to do, and Home lists it for the owner', async () => {
    const html = await page(one)
    expect(html).toContain('What to do')
    expect(html).toContain('Review with the supplier within five working days.')
    expect(html).toContain('By the rule of the plan it became a concern.')
    expect(html).toContain('Pause this deployment')
    const module = present(app.modules.find(({ name }) => name === 'monitoring'))
    const doors = app.registry.doorsFor(one.owner)
    const items = await present(module.homeItems)({
      ...doors,
      actor: one.owner,
      now: app.clock.now(),
    } as never)
    expect(items[0]).toMatchObject({ tag: { word: 'Signal' }, action: 'Explain or act' })
  })

  test('past its date it is the next thing to do, and stands on the Home of the board', async () => {
    const summary = `/register/deployments/${one.deploymentId}`
    const board = await app.world.person(one.organisation, 'executive-sponsor')
    const home = async () => (await app.get('/', board)).text()
    const overdue = /(Answer|See) (\d+ overdue signals|the overdue signal)/
    await app.sql(`update signals set due = '2027-01-01' where deployment_id = $1`, [
      one.deploymentId,
    ])
    expect(await (await app.get(summary, one.owner)).text()).not.toMatch(overdue)
    expect(await home()).not.toContain('not answered in time')
    await app.sql(`update signals set due = '2026-10-12' where deployment_id = $1`, [
      one.deploymentId,
    ])
    expect(await (await app.get(summary, one.owner)).text()).toMatch(/Answer \d+ overdue signals/)
    expect(await (await app.get(summary, board)).text()).toMatch(/See \d+ overdue signals/)
    expect(await (await app.get(summary, partner.owner)).text()).not.toMatch(overdue)
    expect(await home()).toContain('not answered in time')
  })

  test('is acknowledged, explained and closed; a second person is told who was first', async () => {
    const id = present((await signals())[0]?.['id'])
    const path = `/register/deployments/${one.deploymentId}/monitoring/signals/${id}`
    await expect(
      app.registry.run(acknowledgeSignal, one.staff, { signalId: id, revision: 1 }),
    ).rejects.toThrow(NotAllowed)
    await expect(
      app.registry.run(acknowledgeSignal, partner.owner, { signalId: id, revision: 1 }),
    ).rejects.toThrow(NotFound)
    await app.registry.run(acknowledgeSignal, one.owner, { signalId: id, revision: 1 })
    const late = { signalId: id, revision: 1, words: 'A new scanner.' }
    await expect(app.registry.run(explainSignal, one.analyst, late)).rejects.toThrow(Conflict)
    await expect(
      app.registry.run(closeSignal, one.owner, { signalId: id, revision: 2 }),
    ).rejects.toThrow(Invalid)
    const refused = await app.post(path, one.owner, { answer: 'explain', revision: '2', words: '' })
    expect(refused.status).toBe(422)
    const done = await app.post(path, one.owner, {
      answer: 'explain',
      revision: '2',
      words: 'A new scanner.',
    })
    expect(done.status).toBe(303)
    await app.registry.run(closeSignal, one.owner, { signalId: id, revision: 3 })
    const [line] = await app.sql(
      `select after from audit where command = 'monitoring.close-signal' and subject_id = $1`,
      [one.deploymentId],
    )
    expect(line?.['after']).toMatchObject({ signal: id, state: 'closed', answer: 'A new scanner.' })
  })

  test('is explained after it was acted on, and every answer stands with who gave it', async () => {
    const id = present((await signals())[0]?.['id'])
    await app.sql(
      `update signals set state = 'new', revision = 5, answer = null, answered_by = null where id = $1`,
      [id],
    )
    const path = `/register/deployments/${one.deploymentId}/monitoring/signals/${id}`
    const answer = (revision: number, more: object, actor = one.owner) =>
      app.post(path, actor, { revision: String(revision), words: '', ...more })
    await answer(5, { answer: 'act', words: 'We went back to 1.0.' })
    expect(await page(one, `/signals/${id}`)).toContain('It is explained')
    const without = await answer(6, { answer: 'explain' }, one.analyst)
    expect(without.status).toBe(422)
    await answer(6, { answer: 'explain', words: 'The scanner had moved.' }, one.analyst)
    const explained = await page(one, `/signals/${id}`)
    expect(explained).not.toContain('overdue')
    await answer(7, { answer: 'close' })
    const [kept] = await app.sql(
      `select state, answer, answered_by_name from signals where id = $1`,
      [id],
    )
    expect(kept).toMatchObject({
      state: 'closed',
      answer: 'The scanner had moved.',
      answered_by_name: one.analyst.name,
    })
    const html = await page(one, `/signals/${id}`)
    for (const words of ['We went back to 1.0.', 'The scanner had moved.']) {
      expect(html).toContain(words)
    }
    expect(html).not.toContain('It is explained')
    await expect(
      app.registry.run(explainSignal, one.owner, { signalId: id, revision: 8, words: 'Late.' }),
    ).rejects.toThrow('explained or closed already')
  })
})

describe('what others see', () => {
  test('partners see suppressed figures from business as usual; strangers and held-back ones nothing', async () => {
    await send(partner, 60, 9, '2026-10-05')
    const html = await page(one)
    expect(html).toContain('Other sites on 1.0')
    expect(html).toContain(partner.organisation.name)
    expect(html).not.toContain(stranger.organisation.name)
    const seen = await page(one, '', partner.owner)
    expect(seen).toContain('small numbers hidden')
    expect(seen).not.toContain('Explain or act')
    expect(
      (await app.get(`/register/deployments/${one.deploymentId}/monitoring`, stranger.owner))
        .status,
    ).toBe(404)
    await app.sql(`update deployments set held_back = true where id = $1`, [partner.deploymentId])
    const held = await page(one)
    expect(held).toContain('held back')
    expect(held).not.toContain(partner.organisation.name)
    await app.sql(`update deployments set held_back = false, stage = 'pilot' where id = $1`, [
      partner.deploymentId,
    ])
    expect(await page(one)).toContain('no figures shared')
  })

  test('what is shared was suppressed before it was stored', async () => {
    await send(stranger, 30, 10, '2026-10-12')
    const points = await app.sql<{
      value: number
      shared: { value: number | null; n: number | string; suppressed: boolean }
    }>(
      `select value, shared from points where deployment_id = $1 and measure = 'sensitivity' and group_by = ''`,
      [stranger.deploymentId],
    )
    expect(points[0]).toMatchObject({ value: 1, shared: { profile: 'hes-2018', n: 30 } })
    const groups = await app.sql(
      `select 1 from points where deployment_id = $1 and group_by <> '' and shared is not null`,
      [stranger.deploymentId],
    )
    expect(groups).toEqual([])
  })
})

const base = () => {
  return planFor(one) as { measures: readonly unknown[] }
}

describe('the plan', () => {
  test('is fixed on a form that keeps what was typed, and replaces the one that was seen', async () => {
    const path = `/register/deployments/${stranger.deploymentId}/monitoring/plan`
    const form = {
      period: 'month',
      'startsOn-day': '1',
      'startsOn-month': '1',
      'startsOn-year': '2026',
      followUpDays: '30',
      graceDays: '28',
      minimumEvents: '8',
      limitsAfter: '',
      rules: ['special-cause'],
      concernRule: 'two-periods-or-past-limit',
      ownerId: stranger.owner.id,
      onSignal: 'Look',
      stopRule: 'Stop',
      'thresholds.0.name': 'working',
      'thresholds.0.value': '0.4',
      'measures.0.measure': 'auroc',
      'measures.0.direction': 'increase',
      'measures.0.passMark': '0.8',
      'measures.1.measure': 'sensitivity',
      'measures.1.threshold': 'other',
      'measures.1.direction': 'increase',
      'measures.2.measure': 'typed',
      'measures.2.threshold': 'Minutes waited',
      'measures.2.direction': 'decrease',
    }
    const refused = await app.post(path, stranger.owner, {
      ...form,
      'measures.1.threshold': 'working',
    })
    expect(refused.status).toBe(409)
    const [plan] = await app.sql(`select id from monitoring_plans where deployment_id = $1`, [
      stranger.deploymentId,
    ])
    const found = await page(stranger, '/plan/measures?toolClass=scribe&words=edited')
    expect(found).toContain('HL.HF-1')
    expect(found).not.toContain('GV.OP-5')
    const chosen = await page(stranger, '/plan?chosen=scribe-notes-edited')
    expect(chosen).toMatch(/<option value="scribe-notes-edited" selected/)
    const seen = {
      ...form,
      replaces: String(plan?.['id']),
      'measures.3.measure': 'scribe-notes-edited',
      'measures.3.direction': 'neutral',
      'measures.3.target': '0.4',
      'measures.3.onSignal': 'Read ten notes.',
    }
    const wrong = await app.post(path, stranger.owner, seen)
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Name the threshold “other”')
    const right = await app.post(path, stranger.owner, {
      ...seen,
      'measures.1.threshold': 'working',
    })
    expect(right.status).toBe(303)
    const fixed = await page(stranger, '/plan')
    for (const words of ['Minutes waited', 'Read ten notes.', 'neither; a change is looked at']) {
      expect(fixed).toContain(words)
    }
    const [kept] = await app.sql(
      `select m.target, m.on_signal from plan_measures m join monitoring_plans p on p.id = m.plan_id
        where p.deployment_id = $1 and p.ended_at is null and m.measure = 'scribe-notes-edited'`,
      [stranger.deploymentId],
    )
    expect(kept).toEqual({ target: 0.4, on_signal: 'Read ten notes.' })
  })

  test('needs a measure, an owner who is there, and is not for staff', async () => {
    const none = { ...base(), measures: [] }
    await expect(app.registry.run(fixPlan, one.owner, none)).rejects.toThrow(/three to six/)
    const odd = { ...base(), ownerId: partner.owner.id }
    await expect(app.registry.run(fixPlan, one.owner, odd)).rejects.toThrow(/has a role in your/)
    await expect(app.registry.run(fixPlan, one.staff, base())).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(fixPlan, partner.owner, base())).rejects.toThrow(NotFound)
  })

  test('a figure it watches is typed in, and another one for the period replaces it', async () => {
    const typed = {
      deploymentId: stranger.deploymentId,
      name: 'Minutes waited',
      from: '2026-10-14',
      value: 12.5,
      n: 400,
    }
    const first = await app.registry.run(enterFigure, stranger.analyst, typed)
    expect(first).toMatchObject({ added: 1, window: { from: '2026-10-01', to: '2026-11-01' } })
    const second = await app.registry.run(enterFigure, stranger.analyst, { ...typed, value: 13 })
    expect(second).toMatchObject({ added: 0, superseded: 1 })
    const counts = { ...typed, value: null, n: null, name: 'Notes edited before they were filed' }
    const share = { ...counts, numerator: 30, denominator: 120 }
    await app.registry.run(enterFigure, stranger.analyst, share)
    const [stored] = await app.sql(
      `select value, numerator, denominator, method from points
        where deployment_id = $1 and measure = 'scribe-notes-edited'`,
      [stranger.deploymentId],
    )
    expect(stored).toEqual({
      value: 0.25,
      numerator: 30,
      denominator: 120,
      method: 'share-wilson/1',
    })
    const not = { ...typed, name: 'Smiles' }
    await expect(app.registry.run(enterFigure, stranger.analyst, not)).rejects.toThrow(Invalid)
    expect(await page(stranger, '?measure=typed&threshold=Minutes+waited')).toContain(
      'Minutes waited',
    )
  })

  test('a figure of a period in which two versions ran says of which it is, typed or pasted', async () => {
    const next = await makeVersion(app, ['9.9'])
    await app.sql(
      `update deployment_versions set ran_until = '2026-09-10' where deployment_id = $1`,
      [stranger.deploymentId],
    )
    await app.sql(
      `insert into deployment_versions (id, organisation_id, deployment_id, version_id, ran_from, noted_by, noted_at)
       values ('cha_typed', $1, $2, $3, '2026-09-10', 'test', now())`,
      [stranger.organisation.id, stranger.deploymentId, next.versionIds[0]],
    )
    const { deploymentId } = stranger
    const typed = { deploymentId, name: 'Minutes waited', from: '2026-09-14', value: 11, n: 40 }
    const unnamed = app.registry.run(enterFigure, stranger.analyst, typed)
    await expect(unnamed).rejects.toThrow('Say which version these are of')
    const named = { ...typed, version: '9.9' }
    expect(await app.registry.run(enterFigure, stranger.analyst, named)).toMatchObject({ added: 1 })
    const never = { ...typed, version: '7' }
    await expect(app.registry.run(enterFigure, stranger.analyst, never)).rejects.toThrow(
      'never ran',
    )
    const at = `/register/deployments/${deploymentId}/monitoring`
    const table =
      'Figure\tWeek\tValue\tN\tVersion\nMinutes waited\t2026-09-14\t11\t40\t9.9\nMinutes waited\t2026-09-14\t12\t40\t1.0'
    await app.post(`${at}/paste`, stranger.owner, { table, apply: 'yes' })
    const stored = await app.sql(
      `select value, version_name from points where deployment_id = $1 and window_from = '2026-09-01'
          and superseded_by is null and measure = 'typed' order by 1`,
      [deploymentId],
    )
    expect(stored).toEqual([
      { value: 11, version_name: '9.9' },
      { value: 12, version_name: '1.0' },
    ])
  })
})

test('a period with too few cases offers a longer one, and what other sites of the version share', async () => {
  const { trusts } = await app.world.system(2)
  const product = await makeVersion(app)
  const few = await makeMonitored(app, present(trusts[0]), product)
  await app.registry.run(fixPlan, few.owner, planFor(few))
  await send(few, 18, 9, '2026-09-07')
  const alone = await page(few)
  expect(alone).toContain('AUROC: too few to say.')
  expect(alone).toContain('it was 1.00 (no interval), on 18 cases')
  expect(alone).toMatch(/monitoring\/plan">Choose a longer period<\/a> to have more cases in each/)
  expect(alone).not.toContain('look at the figures of every site')
  await makeMonitored(app, present(trusts[1]), product)
  expect(await page(few)).toMatch(/\/doing">look at the figures of every site<\/a>/)
  await send(few, 300, 9, '2026-09-14')
  expect(await page(few)).not.toContain('Choose a longer period')
})

test('a page without a plan says what to do, and every page of the tab answers', async () => {
  const product = await makeVersion(app)
  const fresh = await makeMonitored(app, one.organisation, product)
  expect(await page(fresh)).toContain('No monitoring plan yet')
  for (const rest of ['/plan', '/data', '/send', '/signals', '/enter']) {
    const response = await app.get(
      `/register/deployments/${one.deploymentId}/monitoring${rest}`,
      one.owner,
    )
    expect([rest, response.status]).toEqual([rest, 200])
  }
  const without = await app.post(
    `/register/deployments/${one.deploymentId}/monitoring/send`,
    one.analyst,
    {},
  )
  expect(without.status).toBe(422)
  expect(await without.text()).toContain('which needs script')
})
