import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Conflict, Unavailable } from '#kernel/errors.js'
import { makeCredentials, readCredentials, type Credentials } from './credentials.js'
import { asCommand, giveTo, type Launcher } from './launcher.js'
import type { Layout } from './layout.js'
import type { PostgresBinaries } from './postgres-binaries.js'

/** The name of the initdb superuser, which only creates roles and the database. */
export const superuser = 'postgres'

/** The environment for PostgreSQL programs: nothing of ours, and no locale of the terminal. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'HOME']
  const pairs = kept.map((name) => [name, process.env[name]] as const)
  return Object.fromEntries([...pairs.filter(([, value]) => value !== undefined), ['LC_ALL', 'C']])
}

function localeOptions(): string[] {
  const builtin = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  return [...builtin, process.platform === 'linux' ? '--locale=C.UTF-8' : '--locale=C']
}

/** The major version of the PostgreSQL programs, such as 18. */
function binariesVersion(binaries: PostgresBinaries): number {
  const { stdout, error } = spawnSync(binaries.postgres, ['--version'], { encoding: 'utf8' })
  const version = /\(PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1]
  if (version) return Number(version)
  throw new Unavailable(
    `The PostgreSQL that comes with Wardround does not run on this machine (${error?.message ?? 'no version printed'}): set DATABASE_URL to a PostgreSQL of your own.`,
    { cause: error },
  )
}

/** Refuses a cluster made by another major version of PostgreSQL. Throws Conflict. */
function checkClusterVersion(layout: Layout, installed: number): void {
  const made = Number(readFileSync(join(layout.cluster, 'PG_VERSION'), 'utf8').trim())
  if (made === installed) return
  const advice =
    made > installed
      ? 'start it with the newer Wardround that made it'
      : 'make a backup with the Wardround that made it and restore it into a new data directory'
  throw new Conflict(
    `The database in ${layout.directory} was made by PostgreSQL ${made} and this Wardround brings PostgreSQL ${installed}: ${advice}.`,
  )
}

function initdb(
  binaries: PostgresBinaries,
  launcher: Launcher,
  layout: Layout,
  password: string,
  throwaway: boolean,
) {
  const passwordFile = join(layout.directory, 'password.unfinished')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  giveTo(launcher, passwordFile)
  const [program, rest] = asCommand(launcher, binaries.initdb)
  const options = [`--username=${superuser}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  if (throwaway) options.push('--no-sync')
  const result = spawnSync(
    program,
    [...rest, '-D', layout.unfinished, ...localeOptions(), ...options],
    { ...launcher.user, env: postgresEnvironment(), cwd: layout.directory, encoding: 'utf8' },
  )
  rmSync(passwordFile, { force: true })
  if (result.status === 0) return
  const reason = lastLine(result.stderr) || result.error?.message || `exit code ${result.status}`
  throw new Unavailable(
    `PostgreSQL could not make its database in ${layout.directory} (${reason}): check that the disk has room and that this user may write there.`,
  )
}

/** The last line that is not empty. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? ''
}

/**
 * Makes the cluster where there is none, whole or not at all, and returns its passwords.
 * Throws Unavailable when initdb fails or the passwords of an existing cluster are lost.
 */
export function prepareCluster(
  binaries: PostgresBinaries,
  launcher: Launcher,
  layout: Layout,
  throwaway = false,
): Credentials {
  const held = readCredentials(layout.credentials)
  if (existsSync(layout.cluster)) {
    checkClusterVersion(layout, binariesVersion(binaries))
    if (held) return held
    throw new Unavailable(
      `The file ${layout.credentials} with the database passwords is missing: restore it from a backup.`,
    )
  }
  const credentials = held ?? makeCredentials(layout.credentials)
  rmSync(layout.unfinished, { recursive: true, force: true })
  initdb(binaries, launcher, layout, credentials.superuser, throwaway)
  renameSync(layout.unfinished, layout.cluster)
  return credentials
}
