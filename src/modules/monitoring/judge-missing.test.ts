import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#kernel/time.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { judgeDeployments } from './close-window.js'
import { enterFigures } from './enter-figures.js'
import { fixPlan } from './index.js'
import { jobIn, makeMonitored, makeVersion, planFor, type Monitored } from './testing/monitored.js'

let app: TestApp
let one: Monitored

const FIRST = '2026-05-04'

beforeAll(async () => {
  app = await testApp()
  one = await makeMonitored(
    app,
    await app.world.organisation('Example Trust'),
    await makeVersion(app),
  )
  await app.registry.run(
    fixPlan,
    one.owner,
    planFor(one, {
      startsOn: FIRST,
      followUpDays: 0,
      measures: [
        { measure: 'typed-share', threshold: 'Letters right', direction: 'increase' },
        { measure: 'typed-mean', threshold: 'Minutes saved', direction: 'increase' },
        { measure: 'typed-days', threshold: 'Days between', direction: 'increase' },
      ],
    }),
  )
})
afterAll(() => app.close())

const week = (place: number): string => addDays(FIRST, 7 * place)

const send = (figures: readonly object[]) =>
  app.registry.run(enterFigures, one.analyst, { deploymentId: one.deploymentId, figures })

const judged = async (day: string) => {
  app.clock.set(`${day}T10:00:00Z`)
  await app.registry.run(judgeDeployments, jobIn(one.organisation), {
    deploymentIds: [one.deploymentId],
  })
  return app.sql<{ sentence: string; became_concern_at: null }>(
    `select sentence, became_concern_at from signals
      where deployment_id = $1 and rule = 'missing-data' order by id`,
    [one.deploymentId],
  )
}

test('one figure that stopped while others come is a task of its own, once; gaps between events never are', async () => {
  await send([
    { name: 'Letters right', from: week(0), numerator: 90, denominator: 100 },
    { name: 'Minutes saved', from: week(0), value: 3.5, n: 40, sd: 1 },
    { name: 'Days between', from: week(0), value: 30 },
  ])
  for (const place of [1, 2, 3])
    await send([{ name: 'Letters right', from: week(place), numerator: 90, denominator: 100 }])
  // The week after the last one of minutes saved ends on the 18th; two weeks later it is overdue.
  expect(await judged(addDays(week(2), 14))).toEqual([])
  const sentence =
    'No figures of Minutes saved have come in for the week of 11 May 2026. They were due by 1 June 2026. Others have. Rule: figures are missing.'
  expect(await judged(addDays(week(2), 15))).toEqual([{ sentence, became_concern_at: null }])
  expect(await judged(addDays(week(2), 16))).toHaveLength(1)
})

test('where everything stopped, one task says so and not one for each figure', async () => {
  const all = await judged(addDays(week(5), 15))
  expect(all.map(({ sentence }) => sentence.split('.')[0])).toEqual([
    'No figures of Minutes saved have come in for the week of 11 May 2026',
    'No figures have come in for the week of 1 June 2026',
  ])
})
