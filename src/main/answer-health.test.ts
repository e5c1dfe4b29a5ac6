import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { answerHealth } from './answer-health.js'

test('a store of rows that hangs holds up no load balancer, which would take a stop away', async () => {
  const app = new Hono()
  answerHealth(app, { health: () => Promise.resolve() }, { health: () => new Promise(() => {}) })
  const began = performance.now()
  const [ready, rows] = await Promise.all([app.request('/readyz'), app.request('/readyz/rows')])
  expect(performance.now() - began).toBeLessThan(3500)
  expect([ready.status, await ready.json()]).toEqual([
    200,
    { status: 'ready', registry: 'answers', rows: 'does not answer' },
  ])
  expect(rows.status).toBe(503)
})
