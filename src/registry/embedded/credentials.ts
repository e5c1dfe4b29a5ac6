import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { z } from 'zod'
import { Unavailable } from '#kernel/errors.js'

const credentialsSchema = z.object({ superuser: z.string().min(1), owner: z.string().min(1) })

/** The two passwords of an embedded PostgreSQL: `superuser` only prepares, `owner` is Wardround's. */
export type Credentials = z.infer<typeof credentialsSchema>

/** Reads the passwords, or undefined when none were made yet. Throws Unavailable. */
export function readCredentials(path: string): Credentials | undefined {
  if (!existsSync(path)) return undefined
  try {
    return credentialsSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    throw new Unavailable(
      `The database passwords in ${path} cannot be read: restore that file from a backup.`,
      { cause: error },
    )
  }
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
