import type { Silence } from './silences.js'
import { OPEN_STATES } from './signal-states.js'

/** What of a signal tells which silence it was raised for, and whether it still waits. */
export interface ToldSignal {
  cause: string
  windowFrom: string
  windowTo: string
  state: string
}

const START = /^missing-data\|[\d-]{10}/

/** What a signal of missing figures is raised once for: what is silent, and since when. */
export const missingCause = (silence: Pick<Silence, 'since' | 'site' | 'subject'>): string =>
  `missing-data|${silence.since}${scopeOf(silence)}`

/**
 * Whether a silence has been told: by a signal of its own, whatever was answered, until figures return;
 * or by one about more (its site, its figure, all) that still waits for somebody.
 */
export const isTold = (silence: Silence, signals: readonly ToldSignal[]): boolean => {
  const { site, subject, since, window } = silence
  const own = scopeOf(silence)
  const wider = [scopeOf({ site: '', subject: '' }), scopeOf({ site, subject: '' })]
  if (subject !== '') wider.push(scopeOf({ site: '', subject }))
  return signals.some((one) => {
    if (!START.test(one.cause)) return false
    const scope = one.cause.replace(START, '')
    if (scope === own) return one.windowTo > since
    const waits = OPEN_STATES.some((state) => state === one.state)
    return waits && wider.includes(scope) && one.windowFrom >= window.from
  })
}

const scopeOf = ({ site, subject }: Pick<Silence, 'site' | 'subject'>): string =>
  site === '' && subject === '' ? '' : `|${JSON.stringify([site, subject])}`
