import { expect, test } from 'vitest'
import { Invalid, Unavailable } from '#kernel/errors.js'
import { openDuckDb } from './open-duckdb.js'
import { openLater } from './open-later.js'
import { reasonOf } from './reason-of.js'

const SCOPE = { organisationId: 'org_1', deploymentId: 'dep_1' }
const SPAN = { from: new Date(0), to: new Date(1) }

test('uses that wait together open it once, and one after a failure tries again', async () => {
  const attempts: string[] = []
  const { store, open } = openLater('duckdb', async () => {
    attempts.push(attempts.length === 0 ? 'refused' : 'opened')
    if (attempts.length === 1) throw new Unavailable('Nothing listens there.')
    return openDuckDb({ path: ':memory:' })
  })
  await expect(open()).rejects.toThrow('Nothing listens there.')
  const counts = await Promise.all([store.counts(SCOPE), store.counts(SCOPE), store.health()])
  expect(counts[0]).toEqual({ predictions: 0, outcomes: 0 })
  expect(attempts).toEqual(['refused', 'opened'])
  await store.close()
})

test('while it is out every use is to be tried later, whatever stands in the way, and says why inside', async () => {
  const { store } = openLater('clickhouse', async () => {
    throw new Invalid('Name the same shards.')
  })
  const rows = async () => {
    for await (const batch of store.joinedRows(SCOPE, SPAN)) expect(batch).toEqual([])
  }
  for (const use of [rows, () => store.tally(SCOPE, SPAN, []), () => store.health()]) {
    const refusal: unknown = await use().catch((thrown: unknown) => thrown)
    expect(refusal).toBeInstanceOf(Unavailable)
    expect(String(refusal)).not.toContain('shards')
    expect(reasonOf(refusal)).toBe('Name the same shards.')
  }
  await store.close()
})
