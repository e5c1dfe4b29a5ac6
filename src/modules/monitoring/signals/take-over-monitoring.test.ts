import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, NotAllowed, NotFound } from '#kernel/errors.js'
import { addDays } from '#kernel/time.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import { handOverSignal } from './hand-over-signal.js'
import { fixPlan, ownedMonitoring, takeSummary } from '../index.js'
import { mySignals } from '../show-data.js'
import { showOwnedSignals } from './show-owned-signals.js'
import { summarise } from '../summary/summarise.js'
import { takeOverMonitoring } from './take-over-monitoring.js'
import {
  madeRows,
  makeMonitored,
  makeVersion,
  planFor,
  type Monitored,
} from '../testing/monitored.js'

let app: TestApp
let one: Monitored
let other: Monitored
let successor: Actor

const send = (of: Monitored, good: number, from: string) =>
  app.registry.run(takeSummary, of.analyst, {
    deploymentId: of.deploymentId,
    summary: {
      ...summarise(madeRows(300, good), {
        windows: { kind: 'whole', window: { from, to: addDays(from, 7) } },
        thresholds: [{ name: 'working', value: 0.5 }],
        generator: { name: 'test', version: '1' },
      }),
      digest: null,
    },
  })

const owners = async (): Promise<unknown[]> => {
  const of = [one.deploymentId]
  return [
    ...(await app.sql('select owner_id from monitoring_plans where deployment_id = $1', of)),
    ...(await app.sql('select owner_id from signals where deployment_id = $1', of)),
  ]
}

const lettersTo = async ({ id }: Actor): Promise<string[]> => {
  await app.drain()
  const [person] = await app.sql('select email from people where id = $1', [id])
  return app.letters.filter(({ to }) => to === person?.['email']).map(({ subject }) => subject)
}

beforeAll(async () => {
  app = await testApp()
  const product = await makeVersion(app)
  const trust = await app.world.organisation('Example Trust')
  one = await makeMonitored(app, trust, product)
  other = await makeMonitored(app, await app.world.organisation('Other Trust'), product)
  successor = await app.world.person(trust, 'deployment-owner')
  for (const of of [one, other]) await app.registry.run(fixPlan, of.owner, planFor(of))
  await send(one, 4, '2026-09-07')
})
afterAll(() => app.close())

test('only an administrator of the same organisation hands over', async () => {
  const input = { from: one.owner.id, to: successor.id }
  await expect(app.registry.run(takeOverMonitoring, one.staff, input)).rejects.toThrow(NotAllowed)
  const elsewhere = await app.registry.run(takeOverMonitoring, other.administrator, input)
  expect(elsewhere).toEqual({ plans: 0, signals: 0 })
  const seen = { personId: one.owner.id }
  expect(await app.registry.read(ownedMonitoring, other.administrator, seen)).toEqual([])
  const owned = await app.registry.read(ownedMonitoring, one.administrator, seen)
  expect(owned.map(({ kind }) => kind)).toEqual(['Monitoring plan', 'Signal', 'Signal'])
})

test('a signal is given to somebody else by those who answer it, once, and stands on their list', async () => {
  const [signal] = await app.registry.read(mySignals, one.owner, {})
  const { id: signalId = '', revision = 0 } = signal ?? {}
  const give = (actor: Actor, ownerId: string, at = revision) =>
    app.registry.run(handOverSignal, actor, { signalId, revision: at, ownerId })
  await expect(give(one.staff, one.analyst.id)).rejects.toThrow(NotAllowed)
  await expect(give(other.owner, other.analyst.id)).rejects.toThrow(NotFound)
  await expect(give(one.owner, other.owner.id)).rejects.toThrow(/has a role in your/)
  expect(await lettersTo(one.owner)).toEqual(['Signals for you: 2 wait'])
  await give(one.owner, one.analyst.id)
  expect(await lettersTo(one.analyst)).toEqual(['Signals for you: 1 waits'])
  expect(await lettersTo(one.owner)).toHaveLength(1)
  await expect(give(one.owner, successor.id)).rejects.toThrow(Conflict)
  expect((await app.registry.read(mySignals, one.analyst, {})).map(({ id }) => id)).toEqual([
    signalId,
  ])
  const path = `/register/deployments/${one.deploymentId}/monitoring/signals/${signalId}`
  expect(await (await app.get(path, one.owner)).text()).toContain('Give it to somebody else')
  const listed = await (await app.get('/overviews/signals', one.owner)).text()
  expect(listed).toContain(one.analyst.name)
  const seen = { owner: one.analyst.id }
  const owned = await app.registry.read(showOwnedSignals, one.owner, seen)
  expect(owned.owners.map(({ open }) => open)).toEqual([1, 1])
  expect(owned.signals.map(({ id }) => id)).toEqual([signalId])
  expect(listed).toContain(owned.signals[0]?.about ?? 'the tool it is about')
  expect((await app.registry.read(showOwnedSignals, other.owner, {})).owners).toEqual([])
  const form = { revision: String(revision + 1), ownerId: one.owner.id }
  expect((await app.post(`${path}/owner`, one.analyst, form)).status).toBe(303)
  const audit = await app.sql(`select before, after from audit where command = $1`, [
    'monitoring.hand-over-signal',
  ])
  expect(audit).toMatchObject([
    { before: { ownerId: one.owner.id }, after: { ownerId: one.analyst.id } },
    { before: { ownerId: one.analyst.id }, after: { ownerId: one.owner.id } },
  ])
})

test('a leaver hands over plans and open signals, twice delivered and once done', async () => {
  const allOf = ({ id }: Actor) => Array.from({ length: 3 }, () => ({ owner_id: id }))
  expect(await owners()).toEqual(allOf(one.owner))
  const path = `/administration/people/${one.owner.id}/leave`
  const asked = await (await app.get(path, one.administrator)).text()
  expect(asked).toContain('AUROC was')
  await app.post(path, one.administrator, { handOverTo: successor.id })
  await app.drain()
  expect(await owners()).toEqual(allOf(successor))
  const lines = () =>
    app.sql(`select before, after from audit where command = $1`, ['monitoring.take-over'])
  expect(await lines()).toHaveLength(3)
  expect((await lines())[0]).toMatchObject({
    before: { ownerId: one.owner.id },
    after: { ownerId: successor.id },
  })
  const [event] = await app.sql<{ id: string }>(`select id from events where name = 'person.left'`)
  await app.deliver({ eventId: event?.id ?? '', handler: 'monitoring.take-over-monitoring' })
  expect(await owners()).toEqual(allOf(successor))
  expect(await lines()).toHaveLength(3)
})
