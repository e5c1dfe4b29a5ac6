import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isAlive } from '#registry/embedded/orphan.js'
import { lookBehind } from './behind-the-scenes.js'
import { openFirstAccount } from './first-account.js'
import { makeMonitoredKey } from './monitored-key.js'
import { ensureBuilt } from './run-program.js'
import { startServerProcess, type ServerProcess } from './server-process.js'
import { newLedger, sendEvents, sendProduct, writeUntil } from './writer.js'

const KILLS = 10
let directory: string
let data: string
let server: ServerProcess | undefined

beforeAll(async () => {
  await ensureBuilt()
  directory = mkdtempSync(join(tmpdir(), 'wardround-kill-'))
  data = join(directory, 'data')
})

afterAll(async () => {
  await server?.stop()
  rmSync(directory, { recursive: true, force: true })
})

const postmaster = (): number =>
  Number(readFileSync(join(data, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0])

const processesOn = (path: string): number =>
  execFileSync('ps', ['-eww', '-o', 'args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(`-D ${path}`)).length

test('ten times kill -9 under writes: it comes up, and nothing acknowledged is gone or doubled', async () => {
  server = await startServerProcess(data)
  const visitor = await openFirstAccount(server)
  const cookies = visitor.cookies()
  const sender = await makeMonitoredKey(data)
  const ledger = newLedger()
  for (let round = 0; round < KILLS; round += 1) {
    const stop = new AbortController()
    const writing = writeUntil(server.url, sender, ledger, stop.signal)
    await sleep(100 + Math.random() * 500)
    const orphan = postmaster()
    await server.kill()
    stop.abort()
    await writing
    server = await startServerProcess(data)
    expect(postmaster()).not.toBe(orphan)
    expect(isAlive(orphan)).toBe(false)
    for (const name of Array.from(ledger.unanswered)) {
      ledger.products.set(name, await sendProduct(server.url, sender.key, name))
      ledger.unanswered.delete(name)
    }
  }
  expect(processesOn(join(data, 'postgres', 'cluster'))).toBe(1)
  expect(ledger.products.size).toBeGreaterThan(KILLS)
  expect(ledger.events.length).toBeGreaterThan(KILLS)

  const [name, id] = [...ledger.products][0] ?? ['', '']
  expect(await sendProduct(server.url, sender.key, name)).toBe(id)
  const behind = lookBehind(data)
  const stored = await behind.sql<{ id: string; name: string }>(
    `select id, name from products where name like 'product-%'`,
  )
  await behind.close()
  expect(new Map(stored.map((row) => [row.name, row.id]))).toEqual(ledger.products)
  expect(stored).toHaveLength(ledger.products.size)

  for (let from = 0; from < ledger.events.length; from += 1000) {
    const ids = ledger.events.slice(from, from + 1000)
    const again = await sendEvents(server.url, sender, ids)
    expect(again).toMatchObject({ accepted: 0, duplicate: ids.length, rejected: [] })
  }
  const account = await fetch(`${server.url}/account`, { headers: cookies, redirect: 'manual' })
  expect([account.status, await account.text()]).toEqual([
    200,
    expect.stringContaining('First Person'),
  ])
}, 300_000)
