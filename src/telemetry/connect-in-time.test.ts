import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { connect, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agentFor } from './connect-in-time.js'
import { engineAt, openClickHouse } from './open-clickhouse.js'
import { readAll } from './sql-engine.js'

const ONE = { text: 'select 1 as one', params: {} }
/** Listens and never accepts; once two wait, Linux answers no further one. */
const BLACK_HOLE = `const server = require('node:net').createServer()
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    require('node:fs').writeSync(1, String(server.address().port))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  })`

const took = async (work: Promise<unknown>): Promise<[unknown, number]> => {
  const began = performance.now()
  const refusal = await work.then(
    () => 'an answer',
    (thrown: unknown) => thrown,
  )
  return [refusal, performance.now() - began]
}

describe.skipIf(process.platform !== 'linux')('a host that takes no connection', () => {
  const child = spawn(process.execPath, ['-e', BLACK_HOLE], { stdio: ['ignore', 'pipe', 'ignore'] })
  const waiting: Socket[] = []
  let url = ''

  beforeAll(async () => {
    const [port] = (await once(child.stdout, 'data')) as [Buffer]
    url = `http://127.0.0.1:${String(port)}/default`
    for (const _ of [1, 2]) {
      const socket = connect(Number(port), '127.0.0.1')
      waiting.push(socket)
      await once(socket, 'connect')
    }
  })
  afterAll(() => {
    for (const socket of waiting) socket.destroy()
    child.kill('SIGKILL')
  })

  test('is given up after the time to connect, not after that of a query', async () => {
    const agent = agentFor(new URL(url), 150)
    const asked = new Promise((resolve, reject) => {
      get(url, { agent, timeout: 60_000 }, resolve).on('error', reject)
    })
    const [refusal, ms] = await took(asked)
    expect(refusal).toMatchObject({ code: 'ETIMEDOUT' })
    expect(ms).toBeLessThan(3000)
  })

  test('is unavailable within seconds to who asks for rows, and named to who starts the server', async () => {
    const engine = engineAt(url)
    const [asked, opened] = await Promise.all([
      took(readAll(engine, ONE, 600)),
      took(openClickHouse({ url })),
    ])
    await engine.close()
    expect(asked[0]).toMatchObject({ code: 'unavailable' })
    expect(opened[0]).toMatchObject({ message: expect.stringContaining('it does not reply') })
    expect(Math.max(asked[1], opened[1])).toBeLessThan(6000)
  })
})

test('a server that takes a connection and hangs is given up soon after the limit of the query', async () => {
  const sockets: Socket[] = []
  const server = createServer((socket) => sockets.push(socket.on('error', () => {})))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const engine = engineAt(`http://127.0.0.1:${port}/default`)
  const [refusal, ms] = await took(readAll(engine, ONE, 0.1))
  await engine.close()
  for (const socket of sockets) socket.destroy()
  server.close()
  expect(refusal).toMatchObject({ code: 'unavailable' })
  expect(ms).toBeLessThan(9000)
}, 20_000)
