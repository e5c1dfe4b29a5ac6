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
  const { site, subject, window } = silence
  return signals.some((one) => {
    if (one.rule !== 'missing-data') return false
    if (one.site === site && one.subject === subject) return isOfIt(silence, one)
    const isWider = ['', site].includes(one.site) && ['', subject].includes(one.subject)
    return waits(one) && isWider && one.windowFrom >= window.from
  })
}

/** Whether somebody said why: its own signal was explained, acted on or closed, and no figures came since. */
export const isAnswered = (silence: Silence, signals: readonly ToldSignal[]): boolean =>
  signals.some((one) => isOfIt(silence, one) && !waits(one))

const isOfIt = ({ site, subject, since }: Silence, one: ToldSignal): boolean =>
  one.rule === 'missing-data' &&
  one.site === site &&
  one.subject === subject &&
  one.windowTo > since

const waits = ({ state }: ToldSignal): boolean => OPEN_STATES.some((open) => open === state)
