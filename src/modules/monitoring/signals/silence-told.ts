import type { Silence } from './silences.js'
import { OPEN_STATES } from './signal-states.js'

/** What of a signal tells which silence it was raised for, and whether it still waits. */
export interface ToldSignal {
  rule: string
  site: string
  subject: string
  windowFrom: string
  windowTo: string
  state: string
}

/**
 * Whether a silence has been told: by a signal of its own, whatever was answered, until figures return;
 * or by one about more (its site, its figure, all) that still waits for somebody.
 */
export const isTold = (silence: Silence, signals: readonly ToldSignal[]): boolean => {
  const { site, subject, since, window } = silence
  return signals.some((one) => {
    if (one.rule !== 'missing-data') return false
    if (one.site === site && one.subject === subject) return one.windowTo > since
    const isWider = ['', site].includes(one.site) && ['', subject].includes(one.subject)
    const waits = OPEN_STATES.some((state) => state === one.state)
    return waits && isWider && one.windowFrom >= window.from
  })
}
