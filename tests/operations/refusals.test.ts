import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '#registry/embedded/free-port.js'
import { isAlive } from '#registry/embedded/orphan.js'
import { readPostmasterFile } from '#registry/embedded/postmaster-file.js'
import { openFirstAccount } from './first-account.js'
import { ensureBuilt, runProgram, wardround, type Ended } from './run-program.js'
import { startServerProcess, type ServerProcess } from './server-process.js'
import { temporaryDirectory } from './temporary-directory.js'

const directory = temporaryDirectory('refusals')
const data = join(directory, 'data')
/** Where a command first works alone and later another server starts. */
const withoutServer = join(directory, 'without-server')
const NOBODY = 65_534
let server: ServerProcess
let stopped = false

beforeAll(async () => {
  await ensureBuilt()
  server = await startServerProcess(data)
})

afterAll(async () => {
  if (!stopped) await server.stop()
})

const serve = (
  settings: Readonly<Record<string, string>>,
  as: { uid?: number; gid?: number } = {},
) =>
  runProgram(
    ['dist/programs/serve.js'],
    { WARDROUND_DATA: join(directory, 'other'), ...settings },
    as,
  )

/** A refusal: this exit code, one sentence on standard error and no fault's stack. */
const expectRefusal = (ended: Ended, code: number, sentence: RegExp) => {
  expect(ended.stderr).toMatch(sentence)
  expect(ended.stderr.trim().split('\n')).toHaveLength(1)
  expect(ended.code).toBe(code)
}

test('a port in use is told at once, before a database is made', async () => {
  const { port } = new URL(server.url)
  const other = join(directory, 'port')
  const ended = await serve({ PORT: port, WARDROUND_DATA: other })
  expectRefusal(
    ended,
    8,
    /^Port \d+ is in use: stop what uses it, or set PORT to another number\.$/m,
  )
  expect(existsSync(join(other, 'postgres'))).toBe(false)
})

test('a second server on the same data directory is refused, and the first goes on', async () => {
  const ended = await serve({ WARDROUND_DATA: data, PORT: '0' })
  expectRefusal(
    ended,
    6,
    /is in use by the server \(process \d+\): use that one at http:.*WARDROUND_DATA/,
  )
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
})

test('a data directory of a newer Wardround is refused', async () => {
  const newer = join(directory, 'newer')
  mkdirSync(newer)
  writeFileSync(join(newer, 'wardround.json'), '{"format":99}')
  expectRefusal(await serve({ WARDROUND_DATA: newer }), 6, /made by a newer version of Wardround/)
})

test.each([
  [{ PORT: 'abc' }, 2, /^PORT must be a number between 0 and 65535\.$/m],
  [{ PORT: '0', HOST: '203.0.113.9' }, 8, /has no address 203\.0\.113\.9: set HOST/],
])('wrong settings %j are one sentence', async (settings, code, sentence) => {
  expectRefusal(await serve(settings), code, sentence)
})

test('an unreachable DATABASE_URL says what to do and does not show the URL', async () => {
  const url = `postgresql://somebody:hidden@127.0.0.1:${await freePort()}/x`
  const ended = await serve({ DATABASE_URL: url, PORT: '0' })
  expectRefusal(ended, 8, /^The PostgreSQL of DATABASE_URL: nothing listens there: start/)
  expect(ended.stderr).not.toContain('hidden')
})

test.skipIf(process.getuid?.() !== 0)(
  'an ordinary user who may not write in the data directory is told so (only root can try this)',
  async () => {
    const closed = join(directory, 'closed')
    chmodSync(directory, 0o755)
    mkdirSync(closed, { mode: 0o755 })
    chownSync(closed, 0, 0)
    const settings = { WARDROUND_DATA: join(closed, 'data'), PORT: '0' }
    const ended = await serve(settings, { uid: NOBODY, gid: NOBODY })
    expectRefusal(ended, 8, /^This user may not write in the data directory/)
  },
)

test('first-link, attached, names the address the server has, until somebody has an account', async () => {
  const settings = { WARDROUND_DATA: data }
  const elsewhere = { ...settings, BASE_URL: 'https://w.example' }
  const made = await wardround(['first-link', '--json'], settings)
  expect(made).toMatchObject({ code: 0, stderr: '' })
  expect((JSON.parse(made.stdout) as { url: string }).url).toMatch(`${server.url}/first-account/`)
  const given = await wardround(['first-link'], elsewhere)
  const firstToken = /^https:\/\/w\.example\/first-account\/(\S+)/.exec(given.stdout)?.[1]
  expect(firstToken).toBeDefined()
  await openFirstAccount({ ...server, firstToken })
  const refused = await wardround(['first-link', '--json'], settings)
  expect([refused.code, refused.stderr]).toEqual([6, ''])
  expect(JSON.parse(refused.stdout)).toMatchObject({
    error: { code: 'conflict', message: expect.stringContaining('Ask an administrator') },
  })
})

test('a wrong command line is exit code 2, and settings are refused as JSON where asked', async () => {
  const [unknown, ended] = await Promise.all([
    wardround(['no-such-verb'], {}),
    wardround(['first-link', '--json'], { PORT: 'abc' }),
  ])
  expect(unknown.code).toBe(2)
  expect(ended.code).toBe(2)
  expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code: 'invalid' } })
})

test('organisations import runs beside the server and without one', async () => {
  const file = join(directory, 'trusts.csv')
  writeFileSync(file, 'ods_code,name,kind\nZZ1,EXAMPLE TRUST,trust\n')
  const words = ['organisations', 'import', file, '--json']
  const [attached, alone] = await Promise.all([
    wardround(words, { WARDROUND_DATA: data }),
    wardround(words, { WARDROUND_DATA: withoutServer }),
  ])
  expect(attached.code, attached.stdout + attached.stderr).toBe(0)
  expect(alone.code, alone.stdout + alone.stderr).toBe(0)
  const missing = await wardround(['organisations', 'import', '/none'], { WARDROUND_DATA: data })
  expectRefusal(missing, 2, /^There is no file at \/none\.$/m)
})

test('Ctrl-C stops the server and its PostgreSQL, and no other', async () => {
  const other = await startServerProcess(withoutServer)
  const cluster = (path: string) => readPostmasterFile(join(path, 'postgres', 'cluster'))?.pid ?? 0
  const [mine, theirs] = [cluster(data), cluster(withoutServer)]
  stopped = true
  expect(await server.stop('SIGINT')).toBe(0)
  expect(isAlive(mine)).toBe(false)
  expect(isAlive(theirs)).toBe(true)
  expect((await fetch(`${other.url}/readyz`)).status).toBe(200)
  expect(await other.stop('SIGTERM')).toBe(0)
  expect(isAlive(theirs)).toBe(false)
})
