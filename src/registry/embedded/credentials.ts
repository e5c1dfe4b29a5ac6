import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { Unavailable } from '#kernel/errors.js'

/** The two passwords of an embedded PostgreSQL: `superuser` only prepares, `owner` is Wardround's. */
export interface Credentials {
  superuser: string
  owner: string
}

/** Reads the passwords, or undefined when none were made yet. Throws Unavailable. */
export function readCredentials(path: string): Credentials | undefined {
  if (!existsSync(path)) return undefined
  const held = JSON.parse(readFileSync(path, 'utf8')) as Partial<Credentials>
  if (typeof held.superuser === 'string' && typeof held.owner === 'string') {
    return { superuser: held.superuser, owner: held.owner }
  }
  throw new Unavailable(`The file ${path} does not hold the database passwords: restore it from a backup.`)
}

/** Makes new passwords and keeps them in a file that only its owner can read (0600), durably. */
export function makeCredentials(path: string): Credentials {
  const made = {
    superuser: randomBytes(24).toString('base64url'),
    owner: randomBytes(24).toString('base64url'),
  }
  const unfinished = `${path}.unfinished`
  const file = openSync(unfinished, 'w', 0o600)
  writeSync(file, `${JSON.stringify(made)}\n`)
  fsyncSync(file)
  closeSync(file)
  renameSync(unfinished, path)
  return made
}
