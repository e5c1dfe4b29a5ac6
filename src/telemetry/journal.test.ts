import { appendFile, mkdtemp, readdir, readFile, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Journal, removePart } from './journal.js'
import type { TableRows } from './sql-engine.js'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'wardround-journal-'))
})
afterEach(() => rm(directory, { recursive: true }))

const outcomes = (...ids: string[]): TableRows => ({
  scope: { organisationId: 'o', deploymentId: 'd' },
  table: 'outcomes',
  rows: ids.map((id) => ({
    organisation_id: 'o',
    deployment_id: 'd',
    event_id: id,
    prediction_id: 'p',
    known_ms: 1,
    arrival: 2,
    outcome: 1,
  })),
})

const idsIn = async (path: string): Promise<string[]> =>
  (await readFile(path, 'utf8')).split('\n').flatMap((line) => line.split('\x1f')[2] ?? [])

it('gives what was written as a part, once, and begins another', async () => {
  const { journal } = await Journal.open(directory, 0)
  expect(await journal.take()).toBeNull()
  await journal.write([outcomes('a', 'b')])
  await journal.write([outcomes('c')])
  const part = await journal.take()
  expect(part).toMatchObject({ number: 1, files: [{ table: 'outcomes' }] })
  expect(await idsIn(part?.files[0]?.path ?? '')).toEqual(['a', 'b', 'c'])
  expect(await journal.take()).toBeNull()
  await journal.write([outcomes('d')])
  expect(await journal.take()).toMatchObject({ number: 2 })
})

it('keeps whole commits of a process that was killed, and drops one cut short', async () => {
  const { journal } = await Journal.open(directory, 0)
  await journal.write([outcomes('a')])
  await journal.write([outcomes('b', 'c')])
  const [name = ''] = await readdir(directory)
  const path = join(directory, name)
  const whole = (await readFile(path)).length
  await truncate(path, whole - 1)
  const after = await Journal.open(directory, 0)
  await journal.take()
  expect(await idsIn(after.left[0]?.files[0]?.path ?? '')).toEqual(['a'])
})

it.each([
  ['a line that is no commit', 'o\x1fd\x1fx\x1fp\x1f1\x1f2\x1f1\n'],
  ['a commit with another checksum', 'o\x1fd\x1fx\x1fp\x1f1\x1f2\x1f1\n\x1e14\x1f1\n'],
  ['zeros, as a power cut may leave', '\0\0\0\0'],
])('drops %s at the end', async (_, rest) => {
  const { journal } = await Journal.open(directory, 0)
  await journal.write([outcomes('a')])
  const [name = ''] = await readdir(directory)
  await appendFile(join(directory, name), rest)
  const { left } = await Journal.open(directory, 0)
  await journal.take()
  expect(await idsIn(left[0]?.files[0]?.path ?? '')).toEqual(['a'])
})

it('removes what the database has already, and never gives a number twice', async () => {
  const { journal } = await Journal.open(directory, 0)
  await journal.write([outcomes('a')])
  await journal.take()
  const { journal: after, left } = await Journal.open(directory, 1)
  expect(left).toEqual([])
  expect(await readdir(directory)).toEqual([])
  await after.write([outcomes('b')])
  const part = await after.take()
  expect(part?.number).toBe(2)
  if (part) await removePart(part)
  expect(await readdir(directory)).toEqual([])
})
