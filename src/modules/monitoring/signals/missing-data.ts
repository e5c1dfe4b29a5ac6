import { addDays, type CalendarDate } from '#kernel/time.js'
import type { MonitoringPlan } from '../model.js'
import { maturesOn, windowOf, type Window } from '../periods.js'

/** Days after follow-up by which figures of a window are expected. */
export const DAYS_TO_SEND = 14

type Expected = Pick<MonitoringPlan, 'period' | 'startsOn' | 'followUpDays' | 'graceDays'>

/** A window whose figures are overdue. */
export type MissingWindow = Window & { dueOn: CalendarDate }

/**
 * The first window whose figures are overdue, or null. Figures are expected within 14 days of the
 * end of follow-up, for every window from the start of the plan.
 */
export const missingWindow = (
  plan: Expected,
  lastWindowEnd: CalendarDate | null,
  today: CalendarDate,
): MissingWindow | null => {
  const next = windowOf(silentSince(plan, lastWindowEnd), plan.period)
  const dueOn = addDays(maturesOn(next, plan), DAYS_TO_SEND)
  return today > dueOn ? { ...next, dueOn } : null
}

/** The first day that figures have not come for: after the last that came, or the start of the plan. */
export const silentSince = (
  { startsOn }: Pick<MonitoringPlan, 'startsOn'>,
  lastWindowEnd: CalendarDate | null,
): CalendarDate => (lastWindowEnd && lastWindowEnd > startsOn ? lastWindowEnd : startsOn)

/** The day by which the next figures are due. */
export const nextFiguresDue = (plan: Expected, lastWindowEnd: CalendarDate | null): CalendarDate =>
  addDays(maturesOn(windowOf(silentSince(plan, lastWindowEnd), plan.period), plan), DAYS_TO_SEND)
