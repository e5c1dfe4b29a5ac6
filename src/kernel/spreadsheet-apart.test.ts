import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LimitReached } from './errors.js'
import { SpreadsheetFault } from './spreadsheet.js'
import { readSpreadsheetApart, SPREADSHEET_WORKER } from './spreadsheet-apart.js'
import { bundleWorker } from './testing/bundle-worker.js'
import { cell, workbook } from './testing/make-workbook.js'

const MOST = 30 * 1024 * 1024
const SOON = { time: 300, heap: 64, memory: 4000, cells: 1000 }

let folder = ''
let worker = SPREADSHEET_WORKER
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'excel-'))
  worker = await bundleWorker(folder, new URL('./spreadsheet-worker.ts', import.meta.url))
})
afterAll(() => rm(folder, { recursive: true }))

const programOf = async (name: string, code: string): Promise<URL> => {
  const path = join(folder, `${name}.mjs`)
  await writeFile(path, code)
  return pathToFileURL(path)
}

const small = workbook(
  `<row r="1">${cell('A1', 'Ref')}${cell('C1', 'Name')}</row><row r="3"><c r="A3"><v>0.10</v></c></row>`,
)
const read = (bytes: Uint8Array) => readSpreadsheetApart(bytes, MOST, worker)
const failsAs = (because: string) => expect.objectContaining({ because })

test('a sheet is read in a thread of its own, up to what is filled of each row', async () => {
  expect(await read(small)).toEqual([['Ref', '', 'Name'], [], ['0.10']])
})

test('what is no spreadsheet, or too large, is said as it is where it is read', async () => {
  await expect(read(new TextEncoder().encode('PK'))).rejects.toEqual(failsAs('unreadable'))
  await expect(readSpreadsheetApart(small, 100, worker)).rejects.toEqual(
    failsAs('too-large-unzipped'),
  )
})

test('one with more cells than any log is not carried over', async () => {
  const most = { ...SOON, time: 15_000, cells: 3 }
  await expect(readSpreadsheetApart(small, MOST, worker, most)).rejects.toEqual(
    failsAs('too-large-unzipped'),
  )
  expect(await readSpreadsheetApart(small, MOST, worker, { ...most, cells: 4 })).toHaveLength(3)
})

test('one that takes too long is ended while the server goes on, and three at once are enough', async () => {
  const hangs = await programOf('hangs', 'for (;;) {}')
  const reading = [1, 2, 3].map(() => readSpreadsheetApart(small, MOST, hangs, SOON))
  await expect(read(small)).rejects.toThrow(LimitReached)
  for (const one of await Promise.allSettled(reading))
    expect(one).toMatchObject({ status: 'rejected', reason: failsAs('too-long') })
  expect(await read(small)).toHaveLength(3)
})

test('one that takes too much memory is ended', async () => {
  const grows = await programOf('grows', 'const all = []; for (;;) all.push({ all: [...all] })')
  const little = { ...SOON, time: 20_000, heap: 32 }
  await expect(readSpreadsheetApart(small, MOST, grows, little)).rejects.toThrow(SpreadsheetFault)
})
