import { createWriteStream, existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { Invalid } from '#kernel/errors.js'
import { withoutDeletions } from '#registry/deletion-lock.js'
import { errorText } from '#registry/embedded/error-parts.js'
import type { Config } from '../config.js'
import { writeFileWhole } from '../data-directory/write-file-whole.js'
import { askForTelemetry } from '../local-door.js'
import { openForCommand, type OpenedForCommand } from '../open-for-command.js'
import { openDirectoryStore } from '#files/directory-store.js'
import { readContents } from './contents.js'
import { copyDocuments, missingFrom, readNamedDigests } from './documents.js'
import { backupPaths, isUnfinished, MANIFEST, UNFINISHED, type Manifest } from './manifest.js'
import { movedOf, type Moved } from './moved.js'
import { onOwnConnection } from './own-connection.js'
import { PASSPORT_KEY_FILE } from '#modules/evidence/index.js'
import { copyTarget, quoted, readTables, type RegistryTable } from './registry-tables.js'
import { exportTelemetry } from './telemetry-files.js'

/**
 * Writes a backup of a running or a stopped instance: the registry as one snapshot, then telemetry
 * and documents, which only grow under it: rows of windows that become final meanwhile are deleted
 * afterwards. Documents of a bucket are in it too. The directory holds personal data and the secret: it is
 * made 0700. Throws Invalid when it is not empty or may not be written. What fails leaves it empty, or
 * not there where it was not; what is stopped leaves only the part of it that is named unfinished.
 */
export const backUp = async (
  config: Config,
  target: string,
  progress: (line: string) => void,
): Promise<Moved> => {
  const directory = resolve(target)
  const isMade = await makeEmpty(directory)
  try {
    const unfinished = join(directory, UNFINISHED)
    await mkdir(unfinished, { mode: 0o700 })
    const manifest = await writeInto(config, unfinished, progress)
    await putInPlace(unfinished, directory)
    return movedOf(directory, manifest, manifest.missing_documents)
  } catch (problem) {
    // Half a backup must not be taken for one; what another user's server wrote may have to stay.
    await clear(directory, isMade).catch(() => undefined)
    throw problem
  }
}

const writeInto = async (
  config: Config,
  directory: string,
  progress: (line: string) => void,
): Promise<Manifest> => {
  const paths = backupPaths(directory)
  const opened = await openForCommand(config, 'wardround backup')
  try {
    const { registry, telemetry } = await withoutDeletions(
      opened.wardround.registry.pool,
      async () => {
        progress('Copying the registry …')
        const copied = await copyRegistry(opened, paths.registry)
        progress('Copying telemetry …')
        const exported = opened.server
          ? await askForTelemetry(opened.server, paths.telemetry)
          : await exportTelemetry(opened.wardround.telemetry, paths.telemetry)
        return { registry: copied, telemetry: exported }
      },
    )
    progress('Copying documents …')
    const { documents, ...parts } = registry
    await copyDocuments(config, documents, paths.files)
    await copySecrets(config, paths)
    const manifest: Manifest = {
      format: 'wardround-backup',
      version: 1,
      made_at: new Date().toISOString(),
      ...parts,
      telemetry,
      missing_documents: await missingFrom(openDirectoryStore(paths.files), documents),
      contents: await readContents(directory),
    }
    writeFileWhole(paths.manifest, `${JSON.stringify(manifest, null, 2)}\n`)
    return manifest
  } finally {
    await opened.close()
  }
}

// The manifest last: until it stands there, the backup reads as unfinished.
const putInPlace = async (unfinished: string, directory: string): Promise<void> => {
  const parts = (await readdir(unfinished)).filter((name) => name !== MANIFEST)
  for (const name of [...parts, MANIFEST]) {
    await rename(join(unfinished, name), join(directory, name))
  }
  await rmdir(unfinished)
}

/** Throws Invalid unless the directory is empty; true where it was made. */
const makeEmpty = async (directory: string): Promise<boolean> => {
  const isMade = !existsSync(directory)
  const there = await readOrMake(directory).catch((problem: unknown) => {
    throw new Invalid(`The backup cannot be written into ${directory} (${errorText(problem)}).`)
  })
  if (isUnfinished(directory)) {
    throw new Invalid(
      `${directory} holds a backup that was stopped before it was whole: delete it, or name a directory that does not exist.`,
    )
  }
  if (there.length > 0) {
    throw new Invalid(`${directory} is not empty: name a directory that does not exist.`)
  }
  return isMade
}

const clear = async (directory: string, isMade: boolean): Promise<void> => {
  for (const name of await readdir(directory)) {
    await rm(join(directory, name), { recursive: true, force: true })
  }
  if (isMade) await rmdir(directory)
}

const readOrMake = async (directory: string): Promise<string[]> => {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await chmod(directory, 0o700)
  return readdir(directory)
}

type RegistryPart = Pick<Manifest, 'migrations' | 'tables' | 'deliveries'> & {
  /** The digests of the documents that it names. */
  documents: string[]
}

const copyRegistry = async (opened: OpenedForCommand, directory: string): Promise<RegistryPart> => {
  await mkdir(directory, { mode: 0o700 })
  return onOwnConnection(opened, async (client) => {
    await client.query('begin isolation level repeatable read read only')
    const migrations = await client.query<Manifest['migrations'][number]>(
      'select number, name, digest from migrations order by number',
    )
    const tables: Manifest['tables'] = []
    for (const table of await readTables(client)) {
      tables.push({ ...table, rows: await copyTable(client, table, directory) })
    }
    const deliveries = await client.query<{ data: { eventId: string; handler: string } }>(
      `select data from jobs.job where name = 'deliveries' and state in ('created', 'retry', 'active')`,
    )
    return {
      migrations: migrations.rows,
      tables,
      documents: await readNamedDigests(client),
      deliveries: deliveries.rows.map((row) => row.data),
    }
  })
}

// Row-level security binds the owner too; the role of the definer functions may read every table.
const copyTable = async (
  client: pg.ClientBase,
  table: RegistryTable,
  directory: string,
): Promise<number> => {
  await client.query(
    table.schema === 'public' ? 'set local role wardround_definer' : 'set local role none',
  )
  const columns = copyTarget(client, table).slice(quoted(client, table).length + 2, -1)
  const stream = client.query(
    copyTo(`copy (select ${columns} from ${quoted(client, table)}) to stdout`),
  )
  const path = join(directory, `${table.schema}.${table.name}.copy`)
  await pipeline(stream, createWriteStream(path, { mode: 0o600, flush: true }))
  return stream.rowCount
}

const copySecrets = async (
  config: Config,
  paths: ReturnType<typeof backupPaths>,
): Promise<void> => {
  await copyFile(join(config.dataDirectory, 'secret'), paths.secret)
  // Made on first use, so there may be none yet.
  const passportKey = join(config.dataDirectory, PASSPORT_KEY_FILE)
  if (existsSync(passportKey)) await copyFile(passportKey, paths.passportKey)
}
