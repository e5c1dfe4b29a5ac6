import { setTimeout as sleep } from 'node:timers/promises'
import type { MonitoredKey } from './monitored-key.js'

/** What was sent and what was acknowledged. */
export interface Ledger {
  /** Product id by idempotency key, of those acknowledged. */
  products: Map<string, string>
  /** Idempotency keys sent whose answer never came. */
  unanswered: Set<string>
  /** Ids of prediction events acknowledged. */
  events: string[]
  next: number
}

/** An empty ledger. */
export const newLedger = (): Ledger => ({
  products: new Map(),
  unanswered: new Set(),
  events: [],
  next: 0,
})

/** Registers a product under an idempotency key and answers its id. Throws when no answer comes. */
export const sendProduct = async (url: string, key: string, name: string): Promise<string> => {
  const response = await fetch(`${url}/api/v1/products`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'idempotency-key': encodeURIComponent(name),
    },
    body: JSON.stringify({ name, isNew: true, version: { name: '1.0' } }),
  })
  const body = (await response.json()) as { id: string }
  if (response.status !== 201) throw new Error(`${response.status}: ${JSON.stringify(body)}`)
  return body.id
}

/** One time for all, so that what is sent again is the same. */
const AT = `${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)}T09:30:00Z`

/** Sends prediction events by id and answers how many were new and how many were there already. */
export const sendEvents = async (
  url: string,
  { key, deploymentId }: MonitoredKey,
  ids: readonly string[],
): Promise<{ accepted: number; duplicate: number; rejected: unknown[] }> => {
  const response = await fetch(`${url}/api/v1/deployments/${deploymentId}/predictions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(
      ids.map((id) => ({ event_id: id, prediction_id: id, at: AT, score: 0.5 })),
    ),
  })
  const body = (await response.json()) as {
    accepted: number
    duplicate: number
    rejected: unknown[]
  }
  if (response.status !== 200 || body.rejected.length > 0) {
    throw new Error(`${response.status}: ${JSON.stringify(body).slice(0, 500)}`)
  }
  return body
}

/** Writes products and events, several at once, until asked to stop or the server is gone. */
export const writeUntil = async (
  url: string,
  sender: MonitoredKey,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<void> => {
  const products = async () => {
    while (!signal.aborted) {
      ledger.next += 1
      const name = `product-${ledger.next}`
      ledger.unanswered.add(name)
      ledger.products.set(name, await sendProduct(url, sender.key, name))
      ledger.unanswered.delete(name)
    }
  }
  const events = async () => {
    while (!signal.aborted) {
      ledger.next += 1
      const ids = Array.from({ length: 20 }, (_, place) => `event-${ledger.next}-${place}`)
      await sendEvents(url, sender, ids)
      ledger.events.push(...ids)
      await sleep(5)
    }
  }
  // The server is killed under them: an answer that never comes is what is tested.
  await Promise.allSettled([products(), products(), products(), events(), events()])
}
