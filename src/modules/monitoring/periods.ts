import { addDays, addMonths, startOfIsoWeek, type CalendarDate } from '#kernel/time.js'
import type { MonitoringPlan, Period, PointState } from './model.js'

/** A window [from, to) of London dates. */
export interface Window {
  from: CalendarDate
  to: CalendarDate
}

/** What decides when a window's outcomes are complete, and when nothing changes any more. */
export type FollowUp = Pick<MonitoringPlan, 'period' | 'followUpDays' | 'graceDays'>

/** Until a plan is fixed: weeks, no follow-up and four weeks of grace. */
export const NO_PLAN: FollowUp = { period: 'week', followUpDays: 0, graceDays: 28 }

/** The window of a period that holds a date: a day, a week from Monday (ISO 8601), or a month. */
export const windowOf = (date: CalendarDate, period: Period): Window => {
  if (period === 'day') return { from: date, to: addDays(date, 1) }
  if (period === 'week') {
    const from = startOfIsoWeek(date)
    return { from, to: addDays(from, 7) }
  }
  const from = `${date.slice(0, 7)}-01`
  return { from, to: addMonths(from, 1) }
}

/** The first day on which every outcome of a window can be known. */
export const maturesOn = (window: Window, plan: FollowUp): CalendarDate =>
  addDays(window.to, plan.followUpDays)

/** The first day on which a window changes no more and its rows are deleted. */
export const finalOn = (window: Window, plan: FollowUp, retentionDays = Infinity): CalendarDate =>
  addDays(window.to, Math.min(plan.followUpDays + plan.graceDays, retentionDays))

/** How far a figure is on a day. */
export const pointState = (
  point: { maturesOn: CalendarDate; finalOn: CalendarDate },
  today: CalendarDate,
): PointState => {
  if (today < point.maturesOn) return 'immature'
  return today < point.finalOn ? 'mature' : 'final'
}

/** The day before which every window is final; rows and outcomes of earlier days are refused. */
export const finalBefore = (
  today: CalendarDate,
  plan: FollowUp,
  retentionDays = Infinity,
): CalendarDate => {
  const days = Math.min(plan.followUpDays + plan.graceDays, retentionDays)
  return windowOf(addDays(today, -days), plan.period).from
}
