import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileWhole } from './data-directory/write-file-whole.js'

const BYTES = 48

/**
 * The secret that signs cookies and form tokens, made once and kept in the data directory (0600).
 * A new one signs everybody out and ends their authenticator apps, so a backup holds it too.
 */
export const readSecret = (dataDirectory: string): string => {
  const path = join(dataDirectory, 'secret')
  if (!existsSync(path)) {
    writeFileWhole(path, randomBytes(BYTES).toString('base64url'))
  }
  return readFileSync(path, 'utf8').trim()
}
