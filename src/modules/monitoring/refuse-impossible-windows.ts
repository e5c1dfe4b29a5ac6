import { Invalid } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import type { Window } from './periods.js'

/** The first day that a figure may be of; an earlier one is a slip, or a spreadsheet's day nought. */
const FIRST_DAY = '1990-01-01'

/** Throws Invalid for a window that has not begun, or that lies before 1990. */
export const refuseImpossibleWindows = (
  windows: readonly Pick<Window, 'from'>[],
  now: Date,
  field = 'from',
): void => {
  const today = londonDate(now)
  const wrong = windows.find(({ from }) => from > today || from < FIRST_DAY)
  if (!wrong) return
  const why = wrong.from > today ? 'has not begun yet' : 'is long past'
  throw new Invalid([
    { field, message: `A period from ${wrong.from} ${why}. Look at the dates, and send it again.` },
  ])
}
