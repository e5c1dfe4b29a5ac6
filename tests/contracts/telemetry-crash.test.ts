import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDuckDb } from '#telemetry/open-duckdb.js'
import { prediction, rowsOf } from './telemetry-events.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const SOURCE = `${ROOT}tests/contracts/append-forever.ts`
// Two folders below the root, as the sources are, so that the migrations are found.
const SCRIPT = `${ROOT}dist/contracts/append-forever.mjs`

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'wardround-crash-'))
  await build({
    entryPoints: [SOURCE],
    outfile: SCRIPT,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
    tsconfigRaw: { compilerOptions: { target: 'es2023' } },
    alias: { '#telemetry': `${ROOT}src/telemetry`, '#kernel': `${ROOT}src/kernel` },
  })
})
afterAll(async () => {
  await rm(directory, { recursive: true })
  await rm(SCRIPT)
})

/** Runs the appending process, kills it after so many acknowledged batches, gives the last one. */
const runAndKill = (path: string, batches: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [SCRIPT, path], { stdio: ['ignore', 'pipe', 'pipe'] })
    let seen = 0
    let last = -1
    let complaint = ''
    child.stderr.on('data', (data: Buffer) => (complaint += data.toString()))
    createInterface({ input: child.stdout }).on('line', (line) => {
      last = Number(line)
      seen += 1
      if (seen === batches) child.kill('SIGKILL')
    })
    child.once('close', () => (last < 0 ? reject(new Error(complaint)) : resolve(last)))
  })

it('DuckDB has every acknowledged event after kill -9, five times over, and no half batch', async () => {
  const path = join(directory, 'telemetry.duckdb')
  for (const batches of [1, 3, 20, 7, 11]) {
    const last = await runAndKill(path, batches)
    const store = await openDuckDb({ path })
    const scope = { organisationId: 'org_1', deploymentId: 'dep_1' }
    const { predictions } = await store.counts(scope)
    expect(predictions).toBeGreaterThanOrEqual((last + 1) * 100)
    expect(predictions % 100).toBe(0)
    const again = Array.from({ length: 100 }, (_, n) => prediction(`${last}-${n}`, n, n / 100))
    const results = await store.append(scope, { kind: 'predictions', events: again })
    expect(new Set(results)).toEqual(new Set(['duplicate']))
    expect(await rowsOf(store, scope)).toHaveLength(predictions)
    await store.close()
  }
})

it('a second process is refused the file, with a sentence', async () => {
  const path = join(directory, 'held.duckdb')
  const child = spawn(process.execPath, [SCRIPT, path], { stdio: ['ignore', 'pipe', 'ignore'] })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  await expect(openDuckDb({ path })).rejects.toThrow('is in use by another process')
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('close', resolve))
})
