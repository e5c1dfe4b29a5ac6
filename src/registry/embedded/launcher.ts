import { spawnSync } from 'node:child_process'
import { chownSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Unavailable } from '#kernel/errors.js'

/** How PostgreSQL programs are started so that they do not run as root, which they refuse. */
export interface Launcher {
  /** The words to put in front of a program. */
  prefix: readonly string[]
  /** The user to change to, where the launcher changes user. */
  user?: Account
}

/** A user of this machine, by number. */
export interface Account {
  uid: number
  gid: number
}

const dedicatedUser = 'wardround'

/** The accounts of a passwd file that are not root's, in its order. */
export function parseAccounts(passwd: string): (Account & { name: string })[] {
  return passwd
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name: name ?? '', uid: Number(uid), gid: Number(gid) }))
    .filter((account) => account.name !== '' && account.uid > 0 && account.gid > 0)
}

function accounts(): (Account & { name: string })[] {
  try {
    return parseAccounts(readFileSync('/etc/passwd', 'utf8'))
  } catch {
    return []
  }
}

function unshareLauncher(): Launcher | undefined {
  const account = accounts()[0]
  if (!account || process.platform !== 'linux') return undefined
  const prefix = [
    'unshare',
    '-U',
    `--map-user=${account.uid}`,
    `--map-group=${account.gid}`,
    '--',
  ] as const
  const [program, ...options] = prefix
  const probe = spawnSync(program, [...options, 'true'], { stdio: 'ignore' })
  return probe.status === 0 ? { prefix } : undefined
}

function findOrMakeDedicatedUser(): Account | undefined {
  const find = () => accounts().find((account) => account.name === dedicatedUser)
  const found = find()
  if (found) return found
  const options = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin']
  spawnSync('useradd', [...options, dedicatedUser], { stdio: 'ignore' })
  return find()
}

/** The first directory on the way to `path` that others may not enter, or undefined. */
function firstClosedDirectory(path: string): string | undefined {
  const parents: string[] = []
  for (let at = path; ; at = dirname(at)) {
    parents.unshift(at)
    if (at === dirname(at)) break
  }
  return parents.find((directory) => (statSync(directory).mode & 0o001) === 0)
}

function setuidLauncher(dataDirectory: string, binaries: string): Launcher {
  const closed = firstClosedDirectory(dirname(dataDirectory)) ?? firstClosedDirectory(binaries)
  const user = closed ? undefined : findOrMakeDedicatedUser()
  if (user) return { prefix: [], user }
  const what = closed
    ? `the directory ${closed} is closed to other users`
    : `no user of its own could be made for the data directory ${dataDirectory}`
  throw new Unavailable(
    `PostgreSQL refuses to run as root, and ${what}: start Wardround as an ordinary user, or set DATABASE_URL.`,
  )
}

/**
 * Decides how to start PostgreSQL here: as we are; as root inside a user namespace; or as root with
 * a user of its own. Throws Unavailable, naming the directory in the way.
 */
export function chooseLauncher(dataDirectory: string, binaries: string): Launcher {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return { prefix: [] }
  return unshareLauncher() ?? setuidLauncher(dataDirectory, binaries)
}

/** The program to spawn and its first words, to run a PostgreSQL program with a launcher. */
export function asCommand(launcher: Launcher, program: string): [string, string[]] {
  const [first, ...rest] = launcher.prefix
  return first === undefined ? [program, []] : [first, [...rest, program]]
}

/** Gives a directory and what is in it to the launcher's user, where it has one. */
export function giveTo(launcher: Launcher, path: string): void {
  if (!launcher.user) return
  const { uid, gid } = launcher.user
  chownSync(path, uid, gid)
  if (!statSync(path).isDirectory()) return
  for (const name of readdirSync(path)) giveTo(launcher, join(path, name))
}
