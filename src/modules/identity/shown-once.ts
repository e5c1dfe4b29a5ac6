/** Secrets kept in memory for their owner to see on the next page, and for no longer. */
export interface ShownOnce<Secret> {
  keep(owner: string, secret: Secret, now: Date): void
  /** What waits for the owner, or undefined when nothing does any more. */
  find(owner: string, now: Date): Secret | undefined
  forget(owner: string): void
}

const KEPT_MS = 10 * 60_000

/**
 * Keeps secrets in this process for ten minutes: they are stored hashed, so a page that is loaded
 * again after a redirect could not show them otherwise.
 */
export const shownOnce = <Secret>(): ShownOnce<Secret> => {
  const kept = new Map<string, { secret: Secret; until: number }>()
  const sweep = (now: Date) => {
    for (const [owner, { until }] of kept) if (until <= now.getTime()) kept.delete(owner)
  }
  return {
    keep: (owner, secret, now) => {
      sweep(now)
      kept.set(owner, { secret, until: now.getTime() + KEPT_MS })
    },
    find: (owner, now) => {
      sweep(now)
      return kept.get(owner)?.secret
    },
    forget: (owner) => {
      kept.delete(owner)
    },
  }
}
