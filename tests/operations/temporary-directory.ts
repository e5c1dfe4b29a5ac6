import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A directory (0700) for the tests of one file, removed at their end. */
export const temporaryDirectory = (name: string): string => {
  const directory = mkdtempSync(join(tmpdir(), `wardround-${name}-`))
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}
