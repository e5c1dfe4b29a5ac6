import { addMonths, type CalendarDate } from '#kernel/time.js'
import type { Renewal } from './model.js'

/** The last day evidence signed on a date is in date, or null when no number of months is set. */
export const lastDayInDate = (
  renewal: readonly Renewal[],
  signedOn: CalendarDate,
): CalendarDate | null => {
  const months = renewal.flatMap((one) => ('months' in one ? [one.months] : []))
  return months.length === 0 ? null : addMonths(signedOn, Math.min(...months))
}

/** Whether an event puts the evidence under review. */
export const isReopenedBy = (
  renewal: readonly Renewal[],
  event: 'version' | 'change' | 'decision' | 'review' | 'decommissioning',
): boolean => renewal.some((one) => 'on' in one && one.on === event)
