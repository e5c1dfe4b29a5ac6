import { setTimeout as pause } from 'node:timers/promises'
import { Conflict, Invalid } from '#kernel/errors.js'
import type { LaterStore } from '#telemetry/open-later.js'
import { reasonOf } from '#telemetry/reason-of.js'

/** Where a server says how its store of rows is. */
export interface TellsOfTelemetry {
  say: (line: string) => void
  log: { error: (about: object, line: string) => void; info: (line: string) => void }
}

const SECONDS = 15

/**
 * Opens the store of rows for a server. One that does not answer stops no start, since a stop must be
 * possible without it: that is told, and it is tried again every 15 seconds until it opens or the
 * function given back is called. Throws Invalid or Conflict for what waiting cannot mend.
 */
export const openTelemetryEarly = async (
  { open }: LaterStore,
  { say, log }: TellsOfTelemetry,
): Promise<() => void> => {
  const ended = new AbortController()
  const end = () => ended.abort()
  try {
    await open()
    return end
  } catch (fault) {
    if (fault instanceof Invalid || fault instanceof Conflict) throw fault
    log.error({ err: fault }, OUT)
    say(`${reasonOf(fault)} ${OUT}`)
    void openWhenBack({ open, signal: ended.signal, log, told: reasonOf(fault) })
    return end
  }
}

const OUT =
  'Wardround starts without the store of rows: no rows are taken and no windows of rows closed until it answers; all else works.'

const openWhenBack = async (given: {
  open: () => Promise<void>
  signal: AbortSignal
  log: TellsOfTelemetry['log']
  told: string
}): Promise<void> => {
  const { open, signal, log } = given
  let { told } = given
  for (;;) {
    await pause(SECONDS * 1000, undefined, { signal, ref: false }).catch(() => undefined)
    if (signal.aborted) return
    try {
      await open()
      log.info('The store of rows is open: rows are taken again.')
      return
    } catch (fault) {
      if (reasonOf(fault) !== told) log.error({ err: fault }, 'The store of rows cannot be opened')
      told = reasonOf(fault)
    }
  }
}
