import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { fixPlan, switchOnIntake } from './index.js'
import {
  makeMonitored,
  makeVersion,
  planFor,
  type Monitored,
  present,
} from './testing/monitored.js'
import { monitoringVerbs } from './verbs.js'

const LOG = '../shared/data/statistics/heart_disease_4sites.csv'
const HOSPITALS = ['cleveland', 'hungarian', 'va', 'switzerland'] as const
type Hospital = (typeof HOSPITALS)[number]
interface Row {
  id: string
  site: string
  sex: string
  age_band: string
  score: string
  outcome: string
}

/** The real log is not part of the project: these tests need `../shared` beside it. */
describe.skipIf(!existsSync(LOG))('the log of four hospitals, three ways in', () => {
  let app: TestApp
  let directory: string
  let server: Server
  let address: string
  let productId: string
  const at = {} as Record<Hospital, Monitored>
  const rows: Row[] = existsSync(LOG)
    ? parse(readFileSync(LOG, 'utf8'), { columns: true, skip_empty_lines: true })
    : []

  const ofHospital = (hospital: string) =>
    rows.filter((row) => row.site.startsWith(hospital.slice(0, 2)))
  const fileOf = (hospital: Hospital): string => {
    const path = join(directory, `${hospital}.csv`)
    const lines = ofHospital(hospital).map(({ sex, age_band, score, outcome }) =>
      [sex, age_band, score, outcome].join(','),
    )
    writeFileSync(path, ['sex,age_band,score,outcome', ...lines].join('\n'))
    return path
  }
  const verb = (noun: string, options: Record<string, string | string[]>) =>
    present(monitoringVerbs.find((one) => one.noun === noun)).run({
      options,
      progress: () => {},
      now: app.clock.now(),
    } as never)
  const summarised = async (hospital: Hospital): Promise<string> => {
    const output = join(directory, `${hospital}.json`)
    await verb('summarise', {
      files: [fileOf(hospital)],
      output,
      score: 'score',
      outcome: 'outcome',
      by: ['sex', 'age_band'],
      threshold: ['working=0.5'],
      first: '2026-10-05',
    })
    return output
  }
  const pointsOf = (hospital: Hospital) =>
    app.sql<Record<string, unknown>>(
      `select measure, threshold, group_by, group_value, version_name, value, low, high, se, numerator,
         denominator, n, events, non_events, method from points
       where deployment_id = $1 and superseded_by is null
       order by measure, threshold, group_by, group_value`,
      [at[hospital].deploymentId],
    )

  const forward = async (url: string, body: string, response: ServerResponse): Promise<void> => {
    const [, id = ''] = /deployments\/([^/]+)/.exec(url) ?? []
    const one = present(Object.values(at).find(({ deploymentId }) => deploymentId === id))
    const answer = await app.api('POST', url.replace('/api/v1', ''), one.analyst, body)
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(await answer.text())
  }

  beforeAll(async () => {
    app = await testApp()
    directory = mkdtempSync(join(tmpdir(), 'wardround-hearts-'))
    const { trusts } = await app.world.system(4)
    const product = await makeVersion(app)
    productId = product.productId
    for (const [place, hospital] of HOSPITALS.entries()) {
      at[hospital] = await makeMonitored(app, present(trusts[place]), product)
      await app.registry.run(
        fixPlan,
        at[hospital].owner,
        planFor(at[hospital], { concernRule: 'interval-at-once' }),
      )
    }
    server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        void forward(request.url ?? '', Buffer.concat(chunks).toString(), response)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const bound = server.address()
    address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`
    writeFileSync(join(directory, 'key'), 'wr_test\n')
  })
  afterAll(async () => {
    server.close()
    rmSync(directory, { recursive: true, force: true })
    await app.close()
  })

  test('two summarise at the edge and send; the others by browser and by row', async () => {
    for (const hospital of ['cleveland', 'hungarian'] as const) {
      const sent = await verb('send', {
        file: await summarised(hospital),
        to: address,
        deployment: at[hospital].deploymentId,
        keyFile: join(directory, 'key'),
      })
      expect(sent.json).toMatchObject({ added: 1, superseded: 0 })
    }
    const summary = readFileSync(await summarised('va'), 'utf8')
    const posted = await app.post(
      `/register/deployments/${at.va.deploymentId}/monitoring/send`,
      at.va.analyst,
      { summary },
    )
    expect(posted.status).toBe(303)
    await sendByRow('switzerland')
    const values = await Promise.all(
      HOSPITALS.map(async (hospital) => {
        const points = await pointsOf(hospital)
        return points.find((point) => point['measure'] === 'auroc' && point['group_by'] === '')
      }),
    )
    const rounded = values.map((point) => Number(Number(point?.['value']).toFixed(2)))
    expect(rounded).toEqual([0.88, 0.88, 0.73, 0.73])
  })

  const sendByRow = async (hospital: Hospital) => {
    const one = at[hospital]
    await app.registry.run(switchOnIntake, one.administrator, {
      deploymentId: one.deploymentId,
      controllerName: 'Example controller',
      reason: 'Outcomes come from another system.',
      processorAgreement: 'Agreement 1 of 2026',
      retentionDays: 60,
    })
    const used = ofHospital(hospital)
    const predictions = used.map((row, place) =>
      JSON.stringify({
        event_id: `p${row.id}`,
        prediction_id: row.id,
        at: `2026-10-0${5 + (place % 5)}T09:00:00Z`,
        score: row.score === '' ? null : Number(row.score),
        groups: { sex: row.sex, age_band: row.age_band },
      }),
    )
    app.clock.set('2026-10-12T03:00:00Z')
    const first = await app.api(
      'POST',
      `/deployments/${one.deploymentId}/predictions`,
      one.analyst,
      predictions.join('\n'),
      { 'content-type': 'application/x-ndjson' },
    )
    const answer = (await first.json()) as { accepted: number; rejected: { code: string }[] }
    expect(answer.accepted + answer.rejected.length).toBe(used.length)
    expect(new Set(answer.rejected.map(({ code }) => code))).toEqual(
      used.some(({ score }) => score === '') ? new Set(['missing']) : new Set(),
    )
    await app.tick('monitoring.close-windows')
    app.clock.set('2026-10-14T03:00:00Z')
    const outcomes = used.map((row) => ({
      event_id: `o${row.id}`,
      prediction_id: row.id,
      known_at: '2026-10-13T12:00:00Z',
      outcome: Number(row.outcome),
    }))
    const late = await app.api(
      'POST',
      `/deployments/${one.deploymentId}/outcomes`,
      one.analyst,
      outcomes,
    )
    expect(await late.json()).toMatchObject({ accepted: used.length, duplicate: 0, rejected: [] })
    await app.tick('monitoring.close-windows')
    app.clock.set('2026-11-02T10:00:00Z')
    await app.tick('monitoring.close-windows')
  }

  test('equal input gives equal points, whichever way it came', async () => {
    const byRow = await pointsOf('switzerland')
    const summary = readFileSync(await summarised('switzerland'), 'utf8')
    const twin = await makeMonitored(app, at.switzerland.organisation, {
      productId,
      versionIds: [at.switzerland.versionId],
    })
    const sent = await app.api(
      'POST',
      `/deployments/${twin.deploymentId}/summaries`,
      twin.analyst,
      summary,
    )
    expect(sent.status).toBe(200)
    at.switzerland = { ...at.switzerland, deploymentId: twin.deploymentId }
    const byEdge = await pointsOf('switzerland')
    expect(byRow.length).toBeGreaterThan(20)
    expect(
      byRow.map(({ measure, threshold, group_value }) => [measure, threshold, group_value]),
    ).toEqual(
      byEdge.map(({ measure, threshold, group_value }) => [measure, threshold, group_value]),
    )
    for (const [place, point] of byRow.entries()) {
      const other = present(byEdge[place])
      for (const count of ['numerator', 'denominator', 'n', 'events', 'non_events', 'method']) {
        expect(point[count]).toBe(other[count])
      }
      for (const figure of ['value', 'low', 'high', 'se']) {
        if (point[figure] === null) expect(other[figure]).toBeNull()
        else
          expect(Math.abs((point[figure] as number) - (other[figure] as number))).toBeLessThan(
            1e-12,
          )
      }
    }
  })

  test('“interval wholly below 0.85” fires for exactly one, which becomes a concern once', async () => {
    const signals = await app.sql<Record<string, unknown>>(
      `select deployment_id, way, became_concern_at, sentence from signals where rule = 'interval-beyond-pass-mark' and measure = 'auroc'`,
    )
    expect(signals.map((signal) => signal['deployment_id'])).toEqual([at.va.deploymentId])
    expect(signals[0]).toMatchObject({ way: 'wrong' })
    expect(present(signals[0])['became_concern_at']).not.toBeNull()
    const events = await app.sql<{ payload: { becomesConcern: boolean } }>(
      `select payload from events where name = 'signal.raised' and payload->>'deploymentId' = $1 and payload->>'measure' = 'AUROC'`,
      [at.va.deploymentId],
    )
    expect(events.map(({ payload }) => payload.becomesConcern)).toEqual([true])
  })

  test('the page puts the sites side by side, suppressed for others', async () => {
    const page = await app.get(
      `/register/deployments/${at.va.deploymentId}/monitoring`,
      at.va.owner,
    )
    const html = await page.text()
    expect(page.status).toBe(200)
    expect(html).toContain('AUROC is past its pass mark.')
    expect(html).toContain('Other sites on 1.0')
    expect(html).toContain('0.88')
    expect(html).toContain('Explain or act on this signal')
    expect(html).toContain('Some periods were dated by the sender.')
  })
})
