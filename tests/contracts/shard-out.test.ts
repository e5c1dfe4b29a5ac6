import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixPlan, switchOnIntake } from '#modules/monitoring/index.js'
import { shardOf } from '#telemetry/cluster-engine.js'
import { openClickHouse } from '#telemetry/open-clickhouse.js'
import {
  makeMonitored,
  makeVersion,
  planFor,
  type Monitored,
} from '../../src/modules/monitoring/testing/monitored.js'
import { testApp, type TestApp } from '../support/test-app.js'
import {
  hasClickHouse,
  startClickHouseCluster,
  type ClickHouseCluster,
} from './clickhouse-server.js'

const SHARDS = 2
const FROM = '2026-10-19'

let cluster: ClickHouseCluster
let app: TestApp

/** Takes rows of a week in, of a deployment that each shard holds one of. */
const sendRows = async (one: Monitored): Promise<void> => {
  await app.registry.run(fixPlan, one.owner, planFor(one))
  await app.registry.run(switchOnIntake, one.administrator, {
    deploymentId: one.deploymentId,
    controllerName: 'Example Trust, as controller',
    reason: 'Outcomes are kept in another system.',
    processorAgreement: 'Agreement 12, signed 1 October 2026',
    retentionDays: 60,
  })
  const rows = Array.from({ length: 40 }, (_, place) => ({
    event_id: `p-${place}`,
    prediction_id: `${place}`,
    at: '2026-10-20T09:30:00Z',
    score: place / 40,
  }))
  const answer = await app.api(
    'POST',
    `/deployments/${one.deploymentId}/predictions`,
    one.analyst,
    rows,
  )
  expect(await answer.json()).toMatchObject({ accepted: 40 })
}

/** One deployment on each shard, in the order of the shards. */
const oneOnEach = async (): Promise<Monitored[]> => {
  const product = await makeVersion(app)
  const trust = await app.world.organisation('Example Trust')
  const found: Monitored[] = []
  while (found.filter(Boolean).length < SHARDS) {
    const made = await makeMonitored(app, trust, product)
    const { deploymentId } = made
    found[shardOf({ organisationId: trust.id, deploymentId }, SHARDS)] ??= made
  }
  return found
}

const rowsClosed = async ({ deploymentId }: Monitored) =>
  app.sql(
    `select rows from window_figures
      where deployment_id = $1 and window_from = $2 and superseded_by is null`,
    [deploymentId, FROM],
  )

const finality = async ({ deploymentId }: Monitored) =>
  app.sql(
    `select tally_due, final_at is not null as final, rows_deleted_at is not null as deleted
       from intake_windows where deployment_id = $1`,
    [deploymentId],
  )

beforeAll(async () => {
  if (!hasClickHouse()) return
  cluster = await startClickHouseCluster()
  app = await testApp({ telemetry: await openClickHouse({ url: cluster.url }) })
}, 120_000)
afterAll(async () => {
  if (!hasClickHouse()) return
  await app.close()
  await cluster.stop()
})

test.skipIf(!hasClickHouse())(
  'with a shard out the windows of the others close, and its own wait whole until it is back',
  async () => {
    const [there, gone] = await oneOnEach()
    if (!there || !gone) throw new Error('Expected a deployment on each shard.')
    await sendRows(there)
    await sendRows(gone)
    await cluster.kill()
    await expect(app.tick('monitoring.close-windows')).rejects.toThrow(
      `rows of 1 deployment does not answer. They wait, all others go on: ${gone.deploymentId}.`,
    )
    expect(await rowsClosed(there)).toEqual([{ rows: 40 }])
    expect(await rowsClosed(gone)).toEqual([])
    app.clock.set('2027-02-01T10:00:00Z')
    await expect(app.tick('monitoring.close-windows')).rejects.toThrow(gone.deploymentId)
    expect(await finality(gone)).toEqual([])
    await cluster.revive()
    await app.tick('monitoring.close-windows')
    expect(await rowsClosed(gone)).toEqual([{ rows: 40 }])
    await app.tick('monitoring.close-windows')
    for (const one of [there, gone])
      expect(await finality(one)).toEqual([{ tally_due: false, final: true, deleted: true }])
  },
  120_000,
)
