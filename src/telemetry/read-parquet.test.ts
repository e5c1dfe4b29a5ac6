import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Invalid } from '#kernel/errors.js'
import { writeParquet } from '../../tests/support/write-parquet.js'
import { readParquet } from './read-parquet.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parquet-'))
})
afterAll(() => rm(folder, { recursive: true }))

it('reads columns of every kind as text, nulls as empty, from a path that looks like a pattern', async () => {
  const path = join(folder, "it's [1].parquet")
  const query = "select date '2026-03-01' d, 0.1::double x, null n, 12345678901234567 i, 'é' t"
  await writeParquet(path, query)
  expect(await readParquet(path, 10)).toEqual({
    columns: ['d', 'x', 'n', 'i', 't'],
    rows: [['2026-03-01', '0.1', '', '12345678901234567', 'é']],
  })
})

it('stops at the most rows', async () => {
  const path = join(folder, 'many.parquet')
  await writeParquet(path, 'select i from range(100) t(i)')
  expect((await readParquet(path, 7)).rows).toHaveLength(7)
})

it('refuses what is not Parquet, in a sentence', async () => {
  const path = join(folder, 'not.parquet')
  await writeFile(path, 'PAR1 and nothing else')
  await expect(readParquet(path, 10)).rejects.toThrow(Invalid)
})
