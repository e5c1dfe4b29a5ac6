import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { publicActor } from '#kernel/actor.js'
import { Invalid, NotFound, NotSignedIn } from '#kernel/errors.js'
import type { Doors } from '#kernel/operation.js'
import { testApp, type TestApp } from '../../tests/support/test-app.js'
import { command } from './command.js'
import { query, type QueryContext } from './query.js'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

let asked = 0
const whichTransaction = async ({ db }: QueryContext): Promise<string> => {
  asked += 1
  const { rows } = await sql<{ at: string }>`select now()::text || pg_backend_pid() as at`.execute(
    db,
  )
  return rows[0]?.at ?? ''
}
const input = z.object({ of: z.number().optional() })
const ask = query({ name: 'tests.ask', allow: ['public'], input, run: whichTransaction })
const askWithin = query({
  name: 'tests.ask-within',
  allow: ['public'],
  input,
  run: ({ read }, given) => read(ask, given),
})
const fail = query({
  name: 'tests.fail',
  allow: ['public'],
  input,
  run: ({ db }) => sql`select no_such_column from organisations`.execute(db),
})
const findNothing = query({
  name: 'tests.find-nothing',
  allow: ['public'],
  input,
  run: async () => {
    throw new NotFound('Nothing.')
  },
})
const changeNothing = command({
  name: 'tests.change-nothing',
  allow: ['public'],
  input,
  run: async () => ({ result: null, audit: 'nothing-changed' as const, events: [] }),
})
const doors = (): Doors => app.registry.pageDoorsFor(publicActor)

test('questions that follow upon each other are answered of one moment, the same one once', async () => {
  const { read } = doors()
  const before = asked
  const first = await read(ask, { of: 1 })
  expect(await Promise.all([read(ask, { of: 1 }), read(askWithin, { of: 1 })])).toEqual([
    first,
    first,
  ])
  expect(asked - before).toBe(1)
  expect(await read(ask, { of: 2 })).toBe(first)
  expect(asked - before).toBe(2)
  expect(await doors().read(ask, { of: 1 })).not.toBe(first)
})

test('what is asked after something was carried out is of a later moment', async () => {
  const { read, run } = doors()
  const first = await read(ask, {})
  await run(changeNothing, {})
  expect(await read(ask, {})).not.toBe(first)
})

test('the connection is given back as soon as nothing is asked', async () => {
  const { read } = doors()
  await read(ask, {})
  expect(app.registry.pool.idleCount).toBeLessThan(app.registry.pool.totalCount)
  await turn()
  for (
    let left = 200;
    left > 0 && app.registry.pool.idleCount < app.registry.pool.totalCount;
    left -= 1
  ) {
    await wait(5)
  }
  expect(app.registry.pool.idleCount).toBe(app.registry.pool.totalCount)
  await expect(read(ask, {})).resolves.toBeTruthy()
})

test('more pages at once than there are connections are all answered', async () => {
  const pages = Array.from({ length: 40 }, async (_, page) => {
    const { read, run } = doors()
    await read(ask, { of: page })
    await run(changeNothing, {})
    await read(ask, { of: page })
    await turn()
    return read(ask, { of: -page })
  })
  expect(await Promise.all(pages)).toHaveLength(40)
})

test('a fault in one question spoils no other; what is not found ends nothing', async () => {
  const { read } = doors()
  const first = await read(ask, { of: 1 })
  await expect(read(findNothing, {})).rejects.toThrow('Nothing.')
  expect(await read(ask, { of: 2 })).toBe(first)
  await expect(read(fail, {})).rejects.toThrow('no_such_column')
  expect(await read(ask, { of: 2 })).not.toBe(first)
})

test('a question that is not understood or not allowed is refused before anything is opened', async () => {
  const forPeople = query({
    name: 'tests.for-people',
    allow: ['signed-in'],
    input,
    run: whichTransaction,
  })
  await expect(doors().read(ask, { of: 'many' })).rejects.toThrow(Invalid)
  await expect(doors().read(forPeople, {})).rejects.toThrow(NotSignedIn)
})
