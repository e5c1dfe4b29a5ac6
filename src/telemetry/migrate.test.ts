import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { expect, it } from 'vitest'
import { openDuckDb } from './open-duckdb.js'

it('opens a store again, and refuses one of a newer version with a sentence', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'wardround-migrate-'))
  const path = join(directory, 'telemetry.duckdb')
  for (const _ of [1, 2]) {
    const store = await openDuckDb({ path })
    expect(await store.health()).toEqual({ engine: 'duckdb', schemaVersion: 1 })
    await store.close()
  }
  const instance = await DuckDBInstance.create(path)
  const connection = await instance.connect()
  await connection.run('insert into schema_versions values (99, 0)')
  connection.closeSync()
  instance.closeSync()
  await expect(openDuckDb({ path })).rejects.toThrow('made by a newer Wardround (schema 99')
  await rm(directory, { recursive: true })
})
