import { addDays, type CalendarDate } from '#kernel/time.js'
import type { MonitoringPlan } from '../model.js'
import { maturesOn, windowOf, type Window } from '../periods.js'

/** Days after follow-up by which figures of a window are expected. */
export const DAYS_TO_SEND = 14

/**
 * The first window whose figures are overdue, or null. Figures are expected within 14 days of the
 * end of follow-up, for every window from the start of the plan.
 */
export const missingWindow = (
  plan: Pick<MonitoringPlan, 'period' | 'startsOn' | 'followUpDays' | 'graceDays'>,
  lastWindowEnd: CalendarDate | null,
  today: CalendarDate,
): (Window & { dueOn: CalendarDate }) | null => {
  const next =
    lastWindowEnd && lastWindowEnd > plan.startsOn
      ? windowOf(lastWindowEnd, plan.period)
      : windowOf(plan.startsOn, plan.period)
  const dueOn = addDays(maturesOn(next, plan), DAYS_TO_SEND)
  return today > dueOn ? { ...next, dueOn } : null
}

/** What a signal of missing figures is raised once for. */
export const missingCause = ({ from }: Window): string => `missing-data|${from}`

/** The day by which the next figures are due. */
export const nextFiguresDue = (
  plan: Pick<MonitoringPlan, 'period' | 'startsOn' | 'followUpDays' | 'graceDays'>,
  lastWindowEnd: CalendarDate | null,
): CalendarDate => {
  const from = lastWindowEnd && lastWindowEnd > plan.startsOn ? lastWindowEnd : plan.startsOn
  return addDays(maturesOn(windowOf(from, plan.period), plan), DAYS_TO_SEND)
}
