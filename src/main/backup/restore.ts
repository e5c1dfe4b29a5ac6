import { existsSync } from 'node:fs'
import { copyFile, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type pg from 'pg'
import { PASSPORT_KEY_FILE } from '#modules/evidence/index.js'
import { Conflict } from '#kernel/errors.js'
import type { Config } from '../config.js'
import { openFiles } from '../open-files.js'
import { openForCommand, type OpenedForCommand } from '../open-for-command.js'
import { checkContents } from './contents.js'
import { missingFrom, readNamedDigests, restoreDocuments } from './documents.js'
import { backupPaths, readManifest, type Manifest } from './manifest.js'
import { movedOf, type Moved } from './moved.js'
import { onOwnConnection } from './own-connection.js'
import { checkEmpty, checkSameMigrations, readRegistry } from './read-registry.js'
import { importTelemetry } from './telemetry-files.js'

/**
 * Reads a backup into an installation that holds nothing yet. Every file is checked against the
 * manifest before anything is written; the registry comes in one transaction that commits last, so
 * what fails leaves no records and may be tried again. Throws Invalid for a damaged backup or one
 * of another version, Conflict when the target is not empty or a server runs on it. Documents go where
 * this installation keeps them, and those that the registry names are looked for there.
 */
export const restore = async (
  config: Config,
  source: string,
  progress: (line: string) => void,
): Promise<Moved> => {
  const directory = resolve(source)
  const manifest = readManifest(directory)
  progress('Checking the backup …')
  await checkContents(directory, manifest)
  await checkNoFiles(config)
  const opened = await openForCommand(config, 'wardround restore')
  try {
    if (opened.server) throw new Conflict('A server runs on this data directory: stop it first.')
    const missing = await inTransaction(opened, async (client) => {
      await checkSameMigrations(client, manifest)
      await checkEmpty(client)
      progress('Reading the registry …')
      await readRegistry(client, manifest, backupPaths(directory).registry)
      await queueDeliveries(opened, client, manifest)
      progress('Reading telemetry …')
      await readTelemetry(opened, backupPaths(directory).telemetry)
      progress('Reading documents …')
      await restoreDocuments(config, backupPaths(directory).files)
      await readSecrets(config, directory)
      return missingFrom(openFiles(config), await readNamedDigests(client))
    })
    return movedOf(directory, manifest, missing)
  } finally {
    await opened.close()
  }
}

const checkNoFiles = async (config: Config): Promise<void> => {
  const files = join(config.dataDirectory, 'files')
  if (!existsSync(files) || (await readdir(files)).length === 0) return
  throw new Conflict(
    `${files} holds files already: restore into an empty data directory (set WARDROUND_DATA).`,
  )
}

const inTransaction = <T>(
  opened: OpenedForCommand,
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T> =>
  onOwnConnection(opened, async (client) => {
    await client.query('begin')
    const result = await work(client)
    // What is not committed is gone with the connection.
    await client.query('commit')
    return result
  })

const queueDeliveries = async (
  opened: OpenedForCommand,
  client: pg.ClientBase,
  manifest: Manifest,
): Promise<void> => {
  for (const delivery of manifest.deliveries) {
    await opened.wardround.registry.jobs.deliver(delivery, {
      executeSql: (text, values) => client.query(text, values),
    })
  }
}

const readTelemetry = async (opened: OpenedForCommand, directory: string): Promise<void> => {
  const { conflicts } = await importTelemetry(opened.wardround.telemetry, directory)
  if (conflicts === 0) return
  throw new Conflict(
    `${conflicts} telemetry events are there already with other content: restore into an empty data directory.`,
  )
}

const readSecrets = async (config: Config, directory: string): Promise<void> => {
  const paths = backupPaths(directory)
  await copyFile(paths.secret, join(config.dataDirectory, 'secret'))
  if (existsSync(paths.passportKey))
    await copyFile(paths.passportKey, join(config.dataDirectory, PASSPORT_KEY_FILE))
}
