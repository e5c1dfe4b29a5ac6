import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import { fixPlan, switchOnIntake } from '../index.js'
import {
  madeRows,
  makeMonitored,
  makeVersion,
  planFor,
  present,
  type Monitored,
} from '../testing/monitored.js'

let app: TestApp
let all: Monitored[]

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const product = await makeVersion(app)
  const [one, other] = [present(trusts[0]), present(trusts[1])]
  all = []
  for (const organisation of [one, one, other]) {
    const monitored = await makeMonitored(app, organisation, product)
    all.push(monitored)
    await app.registry.run(fixPlan, monitored.owner, planFor(monitored))
    await app.registry.run(switchOnIntake, monitored.administrator, {
      deploymentId: monitored.deploymentId,
      controllerName: 'Example Trust, as controller',
      reason: 'Outcomes are kept in another system.',
      processorAgreement: 'Agreement 12, signed 1 October 2026',
      retentionDays: 60,
    })
  }
}, 120_000)
afterAll(() => app.close())

const countsOf = ({ organisation, deploymentId }: Monitored) =>
  app.telemetry.counts({ organisationId: organisation.id, deploymentId })

/** Rows of a week and their outcomes, through the API as a sender does it. */
const send = async (to: Monitored, day: string, count: number): Promise<void> => {
  const rows = madeRows(count)
  const ids = rows.map((_, index) => `${day}-${index}`)
  const bodies = {
    predictions: rows.map(({ score }, index) => ({
      event_id: `p-${ids[index]}`,
      prediction_id: ids[index],
      at: `${day}T09:00:00Z`,
      score,
    })),
    outcomes: rows.map(({ outcome }, index) => ({
      event_id: `o-${ids[index]}`,
      prediction_id: ids[index],
      known_at: `${day}T12:00:00Z`,
      outcome,
    })),
  }
  for (const [kind, body] of Object.entries(bodies)) {
    const path = `/deployments/${to.deploymentId}/${kind}`
    const response = await app.api('POST', path, to.analyst, body)
    expect(await response.json()).toMatchObject({ accepted: count, rejected: [] })
  }
}

const auroc = () =>
  app.sql<{ deployment_id: string; window_from: string; value: number; n: number }>(
    `select deployment_id, window_from::text, value, n from points
      where superseded_by is null and measure = 'auroc' and group_by = ''
      order by deployment_id, window_from`,
  )

describe('rows of several deployments', () => {
  test('are gone once their period is final and the clock has run; figures and the trail stay', async () => {
    app.clock.set('2026-11-06T12:00:00Z')
    for (const [place, one] of all.entries()) await send(one, '2026-11-03', 60 + place)
    app.clock.set('2026-11-20T12:00:00Z')
    await send(present(all[0]), '2026-11-17', 90)
    app.clock.set('2026-11-24T01:00:00Z')
    await app.tick('monitoring.close-windows')
    const figures = await auroc()
    expect(figures.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual([60, 61, 62, 90])
    expect(await countsOf(present(all[0]))).toEqual({ predictions: 150, outcomes: 150 })

    app.clock.set('2026-12-01T01:00:00Z')
    await app.tick('monitoring.close-windows')
    expect(await Promise.all(all.map(countsOf))).toEqual([
      { predictions: 90, outcomes: 90 },
      { predictions: 0, outcomes: 0 },
      { predictions: 0, outcomes: 0 },
    ])
    expect(await auroc()).toEqual(figures)

    await app.tick('monitoring.close-windows')
    const lines = await app.sql(
      `select organisation_id, subject_id, actor_kind, reason, after from audit
        where command = 'monitoring.delete-rows' order by after ->> 'rowsInFigures'`,
    )
    expect(lines).toEqual(
      all.map(({ organisation, deploymentId }, place) => ({
        organisation_id: organisation.id,
        subject_id: deploymentId,
        actor_kind: 'system',
        reason: expect.stringContaining('The period is final'),
        after: {
          window: { from: '2026-11-02', to: '2026-11-09' },
          predictionsDeleted: 60 + place,
          outcomesDeleted: 60 + place,
          outcomesWithoutPredictionDeleted: 0,
          rowsInFigures: 60 + place,
          retentionDays: 60,
        },
      })),
    )
  })
})
