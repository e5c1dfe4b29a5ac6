import { setTimeout as pause } from 'node:timers/promises'
import type { Running } from './launch-postgres.js'

/** A PostgreSQL that is started again when it ends by itself. */
export interface KeptRunning {
  pid(): number
  /** Ends it for good. Doing it twice is harmless. */
  stop(): Promise<void>
}

/** How a server is started again at the same address, and ended in order. */
export interface KeepRunningParts {
  again: () => Promise<Running>
  end: (running: Running) => Promise<void>
  log: { info(message: string): void; warn(message: string): void }
  firstPauseMs?: number
}

const LONGEST_PAUSE_MS = 60_000

/**
 * Starts a PostgreSQL again when it ends by itself, as it does where the machine runs out of memory:
 * what asks it meanwhile is refused, and goes on when it is back. It is tried until it is stopped.
 */
export const keepRunning = (
  first: Running,
  { again, end, log, firstPauseMs = 1000 }: KeepRunningParts,
): KeptRunning => {
  let current = first
  const stopping = new AbortController()
  const { signal } = stopping

  const revive = async (): Promise<void> => {
    for (let wait = firstPauseMs; !signal.aborted; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      try {
        current = await again()
        log.info('The PostgreSQL of this Wardround runs again.')
        return
      } catch (fault) {
        const said = fault instanceof Error ? fault.message : String(fault)
        log.warn(`The PostgreSQL of this Wardround does not start again yet: ${said}`)
        await pause(wait, undefined, { signal, ref: false }).catch(() => {})
      }
    }
  }

  const watch = async (): Promise<void> => {
    while (!signal.aborted) {
      await current.exited
      if (signal.aborted) return
      log.warn('The PostgreSQL of this Wardround ended by itself; it is started again.')
      await revive()
    }
  }
  const watching = watch()

  return {
    pid: () => current.pid,
    stop: async () => {
      stopping.abort()
      current.child.ref() // its end must be waited for even when nothing else keeps Node alive
      await end(current)
      await watching
      // It may have come back while it was being stopped.
      await end(current)
    },
  }
}
