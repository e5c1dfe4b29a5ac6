import { build } from 'esbuild'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Conflict } from '#kernel/errors.js'
import { dataFormat, parseDataFormat } from './data-format.js'
import { dataDirectoryError } from './file-errors.js'
import { lockDataDirectory, tryLockDataDirectory } from './index.js'
import { parseHeldElsewhere } from './operating-system-lock.js'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'wr-data-'))
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

const server = { holder: 'server', purpose: 'the server' } as const
const command = { holder: 'command', purpose: 'wardround backup' } as const

async function holdInAnotherNode(request: typeof server | typeof command) {
  const outfile = join(process.cwd(), 'node_modules', '.wardround', `lock-${process.pid}.mjs`)
  await build({
    entryPoints: [join(process.cwd(), 'src', 'main', 'data-directory', 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['zod', '@duckdb/node-api'],
    alias: {
      '#kernel/errors.js': join(process.cwd(), 'src/kernel/errors.ts'),
      '#registry/embedded/error-parts.js': join(
        process.cwd(),
        'src/registry/embedded/error-parts.ts',
      ),
    },
  })
  const script = `
    const { lockDataDirectory } = await import(process.argv[1])
    const request = JSON.parse(process.argv[3])
    const lock = await lockDataDirectory(process.argv[2], request)
    if (request.holder === 'server') {
      lock.publish({ databaseUrl: 'd', httpUrl: 'http://127.0.0.1:3000', token: 't' })
    }
    process.stdout.write('ready')
    setInterval(() => {}, 1000)`
  const words = ['--input-type=module', '-e', script, outfile, directory, JSON.stringify(request)]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = new Promise<string>((resolve) => child.stdout.once('data', () => resolve('ready')))
  expect(await Promise.race([ready, ended.then(() => 'ended')])).toBe('ready')
  rmSync(outfile)
  return {
    pid: child.pid,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

test('a second server is refused with who holds it and what to do; a command learns how to attach', async () => {
  const other = await holdInAnotherNode(server)
  await expect(lockDataDirectory(directory, server)).rejects.toThrow(
    `is in use by the server (process ${other.pid}): use that one at http://127.0.0.1:3000, stop it first, or set WARDROUND_DATA`,
  )
  const outcome = await tryLockDataDirectory(directory, command)
  expect(outcome).toMatchObject({
    kind: 'in use',
    inUse: { attachment: { pid: other.pid, databaseUrl: 'd', token: 't' } },
  })
  expect(statSync(join(directory, 'attach.json')).mode & 0o777).toBe(0o600)
  await other.kill()
})

test('kill -9 of the holder lets the lock go, and what it said is no longer trusted', async () => {
  const other = await holdInAnotherNode(server)
  await other.kill()
  const outcome = await tryLockDataDirectory(directory, command)
  expect(outcome.kind).toBe('held')
  if (outcome.kind !== 'held') return
  const second = await tryLockDataDirectory(directory, server)
  expect(second).toMatchObject({
    kind: 'in use',
    inUse: { attachment: undefined, holder: { holder: 'command', pid: process.pid } },
  })
  outcome.lock.release()
})

test('a server is refused while a command holds it, and may have it afterwards', async () => {
  const other = await holdInAnotherNode(command)
  await expect(lockDataDirectory(directory, server)).rejects.toThrow(
    /in use by wardround backup .*wait until it has finished/,
  )
  await expect(lockDataDirectory(directory, server)).rejects.toBeInstanceOf(Conflict)
  await other.kill()
  const lock = await lockDataDirectory(directory, server)
  lock.release()
  lock.release()
  const again = await lockDataDirectory(join(directory, '.'), server)
  again.release()
})

test('a missing directory is made, closed to others', async () => {
  const path = join(directory, 'new', 'data')
  const lock = await lockDataDirectory(path, server)
  expect(statSync(path).mode & 0o777).toBe(0o700)
  lock.release()
})

test('a directory made by a newer Wardround is refused', async () => {
  writeFileSync(join(directory, 'wardround.json'), JSON.stringify({ format: dataFormat + 1 }))
  const refused = lockDataDirectory(directory, server)
  await expect(refused).rejects.toThrow(/made by a newer version of Wardround \(format 2; this/)
  await expect(refused).rejects.toBeInstanceOf(Conflict)
})

test('a file, a path below a file and a damaged lock are each one sentence', async () => {
  const file = join(directory, 'file')
  writeFileSync(file, '')
  await expect(lockDataDirectory(file, server)).rejects.toThrow(/is a file, or lies below one/)
  await expect(lockDataDirectory(join(file, 'x'), server)).rejects.toThrow(/is a file, or lies/)
  writeFileSync(join(directory, 'wardround.lock'), 'x'.repeat(100))
  await expect(lockDataDirectory(directory, server)).rejects.toThrow(/wardround.lock .* is damaged/)
})

test.each([
  [Object.assign(new Error('x'), { code: 'EACCES' }), /may not write .* give it the right/],
  [Object.assign(new Error('x'), { code: 'ENOSPC' }), /disk .* is full: free some space/],
  [new Error('IO Error: Could not write: No space left on device'), /disk .* is full/],
  [Object.assign(new Error('x'), { code: 'EROFS' }), /read-only/],
  [new Error('something else'), /cannot be used \(something else\)/],
])('%s becomes a sentence that says what to do', (error, sentence) => {
  expect(dataDirectoryError('/d', error).message).toMatch(sentence)
})

test.each([
  ['Could not set lock: Conflicting lock is held in /usr/bin/node (PID 12). See', { pid: 12 }],
  ['File is already open in \nC:\\node.exe (PID 7)', { pid: 7 }],
  ['used by another process', { pid: undefined }],
  ['not a valid DuckDB database file', undefined],
])('a refusal of the lock is told from other errors: %s', (message, held) => {
  expect(parseHeldElsewhere(message)).toEqual(held)
})

test.each([
  ['{"format":1}', 1],
  ['{"format":"1"}', undefined],
  ['', undefined],
])('the format is read from %j', (text, format) => {
  expect(parseDataFormat(text)).toBe(format)
})
