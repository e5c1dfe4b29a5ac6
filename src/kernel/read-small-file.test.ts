import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Invalid } from './errors.js'
import { readSmallFile } from './read-small-file.js'

let directory: string
const tooLarge = new Invalid('Too large.')
const read = (path: string, largest = 100) => readSmallFile(path, largest, () => tooLarge)
const file = (name: string, size: number): string => {
  const path = join(directory, name)
  writeFileSync(path, '')
  truncateSync(path, size)
  return path
}

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'small-file-'))
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

test('a file up to the limit is read whole, one of a byte more is refused', async () => {
  const path = join(directory, 'words.txt')
  writeFileSync(path, 'Words')
  expect((await read(path)).toString()).toBe('Words')
  expect(await read(file('full', 100))).toHaveLength(100)
  expect(await read(file('longer than a piece', 3_000_000), 3_000_000)).toHaveLength(3_000_000)
  await expect(read(file('over', 101))).rejects.toBe(tooLarge)
  await expect(read(file('huge', 2 ** 40))).rejects.toBe(tooLarge)
})

test.skipIf(process.platform === 'win32')('what is no ordinary file is refused', async () => {
  const pipe = join(directory, 'pipe')
  execFileSync('mkfifo', [pipe])
  for (const path of ['/dev/zero', pipe])
    await expect(read(path)).rejects.toThrow(
      new Invalid(`${path} is not an ordinary file. Save what it holds as a file first.`),
    )
  await expect(read(directory)).rejects.toThrow('is a directory. Give a file.')
  await expect(read(join(directory, 'none'))).rejects.toThrow('There is no file at')
})
