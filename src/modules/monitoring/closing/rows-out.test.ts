import { afterAll, beforeAll, expect, test } from 'vitest'
import { Unavailable } from '#kernel/errors.js'
import { addDays } from '#kernel/time.js'
import { openLater } from '#telemetry/open-later.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import { fixPlan, switchOnIntake, takeSummary } from '../index.js'
import { summarise } from '../summary/summarise.js'
import { madeRows, makeMonitored, makeVersion, planFor, present } from '../testing/monitored.js'

const FROM = '2026-10-26'
let app: TestApp

beforeAll(async () => {
  const { store } = openLater('duckdb', async () => {
    throw new Unavailable('Nothing listens there.')
  })
  app = await testApp({ telemetry: store })
})

afterAll(async () => {
  await app.close()
})

test('while the store of rows is out, what came in as a summary is judged all the same', async () => {
  const { trusts } = await app.world.system(2)
  const product = await makeVersion(app)
  const sending = await makeMonitored(app, present(trusts[0]), product)
  const takingRows = await makeMonitored(app, present(trusts[1]), product)
  for (const of of [sending, takingRows]) await app.registry.run(fixPlan, of.owner, planFor(of))
  await app.registry.run(switchOnIntake, takingRows.administrator, {
    deploymentId: takingRows.deploymentId,
    controllerName: 'Example Trust',
    reason: 'Outcomes are kept elsewhere.',
    processorAgreement: 'Agreement 1',
    retentionDays: 60,
  })
  const summary = summarise(madeRows(300, 3), {
    windows: { kind: 'whole', window: { from: FROM, to: addDays(FROM, 7) } },
    thresholds: [{ name: 'working', value: 0.5 }],
    generator: { name: 'test', version: '1' },
  })
  await app.registry.run(takeSummary, sending.analyst, {
    deploymentId: sending.deploymentId,
    summary: { ...summary, digest: null },
  })
  const raised = () =>
    app.sql(`select 1 from signals where deployment_id = $1 and measure = 'auroc'`, [
      sending.deploymentId,
    ])
  expect(await raised()).toEqual([])
  app.clock.set('2026-11-09T10:00:00Z')
  await expect(app.tick('monitoring.close-windows')).rejects.toThrow('does not answer')
  expect(await raised()).toHaveLength(1)
})
