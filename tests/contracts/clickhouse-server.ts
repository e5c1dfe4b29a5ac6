import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const START_MS = 60_000

/** A ClickHouse server of the tests' own. */
export interface ClickHouseServer {
  url: string
  /** Ends it with kill -9 and starts it again on the same data. */
  crash(): Promise<void>
  stop(): Promise<void>
}

/** Whether the development packages hold a ClickHouse for this platform (they do not for Windows). */
export const hasClickHouse = (): boolean => library() !== undefined && bun() !== undefined

/** Starts a server on free loopback ports with its data in a new temporary directory. */
export const startClickHouse = async (): Promise<ClickHouseServer> => {
  const data = await mkdtemp(join(tmpdir(), 'wardround-clickhouse-'))
  const ports = [String(await freePort()), String(await freePort())] as const
  const url = `http://127.0.0.1:${ports[0]}/default`
  let kill = await startProcess(url, [data, ...ports])
  return {
    url,
    crash: async () => {
      await kill()
      kill = await startProcess(url, [data, ...ports])
    },
    stop: async () => {
      await kill()
      await rm(data, { recursive: true, force: true })
    },
  }
}

const startProcess = async (url: string, args: readonly string[]): Promise<() => Promise<void>> => {
  const script = join(ROOT, 'tools/clickhouse/server.ts')
  const child = spawn(bun() ?? '', [script, library() ?? '', ...args], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
  }
  const until = Date.now() + START_MS
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > until) {
      await kill()
      throw new Error('The ClickHouse server of the tests did not start.')
    }
    await wait(100)
  }
  return kill
}

const library = (): string | undefined =>
  ['linux-x64-gnu', 'linux-arm64-gnu', 'darwin-arm64', 'darwin-x64']
    .filter((name) => name.startsWith(`${process.platform}-${process.arch}`))
    .map((name) => `lib-${name}/libchdb.${process.platform === 'darwin' ? 'dylib' : 'so'}`)
    .map((file) => join(ROOT, 'node_modules/@chdb', file))
    .find((file) => existsSync(file))

// bun's install script moves the binary of the platform's package into its own; it may not have run.
const bun = (): string | undefined => {
  const arch = process.arch === 'arm64' ? 'aarch64' : process.arch
  return ['bun/bin/bun.exe', `@oven/bun-${process.platform}-${arch}/bin/bun`]
    .map((file) => join(ROOT, 'node_modules', file))
    .find((file) => existsSync(file) && statSync(file).size > 1_000_000)
}

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(new URL('/ping', url))).ok
  } catch {
    return false
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
