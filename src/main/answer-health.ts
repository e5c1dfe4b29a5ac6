import { setTimeout as wait } from 'node:timers/promises'
import type { Context, Hono } from 'hono'
import type { Registry } from '#registry/registry.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'

/**
 * Answers who watches the server. `/readyz` is what a load balancer asks: without the store of rows it
 * stays ready, since everything but rows works and a stop must reach somebody. `/readyz/rows` is 503
 * until rows are taken again.
 */
export const answerHealth = (
  app: Hono,
  registry: Pick<Registry, 'health'>,
  telemetry: Pick<TelemetryStore, 'health'>,
): void => {
  const answer = async (c: Context, mustTakeRows: boolean): Promise<Response> => {
    const [pages, rows] = await Promise.all([
      answers(() => registry.health()),
      answers(() => withinPatience(telemetry.health())),
    ])
    const isReady = mustTakeRows ? rows : pages
    const stores = { registry: wordOf(pages), rows: wordOf(rows) }
    return c.json({ status: isReady ? 'ready' : 'not ready', ...stores }, isReady ? 200 : 503)
  }
  app.get('/healthz', (c) => c.json({ status: 'live' }))
  app.get('/readyz', (c) => answer(c, false))
  app.get('/readyz/rows', (c) => answer(c, true))
}

const answers = (ask: () => Promise<unknown>): Promise<boolean> =>
  ask().then(
    () => true,
    () => false,
  )

/** A load balancer takes a process away that answers late, and a stop must reach somebody. */
const PATIENCE_MS = 2000

const withinPatience = (asked: Promise<unknown>): Promise<unknown> =>
  Promise.race([
    asked,
    wait(PATIENCE_MS, undefined, { ref: false }).then(() => {
      throw new Error('It answers too late.')
    }),
  ])

const wordOf = (isThere: boolean): string => (isThere ? 'answers' : 'does not answer')
