import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const START_MS = 60_000

/** Two ClickHouse servers of the tests' own that are one cluster. */
export interface ClickHouseCluster {
  /** The address for TELEMETRY_URL: the first server is the entrance, both are shards. */
  url: string
  /** The database of the rows on each shard. */
  shardUrls: readonly string[]
  /** Ends the second server with kill -9. */
  kill(): Promise<void>
  /** Starts it again on the same data. */
  revive(): Promise<void>
  stop(): Promise<void>
}

/** Whether the development packages hold a ClickHouse for this platform (they do not for Windows). */
export const hasClickHouse = (): boolean => library() !== undefined && bun() !== undefined

/** Starts two servers on free loopback ports with their data in a new temporary directory. */
export const startClickHouseCluster = async (): Promise<ClickHouseCluster> => {
  const data = await mkdtemp(join(tmpdir(), 'wardround-clickhouse-'))
  const ports = await freePorts(4)
  const [http1 = 0, http2 = 0, tcp1 = 0, tcp2 = 0] = ports
  const config = join(data, 'cluster.xml')
  await writeFile(config, clusterXml([tcp1, tcp2]))
  const start = (name: string, http: number, tcp: number) =>
    startProcess(httpUrl(http), [join(data, name), config, String(http), String(tcp)])
  const [first, second] = await Promise.all([start('one', http1, tcp1), start('two', http2, tcp2)])
  let killSecond = second
  const shards = [http1, http2].map(httpUrl)
  const query = shards.map((shard) => `&shard=${encodeURIComponent(shard)}`).join('')
  return {
    url: `${httpUrl(http1)}/default?cluster=two${query}`,
    shardUrls: shards.map((shard) => `${shard}/default_local`),
    kill: () => killSecond(),
    revive: async () => {
      killSecond = await start('two', http2, tcp2)
    },
    stop: async () => {
      await Promise.all([first(), killSecond()])
      await rm(data, { recursive: true, force: true })
    },
  }
}

const httpUrl = (port: number): string => `http://127.0.0.1:${port}`

const clusterXml = (tcpPorts: readonly number[]): string => {
  const shards = tcpPorts.map(
    (port) => `<shard><replica><host>127.0.0.1</host><port>${port}</port></replica></shard>`,
  )
  return `<clickhouse><remote_servers><two>${shards.join('')}</two></remote_servers></clickhouse>`
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

const freePorts = async (count: number): Promise<number[]> => {
  const servers = await Promise.all(Array.from({ length: count }, listening))
  const ports = servers.map((server) => {
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  })
  for (const server of servers) server.close()
  return ports
}

const listening = (): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
