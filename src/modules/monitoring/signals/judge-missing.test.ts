import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '#kernel/time.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import { judgeDeployments } from '../closing/close-window.js'
import { enterFigures } from '../entered/enter-figures.js'
import { fixPlan, takeSummary } from '../index.js'
import { sealSummary } from '../summary/seal-summary.js'
import { nodeSha256 } from '../summary/summarise-command.js'
import { summarise } from '../summary/summarise.js'
import {
  jobIn,
  madeRows,
  makeMonitored,
  makeVersion,
  planFor,
  present,
  type Monitored,
} from '../testing/monitored.js'
import { closeSignal, explainSignal } from './answer-signal.js'

let app: TestApp
let one: Monitored

const FIRST = '2026-05-04'
const week = (place: number): string => addDays(FIRST, 7 * place)

beforeAll(async () => {
  app = await testApp()
  one = await makeMonitored(
    app,
    await app.world.organisation('Example Trust'),
    await makeVersion(app),
  )
  const plan = planFor(one, {
    startsOn: FIRST,
    followUpDays: 0,
    measures: [
      { measure: 'auroc', direction: 'increase', passMark: null },
      { measure: 'typed-mean', threshold: 'Minutes saved', direction: 'increase' },
    ],
  })
  app.clock.set(`${FIRST}T09:00:00Z`)
  await app.registry.run(fixPlan, one.owner, plan)
})
afterAll(() => app.close())

/** Sends a week's log of each site at its end, and minutes where they are counted. */
const send = async (place: number, sites: readonly string[], minutes?: 'and minutes') => {
  app.clock.set(`${week(place + 1)}T09:00:00Z`)
  const { deploymentId } = one
  const summary = await sealSummary(
    summarise(
      sites.flatMap((site) => madeRows(120).map((row) => ({ ...row, site }))),
      {
        windows: { kind: 'whole', window: { from: week(place), to: week(place + 1) } },
        thresholds: [{ name: 'working', value: 0.5 }],
        generator: { name: 'test', version: '1' },
      },
    ),
    nodeSha256,
  )
  await app.registry.run(takeSummary, one.analyst, { deploymentId, summary })
  if (!minutes) return
  const figures = [{ name: 'Minutes saved', from: week(place), value: 3.5, n: 40, sd: 1 }]
  await app.registry.run(enterFigures, one.analyst, { deploymentId, figures })
}

/** Judges twice, as the clock does, and says what is missing, the first told first. */
const judged = async (day: string) => {
  app.clock.set(`${day}T10:00:00Z`)
  for (const _ of [1, 2]) {
    await app.registry.run(judgeDeployments, jobIn(one.organisation), {
      deploymentIds: [one.deploymentId],
    })
  }
  const rows = await app.sql<{ id: string; sentence: string; became_concern_at: Date | null }>(
    `select id, sentence, became_concern_at from signals
      where deployment_id = $1 and rule = 'missing-data' order by id`,
    [one.deploymentId],
  )
  expect(rows.filter((row) => row.became_concern_at !== null)).toEqual([])
  return rows.map(({ id, sentence }) => ({ id, said: sentence.split('.')[0] }))
}

const close = async (id: string) => {
  await app.registry.run(explainSignal, one.owner, {
    signalId: id,
    revision: 1,
    words: 'The ward has closed.',
  })
  await app.registry.run(closeSignal, one.owner, { signalId: id, revision: 2 })
}

test('figures of a log by site beside one of the whole are shown where each comes from', async () => {
  const other = one
  one = await makeMonitored(app, one.organisation, await makeVersion(app))
  const measures = [
    { measure: 'auroc', direction: 'increase', passMark: null },
    { measure: 'typed-mean', threshold: 'Minutes saved', direction: 'increase' },
  ]
  app.clock.set(`${FIRST}T09:00:00Z`)
  await app.registry.run(
    fixPlan,
    one.owner,
    planFor(one, { startsOn: FIRST, followUpDays: 0, measures }),
  )
  await send(0, ['North', 'South'], 'and minutes')
  const at = `/register/deployments/${one.deploymentId}/monitoring`
  const textOf = async (rest = '') => (await app.get(`${at}${rest}`, one.owner)).text()
  const page = await textOf()
  expect(page).not.toContain('No figures yet')
  expect(page).toContain('AUROC at North')
  expect(page).not.toContain('not answered')
  expect(await textOf('?measure=typed-mean&threshold=Minutes+saved&site=South')).toContain(
    'Minutes saved, by week',
  )
  expect(await textOf('/explore')).not.toContain('No figures')
  expect(await textOf('/signals')).toContain('3 series are judged each period')
  one = other
})

describe('figures that stop coming', () => {
  const MINUTES = 'No figures of Minutes saved have come in for the week of 11 May 2026'
  const NORTH = 'No figures from North have come in for the week of 1 June 2026'
  const ALL = 'No figures have come in for the week of 29 June 2026'

  test('one figure is a task while others come, with the day it was due', async () => {
    await send(0, ['North', 'South'], 'and minutes')
    for (const place of [1, 2, 3]) await send(place, ['North', 'South'])
    expect(await judged('2026-06-01')).toEqual([])
    expect((await judged('2026-06-02')).map(({ said }) => said)).toEqual([MINUTES])
    expect(
      await app.sql(`select sentence, site, threshold from signals where rule = 'missing-data'`),
    ).toEqual([
      {
        sentence: `${MINUTES}. They were due by 1 June 2026. Others have. Rule: figures are missing.`,
        site: '',
        threshold: 'Minutes saved',
      },
    ])
  })

  test('a site that closed is a second task; explained and closed, it is not told again', async () => {
    for (const place of [4, 5, 6, 7]) await send(place, ['South'])
    const at = `/register/deployments/${one.deploymentId}/monitoring`
    const textOf = async (rest = '') => (await app.get(`${at}${rest}`, one.owner)).text()
    for (const rest of ['', '/quality']) expect(await textOf(rest), rest).toContain(`${NORTH}.`)
    const found = await judged('2026-06-30')
    expect(found.map(({ said }) => said)).toEqual([MINUTES, NORTH])
    const { id } = present(found[1])
    expect(await textOf(`/signals/${id}`)).toContain('Where a site has closed')
    expect(await textOf()).toContain('Figures at North are missing')
    expect(await textOf('/quality')).not.toContain('Answered already')
    await close(id)
    expect(await textOf('/quality')).toContain(`Answered already: ${NORTH}`)
    expect(await textOf()).not.toContain(NORTH)
    expect(await judged('2026-07-10')).toHaveLength(2)
  })

  test('where all stopped, one more says so, and not one for each', async () => {
    expect((await judged('2026-07-21')).map(({ said }) => said)).toEqual([MINUTES, NORTH, ALL])
    expect(await judged('2026-08-21')).toHaveLength(3)
  })

  test('when figures return, only what stops again is told', async () => {
    for (const place of [8, 14, 15]) await send(place, ['North', 'South'], 'and minutes')
    expect(await judged('2026-08-31')).toHaveLength(3)
    for (const place of [16, 17, 18]) await send(place, ['South'], 'and minutes')
    const again = await judged('2026-09-25')
    expect(again.map(({ said }) => said).slice(3)).toEqual([
      'No figures from North have come in for the week of 24 August 2026',
    ])
  })
})
