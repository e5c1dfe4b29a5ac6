import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { errorCode } from './error-parts.js'

const starting = new Set(['57P03', 'ENOENT', 'ECONNREFUSED', 'ECONNRESET'])

async function tryToConnect(url: string): Promise<Client | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    const code = errorCode(error)
    if (code === '' || starting.has(code)) return undefined
    throw error
  }
}

/**
 * Waits until a starting server answers and returns an open connection. Recovery after a crash may
 * take minutes and is waited for (ten); throws when the server ends or refuses us.
 */
export async function waitUntilReady(
  url: string,
  exited: Promise<void>,
  onProgress: (message: string) => void,
): Promise<Client> {
  const state = { ended: false }
  void exited.then(() => (state.ended = true))
  let told = false
  for (const start = Date.now(); Date.now() - start < 600_000; await sleep(25)) {
    if (state.ended) throw new Error('the server ended while starting')
    const client = await tryToConnect(url)
    if (client) return client
    if (told || Date.now() - start < 5000) continue
    told = true
    onProgress('The database is recovering after an unclean stop; this can take a few minutes')
  }
  throw new Error('the server did not answer within ten minutes')
}

/** The last 2,000 characters of a log file, or nothing where there is none. */
export function readLogTail(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8').slice(-2000) : ''
}
