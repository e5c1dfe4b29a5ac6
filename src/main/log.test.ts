import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openLog } from './log.js'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'wardround-log-'))
})

afterEach(() => {
  vi.restoreAllMocks()
  rmSync(directory, { recursive: true })
})

test('a line is in the file at once, and a later log goes on after it', () => {
  openLog(directory, 'info').info('first')
  openLog(directory, 'info').info('second')
  const lines = readFileSync(join(directory, 'log', 'wardround.log'), 'utf8')
    .trim()
    .split('\n')
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    'first',
    'second',
  ])
})

test.skipIf(!existsSync('/dev/full'))(
  'a full disk throws nothing: the line is told on standard error',
  () => {
    mkdirSync(join(directory, 'log'))
    symlinkSync('/dev/full', join(directory, 'log', 'wardround.log'))
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    openLog(directory, 'info').error('the database is gone')
    expect(said).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(
        /^The log cannot be written \(ENOSPC\): \{.*"the database is gone"\}\n$/,
      ),
    )
  },
)
