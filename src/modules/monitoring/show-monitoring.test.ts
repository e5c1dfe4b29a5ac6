import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { fixPlan, takeSummary } from './index.js'
import { showMonitoring } from './show-monitoring.js'
import { nodeSha256 } from './summary/summarise-command.js'
import { sealSummary } from './summary/seal-summary.js'
import { summarise } from './summary/summarise.js'
import {
  madeRows,
  makeMonitored,
  makeVersion,
  planFor,
  present,
  type Monitored,
} from './testing/monitored.js'

let app: TestApp
let one: Monitored

const WEEKS = [
  { from: '2026-10-05', to: '2026-10-12', grouped: true },
  { from: '2026-10-12', to: '2026-10-19', grouped: true },
  { from: '2026-10-19', to: '2026-10-26', grouped: false },
]

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(1)
  one = await makeMonitored(app, present(trusts[0]), await makeVersion(app))
  await app.registry.run(fixPlan, one.owner, planFor(one))
  for (const { from, to, grouped } of WEEKS) {
    const rows = madeRows(120).map((row) => (grouped ? row : { ...row, groups: {} }))
    const summary = summarise(rows, {
      windows: { kind: 'whole', window: { from, to } },
      thresholds: [{ name: 'working', value: 0.5 }],
      generator: { name: 'test', version: '1' },
    })
    await app.registry.run(takeSummary, one.analyst, {
      deploymentId: one.deploymentId,
      summary: await sealSummary(summary, nodeSha256),
    })
  }
})
afterAll(() => app.close())

test.each([
  ['nothing', undefined, '2026-10-12'],
  ['a period with groups', '2026-10-05', '2026-10-05'],
  ['a period without groups', '2026-10-19', '2026-10-12'],
  ['a period without figures', '2025-01-06', '2026-10-12'],
  ['what is no day', "2026' or", '2026-10-12'],
])('asked for %s, groups are of that period or of the newest with any', async (_, window, of) => {
  const shown = await app.registry.read(showMonitoring, one.owner, {
    deploymentId: one.deploymentId,
    window,
  })
  if (!shown.own) throw new Error('It is their own.')
  expect(shown.groupWindow).toBe(of)
  expect(shown.subgroups.map(({ groupValue }) => groupValue)).toEqual(['female', 'male'])
})

test('the page says when the period that was chosen has no groups', async () => {
  const address = `/register/deployments/${one.deploymentId}/monitoring`
  const page = await (await app.get(`${address}?window=2026-10-19`, one.owner)).text()
  expect(page).toContain('No figures of groups came for')
  expect(page.match(/<option[^>]*value="2026-10-\d\d"/g)).toHaveLength(3)
  const chosen = await (await app.get(`${address}?window=2026-10-05`, one.owner)).text()
  expect(chosen).not.toContain('No figures of groups came for')
  expect(chosen).toMatch(/<option[^>]*value="2026-10-05"[^>]*selected/)
})
