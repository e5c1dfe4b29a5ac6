import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '#kernel/time.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import { enterFigures } from '../entered/enter-figures.js'
import { fixPlan } from '../index.js'
import {
  makeMonitored,
  makeVersion,
  planFor,
  present,
  type Monitored,
} from '../testing/monitored.js'

let app: TestApp
let product: Awaited<ReturnType<typeof makeVersion>>
let one: Monitored

const FIRST = '2026-05-04'
const NAME = 'Letters right'
const STEADY = [86, 84, 87, 85, 86, 84, 85, 87, 84, 86, 85, 84, 86, 85]

const plan = (changes: object = {}) =>
  planFor(one, {
    startsOn: FIRST,
    measures: [{ measure: 'typed-share', threshold: NAME, direction: 'increase', passMark: 0.5 }],
    ...changes,
  })

/** Sends weeks from one on, all together, and says which signals there are. */
const send = async (week: number, counts: readonly number[]) => {
  const figures = counts.map((numerator, place) => ({
    name: NAME,
    from: addDays(FIRST, 7 * (week + place)),
    numerator,
    denominator: 100,
  }))
  const { deploymentId } = one
  await app.registry.run(enterFigures, one.analyst, { deploymentId, figures })
  return app.sql<{ window_from: string; rule: string; concern: boolean }>(
    `select window_from::text, rule, became_concern_at is not null as concern from signals
      where deployment_id = $1 order by window_from`,
    [deploymentId],
  )
}

beforeAll(async () => {
  app = await testApp()
  product = await makeVersion(app)
})
afterAll(() => app.close())

describe('several periods that come in at once', () => {
  test('each is judged as it stood then: one bad week among good ones is a signal', async () => {
    one = await makeMonitored(app, await app.world.organisation('Example Trust'), product)
    await app.registry.run(fixPlan, one.owner, plan())
    expect(await send(0, STEADY)).toEqual([])
    expect(await send(14, [85, 55, 86, 84])).toEqual([
      { window_from: addDays(FIRST, 7 * 15), rule: 'outside-limit', concern: false },
    ])
  })

  test('two bad weeks running are one signal that became a concern', async () => {
    one = await makeMonitored(app, await app.world.organisation('Example Trust'), product)
    await app.registry.run(fixPlan, one.owner, plan({ limitsAfter: 14 }))
    await send(0, STEADY)
    expect(await send(14, [85, 55, 56, 57, 84])).toEqual([
      { window_from: addDays(FIRST, 7 * 15), rule: 'outside-limit', concern: true },
    ])
  })

  test('an old week corrected to a bad one is told beside the signal of a newer week, each once', async () => {
    one = await makeMonitored(app, await app.world.organisation('Example Trust'), product)
    await app.registry.run(fixPlan, one.owner, plan({ limitsAfter: 14 }))
    await send(0, [...STEADY, 85, 86, 84])
    const newer = { window_from: addDays(FIRST, 7 * 17), rule: 'outside-limit', concern: false }
    expect(await send(17, [55])).toEqual([newer])
    const older = { ...newer, window_from: addDays(FIRST, 7 * 15) }
    expect(await send(15, [55])).toEqual([older, newer])
    expect(await send(15, [54])).toEqual([older, newer])
    // The week between them joins both: one stretch of three, which no further signal is raised for.
    const joined = await send(16, [55])
    expect(joined.map(({ window_from }) => window_from)).toEqual(
      [older, newer].map(({ window_from }) => window_from),
    )
  })

  test('a corrected week is judged where it stands; a new plan judges the newest week alone', async () => {
    one = await makeMonitored(app, await app.world.organisation('Example Trust'), product)
    const { id } = await app.registry.run(fixPlan, one.owner, plan({ limitsAfter: 14 }))
    await send(0, [...STEADY, 85, 86, 84])
    expect(await send(15, [55])).toHaveLength(1)
    const stricter = plan({
      replaces: present(id),
      limitsAfter: 14,
      measures: [
        { measure: 'typed-share', threshold: NAME, direction: 'increase', passMark: 0.95 },
      ],
    })
    await app.registry.run(fixPlan, one.owner, stricter)
    const after = await send(17, [85])
    const beyond = after.filter(({ rule }) => rule === 'interval-beyond-pass-mark')
    expect(beyond).toHaveLength(1)
    expect(beyond[0]?.window_from).toBe(addDays(FIRST, 7 * 16))
  })
})
