import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { addDays } from '#kernel/time.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import { fixPlan, takeSummary } from '../index.js'
import { summarise } from '../summary/summarise.js'
import { madeRows, makeMonitored, makeVersion, planFor, present } from '../testing/monitored.js'
import type { Monitored } from '../testing/monitored.js'

let app: TestApp
let one: Monitored
let stranger: Monitored
let ids: string[]

interface Listed {
  id: string
  state: string
  revision: number
  sentence: string
}

const at = (of: Monitored, rest = '') => `/deployments/${of.deploymentId}/signals${rest}`

const listed = async (rest = '', actor: Actor = one.staff) => {
  const answer = await app.api('get', at(one, rest), actor)
  expect(answer.status).toBe(200)
  return (await answer.json()) as { signals: Listed[]; next: string | null }
}

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const product = await makeVersion(app)
  one = await makeMonitored(app, present(trusts[0]), product)
  stranger = await makeMonitored(app, present(trusts[1]), product)
  await app.registry.run(fixPlan, one.owner, planFor(one))
  for (const from of ['2026-08-31', '2026-09-07', '2026-09-14']) {
    const summary = summarise(madeRows(300, 4), {
      windows: { kind: 'whole', window: { from, to: addDays(from, 7) } },
      thresholds: [{ name: 'working', value: 0.5 }],
      generator: { name: 'test', version: '1' },
    })
    await app.registry.run(takeSummary, one.analyst, {
      deploymentId: one.deploymentId,
      summary: { ...summary, digest: null },
    })
  }
  ids = (
    await app.sql<{ id: string }>(
      'select id from signals where deployment_id = $1 order by id desc',
      [one.deploymentId],
    )
  ).map(({ id }) => id)
})
afterAll(() => app.close())

test('signals are listed newest first, a page at a time, and by state', async () => {
  expect(ids.length).toBeGreaterThan(1)
  const first = await listed('?limit=1')
  const second = await listed(`?limit=1&cursor=${present(first.next)}`)
  expect([first, second].flatMap((page) => page.signals.map(({ id }) => id))).toEqual(
    ids.slice(0, 2),
  )
  expect((await listed('?state=open')).signals.map(({ id }) => id)).toEqual(ids)
  expect((await listed('?state=closed')).signals).toEqual([])
  const wrong = await app.api('get', at(one, '?state=shut'), one.staff)
  expect([wrong.status, await wrong.json()]).toMatchObject([
    422,
    {
      problems: [
        { field: 'state', message: expect.stringMatching(/^state must be one of open, new, /) },
      ],
    },
  ])
})

test('a signal is answered over REST, by who may, from the revision that was read', async () => {
  const id = present(ids[0])
  const seen = present((await listed()).signals[0])
  const answer = (actor: Actor, body: object, of = one) =>
    app.api('post', at(of, `/${id}/answers`), actor, body)
  const words = 'The coding of the outcome changed.'
  const body = { revision: seen.revision, state: 'explained', words }
  expect((await answer(one.staff, body)).status).toBe(403)
  expect((await answer(stranger.analyst, body)).status).toBe(404)
  expect((await answer(stranger.analyst, body, stranger)).status).toBe(404)
  expect((await answer(one.analyst, { ...body, words: '' })).status).toBe(422)
  expect((await answer(one.analyst, { ...body, state: 'ignored' })).status).toBe(422)
  expect((await answer(one.analyst, body)).status).toBe(201)
  expect((await answer(one.analyst, { ...body, state: 'closed' })).status).toBe(409)
  const shown = await app.api('get', at(one, `/${id}`), one.staff)
  expect(await shown.json()).toMatchObject({
    state: 'explained',
    answers: [{ state: 'explained', words, by: one.analyst.name }],
    point_ids: [expect.stringMatching(/^poi/)],
  })
  expect((await listed('?state=open')).signals.map((signal) => signal.id)).not.toContain(id)
})

test('the plan is read by its own organisation only', async () => {
  const path = `/deployments/${one.deploymentId}/plan`
  expect(await (await app.api('get', path, one.staff)).json()).toMatchObject({
    plan: { period: 'week', measures: [{ measure: 'auroc', pass_mark: 0.85 }, {}, {}] },
  })
  expect((await app.api('get', path, stranger.staff)).status).toBe(404)
  const none = await app.api('get', `/deployments/${stranger.deploymentId}/plan`, stranger.staff)
  expect(await none.json()).toEqual({ plan: null })
})

test('the page shows one state, pages on and gives a file, and no signal under another deployment', async () => {
  const page = `/register/deployments/${one.deploymentId}/monitoring/signals`
  const open = await (await app.get(`${page}?state=open`, one.staff)).text()
  expect(open).toContain('Clear filters')
  expect(open).not.toContain(`/signals/${present(ids[0])}"`)
  expect(await (await app.get(`${page}?state=closed`, one.staff)).text()).toContain(
    'No signal in this state',
  )
  const file = await app.get(`${page}.csv`, one.staff)
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect((await file.text()).trim().split('\r\n')).toHaveLength(ids.length + 1)
  const under = await makeMonitored(app, one.organisation, await makeVersion(app))
  const elsewhere = `/register/deployments/${under.deploymentId}/monitoring/signals/${present(ids[0])}`
  expect((await app.get(elsewhere, one.staff)).status).toBe(404)
})
