import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { makeIds } from '#kernel/ids.js'
import { systemClock } from '#kernel/time.js'
import { readAttachment } from '#main/data-directory/holder-file.js'
import { makeWorld, type World } from '../support/world.js'

/** A running server's database as its superuser sees it. */
export interface BehindTheScenes {
  clock: typeof systemClock
  world: World
  databaseUrl: string
  sql: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>
  close(): Promise<void>
}

/** Connects to the PostgreSQL that a server, or whoever knows its address, has started in a data directory. */
export const lookBehind = (
  dataDirectory: string,
  databaseUrl = readAttachment(dataDirectory)?.databaseUrl ?? '',
): BehindTheScenes => {
  const credentials = JSON.parse(
    readFileSync(join(dataDirectory, 'postgres', 'credentials.json'), 'utf8'),
  ) as { superuser: string }
  const url = new URL(databaseUrl)
  url.username = 'postgres'
  url.password = credentials.superuser
  const pool = new pg.Pool({ connectionString: url.href, max: 2 })
  pool.on('error', () => {})
  return {
    clock: systemClock,
    world: makeWorld(pool, makeIds(systemClock, randomBytes), systemClock),
    databaseUrl,
    sql: async (text, values) => (await pool.query(text, values)).rows,
    close: () => pool.end(),
  }
}
