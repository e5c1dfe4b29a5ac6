import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { testApp, type TestApp } from '../../tests/support/test-app.js'

// A disk without room: what was sent is refused whole, nothing typed is lost, and reading goes on.

let app: TestApp
let staff: Actor

beforeAll(async () => {
  app = await testApp()
  staff = await app.world.person(await app.world.organisation('Example Trust'), 'staff')
  await app.sql(`create function no_room() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`)
  await app.sql(
    `create trigger no_room before insert on events for each row execute function no_room()`,
  )
})
afterAll(() => app.close())

const HAPPENED = 'The tool read a picture of somebody else'
const FULL = /disk of this Wardround is full, so nothing of this was stored/

const stored = () =>
  app.sql(
    `select (select count(*) from concerns) as concerns, (select count(*) from audit) as audit`,
  )

test('a concern is refused with what to do and what was typed, by page and API', async () => {
  const before = await stored()
  const page = await app.post('/concerns/raise', staff, { whatHappened: HAPPENED, harm: 'no' })
  const text = await page.text()
  expect([page.status, text]).toEqual([503, expect.stringMatching(FULL)])
  expect(text).toContain(HAPPENED)
  const answer = await app.api('POST', '/concerns', staff, { whatHappened: HAPPENED, harm: 'no' })
  expect([answer.status, await answer.json()]).toEqual([
    503,
    expect.objectContaining({ code: 'unavailable', detail: expect.stringMatching(FULL) }),
  ])
  expect(await stored()).toEqual(before)
  expect((await app.get('/', staff)).status).toBe(200)
  // Who looks after the installation is told of both.
  expect(app.faults.splice(0)).toHaveLength(2)
})
