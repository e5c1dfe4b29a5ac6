import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Invalid } from '#kernel/errors.js'
import { writeParquet } from '../../tests/support/write-parquet.js'
import { type ParquetRows, readParquet } from './read-parquet.js'

const readAll = async (path: string): Promise<ParquetRows> => {
  const rows: (readonly string[])[] = []
  let columns: readonly string[] = []
  for await (const part of readParquet(path)) {
    columns = part.columns
    rows.push(...part.rows)
  }
  return { columns, rows }
}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parquet-'))
})
afterAll(() => rm(folder, { recursive: true }))

it('reads columns of every kind as text, nulls as empty, from a path that looks like a pattern', async () => {
  const path = join(folder, "it's [1].parquet")
  const query = "select date '2026-03-01' d, 0.1::double x, null n, 12345678901234567 i, 'é' t"
  await writeParquet(path, query)
  expect(await readAll(path)).toEqual({
    columns: ['d', 'x', 'n', 'i', 't'],
    rows: [['2026-03-01', '0.1', '', '12345678901234567', 'é']],
  })
})

it('reads many rows in parts, and no more than are asked for', async () => {
  const path = join(folder, 'many.parquet')
  await writeParquet(path, 'select i from range(10000) t(i)')
  expect((await readAll(path)).rows).toHaveLength(10_000)
  for await (const { rows } of readParquet(path)) {
    expect(rows.length).toBeLessThan(10_000)
    break
  }
})

it('refuses what is not Parquet, in a sentence', async () => {
  const path = join(folder, 'not.parquet')
  await writeFile(path, 'PAR1 and nothing else')
  await expect(readAll(path)).rejects.toThrow(Invalid)
})
