import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '#registry/embedded/free-port.js'
import {
  hasClickHouse,
  startClickHouseCluster,
  type ClickHouseCluster,
} from '../contracts/clickhouse-server.js'
import { openFirstAccount } from './first-account.js'
import { makeMonitoredKey } from './monitored-key.js'
import { ensureBuilt, runProgram, wardround } from './run-program.js'
import { startServerProcess, type ServerProcess } from './server-process.js'
import { temporaryDirectory } from './temporary-directory.js'
import { sendEvents } from './writer.js'

const directory = temporaryDirectory('rows-out')
const data = join(directory, 'data')
const outcome = async (response: Response): Promise<[number, string]> => [
  response.status,
  await response.text(),
]
let server: ServerProcess | undefined

beforeAll(ensureBuilt)

afterAll(async () => {
  await server?.stop()
})

const serve = (telemetryUrl: string) =>
  runProgram(['dist/programs/serve.js'], {
    WARDROUND_DATA: join(directory, 'other'),
    TELEMETRY_URL: telemetryUrl,
    PORT: '0',
  })

test.each(['http://', 'http://h:8123/w?cluster=two&shard=ch1:8123&shard=http://ch2:8123'])(
  'the address %s, which is none, is refused at the start',
  async (address) => {
    const ended = await serve(address)
    expect(ended.stderr).toMatch(/^TELEMETRY_URL.* address[^\n]*\n$/)
    expect(ended.code).toBe(2)
  },
)

test('a server of rows that nobody has started holds up no start, and its address is told once', async () => {
  const port = await freePort()
  const TELEMETRY_URL = `http://rows:hidden@127.0.0.1:${port}/default`
  const one = await startServerProcess(join(directory, 'one'), { settings: { TELEMETRY_URL } })
  const [ready, rows] = await Promise.all([
    fetch(`${one.url}/readyz`).then(outcome),
    fetch(`${one.url}/readyz/rows`).then(outcome),
  ])
  expect(await one.stop()).toBe(0)
  expect(one.said()).toContain(
    `The ClickHouse of TELEMETRY_URL at 127.0.0.1:${port}: nothing listens there: start that server`,
  )
  expect(one.said()).not.toContain('hidden')
  expect(ready).toEqual([200, '{"status":"ready","registry":"answers","rows":"does not answer"}'])
  expect(rows).toEqual([
    503,
    '{"status":"not ready","registry":"answers","rows":"does not answer"}',
  ])
}, 120_000)

test.skipIf(!hasClickHouse())(
  'started with a shard out it takes a stop and no rows, and rows once the shard is back',
  async () => {
    const cluster: ClickHouseCluster = await startClickHouseCluster()
    await cluster.kill()
    const settings = { TELEMETRY_URL: cluster.url }
    server = await startServerProcess(data, { settings })
    const { url } = server
    const visitor = await openFirstAccount(server)
    expect((await visitor.get('/')).status).toBe(200)
    const sender = await makeMonitoredKey(data)
    const ask = (path: string, body: object) =>
      fetch(`${url}/api/v1/deployments/${sender.deploymentId}/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${sender.key}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }).then(outcome)

    const refused = String(await sendEvents(url, sender, ['a']).catch((thrown: unknown) => thrown))
    expect(refused).toMatch(/503: .*Try again in a minute/)
    expect(refused).not.toContain('127.0.0.1')
    const stopped = await ask('stop', { reason: 'It marks the wrong side.' })
    expect(stopped).toEqual([200, expect.stringContaining(sender.deploymentId)])

    const backup = join(directory, 'backup')
    const failed = await wardround(['backup', backup], { WARDROUND_DATA: data, ...settings })
    expect(failed.stderr).toMatch(
      /^The running server could not write its telemetry\. The ClickHouse of TELEMETRY_URL at 127\.0\.0\.1:\d+: nothing listens there/m,
    )
    expect([failed.code, existsSync(backup)]).toEqual([8, false])
    mkdirSync(backup)
    expect((await wardround(['backup', backup], { WARDROUND_DATA: data })).code).toBe(8)
    expect(readdirSync(backup)).toEqual([])

    await cluster.revive()
    await expect
      .poll(async () => (await fetch(`${url}/readyz/rows`)).status, { timeout: 30_000 })
      .toBe(200)
    expect(await sendEvents(url, sender, ['a', 'b'])).toMatchObject({ accepted: 2 })
    expect(await server.stop()).toBe(0)
    const alone = await wardround(['backup', backup], { WARDROUND_DATA: data, ...settings })
    expect(alone.code, alone.stderr).toBe(0)
    server = undefined

    const [entrance = '', ...shards] = cluster.url.split('&shard=')
    const swapped = await serve([entrance, ...shards.toReversed()].join('&shard='))
    await cluster.stop()
    expect([swapped.code, swapped.stderr]).toEqual([2, expect.stringContaining('in the order')])
  },
  300_000,
)
