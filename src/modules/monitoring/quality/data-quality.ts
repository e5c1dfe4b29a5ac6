import { addDays, londonDate, type CalendarDate } from '#kernel/time.js'
import { DAYS_TO_SEND } from '../signals/missing-data.js'
import type { MonitoringPlan } from '../model.js'
import { maturesOn, windowOf, type Window } from '../periods.js'

/** What came in about one window × version × site × way in. */
export interface ReceivedWindow extends Window {
  source: string
  subject: string
  versionName: string
  site: string
  rows: number
  used: number
  /** Rows whose outcome is still to come. */
  pending: number
  withheld: string | null
  maturesOn: CalendarDate
  computedAt: Date
}

/** How figures of a window stand: came in time, late, still to come, or overdue. */
export type Arrival = 'in time' | 'late' | 'to come' | 'missing'

/** One window of the plan: what came, how complete its outcomes are, and when. */
export interface WindowQuality extends Window {
  received: readonly ReceivedWindow[]
  rows: number
  used: number
  pending: number
  /** Share of rows whose outcome is known, 0 to 1; null without rows. */
  complete: number | null
  dueOn: CalendarDate
  arrival: Arrival
}

/** Most windows that are looked back on. */
export const WINDOWS_SHOWN = 26

type Plan = Pick<MonitoringPlan, 'period' | 'startsOn' | 'followUpDays' | 'graceDays'>

/**
 * The newest windows of a plan, newest first, each with what came in; a window without figures is in
 * the list, so that a gap shows. Figures are due 14 days after follow-up ends.
 */
export const windowQuality = (
  plan: Plan,
  received: readonly ReceivedWindow[],
  today: CalendarDate,
): WindowQuality[] => {
  const qualities: WindowQuality[] = []
  let window = windowOf(addDays(windowOf(today, plan.period).from, -1), plan.period)
  const first = windowOf(plan.startsOn, plan.period).from
  while (window.from >= first && qualities.length < WINDOWS_SHOWN) {
    qualities.push(qualityOf(window, plan, received, today))
    window = windowOf(addDays(window.from, -1), plan.period)
  }
  return qualities
}

const qualityOf = (
  window: Window,
  plan: Plan,
  received: readonly ReceivedWindow[],
  today: CalendarDate,
): WindowQuality => {
  const own = received.filter(({ from }) => from >= window.from && from < window.to)
  const dueOn = addDays(maturesOn(window, plan), DAYS_TO_SEND)
  const total = (of: 'rows' | 'used' | 'pending') => own.reduce((sum, one) => sum + one[of], 0)
  const [rows, pending] = [total('rows'), total('pending')]
  return {
    ...window,
    received: own,
    rows,
    used: total('used'),
    pending,
    complete: rows === 0 ? null : 1 - pending / rows,
    dueOn,
    arrival: arrivalOf(own, dueOn, today),
  }
}

const arrivalOf = (
  received: readonly ReceivedWindow[],
  dueOn: CalendarDate,
  today: CalendarDate,
): Arrival => {
  if (received.length === 0) return today > dueOn ? 'missing' : 'to come'
  return received.every(({ computedAt }) => londonDate(computedAt) <= dueOn) ? 'in time' : 'late'
}

/** What a summary counted: every row that was read is used or left out for one reason. */
export interface CountedRows {
  rows: number
  used: number
  excluded: Readonly<Record<string, number>>
}

/** Rows read and used over summaries, and what was left out by reason, most first. */
export const countRows = (summaries: readonly CountedRows[]) => ({
  rows: summaries.reduce((sum, one) => sum + one.rows, 0),
  used: summaries.reduce((sum, one) => sum + one.used, 0),
  leftOut: excludedByReason(summaries),
})

const excludedByReason = (
  summaries: readonly CountedRows[],
): { reason: string; rows: number }[] => {
  const sums = new Map<string, number>()
  for (const { excluded } of summaries) {
    for (const [reason, rows] of Object.entries(excluded)) {
      sums.set(reason, (sums.get(reason) ?? 0) + rows)
    }
  }
  return [...sums]
    .map(([reason, rows]) => ({ reason, rows }))
    .filter(({ rows }) => rows > 0)
    .toSorted((a, b) => b.rows - a.rows || (a.reason < b.reason ? -1 : 1))
}
