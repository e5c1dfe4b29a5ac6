import { Invalid } from '#kernel/errors.js'
import { londonDate, type CalendarDate } from '#kernel/time.js'
import type { Window } from '../periods.js'

/** The first day that a figure may be of; an earlier one is a slip, or a spreadsheet's day nought. */
const FIRST_DAY = '1990-01-01'

/** Why there can be no figure of a window: it has not begun, or lies before 1990; null where there can. */
export const impossibleWindow = (
  { from }: Pick<Window, 'from'>,
  today: CalendarDate,
): string | null => {
  if (from > today) return `A period from ${from} has not begun yet.`
  return from < FIRST_DAY ? `A period from ${from} is long past.` : null
}

/** Throws Invalid for a window that has not begun, or that lies before 1990. */
export const refuseImpossibleWindows = (
  windows: readonly Pick<Window, 'from'>[],
  now: Date,
  field = 'from',
): void => {
  const today = londonDate(now)
  for (const window of windows) {
    const why = impossibleWindow(window, today)
    if (why) throw new Invalid([{ field, message: `${why} Look at the dates, and send it again.` }])
  }
}
