import { existsSync } from 'node:fs'
import { cp, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { openDirectoryStore } from '#files/directory-store.js'
import type { FileStore } from '#files/file-store.js'
import { Conflict } from '#kernel/errors.js'
import type { Config } from '../config.js'
import { openFiles } from '../open-files.js'
import { readTables } from './registry-tables.js'

/** Tables whose `digest` is that of a document; digests of other tables are of records. */
const NAMING_TABLES = new Set(['evidence_documents', 'model_cards'])

/** The digests of all documents that the registry names, sorted; to be called in a transaction. */
export const readNamedDigests = async (client: pg.ClientBase): Promise<string[]> => {
  const tables = (await readTables(client)).filter((one) => NAMING_TABLES.has(one.name))
  const each = tables.map(({ name }) => `select digest from ${name} where digest is not null`)
  await client.query('set local role wardround_definer')
  const { rows } = await client.query<{ digest: string }>(each.join(' union '))
  await client.query('set local role none')
  return rows.map((row) => row.digest).toSorted()
}

/**
 * Copies documents into a backup: the whole directory they lie in or, where they lie in a bucket, each
 * one that the registry names. Throws Unavailable when the bucket does not answer.
 */
export const copyDocuments = async (
  config: Config,
  named: readonly string[],
  target: string,
): Promise<void> => {
  const directory = join(config.dataDirectory, 'files')
  if (existsSync(directory)) await cp(directory, target, { recursive: true })
  if (!config.s3) return
  const [bucket, backup] = [openFiles(config), openDirectoryStore(target)]
  for (const digest of named) {
    const bytes = await bucket.find(digest)
    if (bytes) await backup.keep(bytes)
  }
}

/**
 * Puts the documents of a backup where this installation keeps documents. Throws Conflict when the
 * bucket holds something else in the place of one.
 */
export const restoreDocuments = async (config: Config, source: string): Promise<void> => {
  if (!existsSync(source)) return
  if (!config.s3) return cp(source, join(config.dataDirectory, 'files'), { recursive: true })
  const bucket = openFiles(config)
  for (const digest of await digestsIn(source)) {
    await bucket.keep(await readFile(join(source, digest.slice(0, 2), digest)))
    if (await bucket.find(digest)) continue
    throw new Conflict(
      `The bucket holds something else where document ${digest} belongs: restore into an empty place of it.`,
    )
  }
}

/** Which of these documents a store does not hold as they were. Throws Unavailable when it does not answer. */
export const missingFrom = async (
  store: FileStore,
  named: readonly string[],
): Promise<string[]> => {
  const missing: string[] = []
  for (const digest of named) if (!(await store.find(digest))) missing.push(digest)
  return missing
}

// What an interrupted writing left beside the documents bears no digest as its name.
const digestsIn = async (directory: string): Promise<string[]> =>
  (await readdir(directory, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile() && /^[0-9a-f]{64}$/.test(one.name))
    .map((one) => one.name)
