import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/registry/embedded/index.js'
import { layoutOf } from '../../src/registry/embedded/layout.js'
import { isAlive, stopOrphan } from '../../src/registry/embedded/orphan.js'
import { findPostgresBinaries } from '../../src/registry/embedded/postgres-binaries.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test asks for the shared PostgreSQL; the first to ask starts it. */
    testPostgresDoor: string
  }
}

const prefix = 'wardround-test-'

/** Ends and removes what an earlier run, killed before its end, has left in the temp directory. */
async function sweepEarlierRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const owner = /^wardround-test-(\d+)-/.exec(name)?.[1]
    if (!owner || isAlive(Number(owner))) continue
    const directory = join(tmpdir(), name)
    await stopOrphan(layoutOf(join(directory, 'data')), findPostgresBinaries())
    rmSync(directory, { recursive: true, force: true })
  }
}

function startIn(directory: string): Promise<EmbeddedPostgres> {
  const dataDirectory = join(directory, 'data')
  mkdirSync(dataDirectory)
  const settings = { max_connections: '200' }
  const log = { info: () => {}, warn: () => {} }
  return startEmbeddedPostgres({ dataDirectory, log, settings, throwaway: true })
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address === 'object' && address) resolve(`http://127.0.0.1:${address.port}/`)
    })
  })
}

/** One PostgreSQL for a vitest run, started when the first test asks for it and ended at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepEarlierRuns()
  const directory = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
  let started: Promise<EmbeddedPostgres> | undefined
  const door = createServer((_request, response) => {
    started ??= startIn(directory)
    started.then(
      ({ url, superuserUrl }) => response.end(JSON.stringify({ url, superuserUrl })),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  project.provide('testPostgresDoor', await listen(door))
  door.unref()
  return async () => {
    door.close()
    const server = await started?.catch(() => undefined)
    await server?.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
