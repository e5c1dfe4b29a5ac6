import { addDays, addMonths, isDate, londonDate, mondayOf } from './london-date.js'
import { SummaryRefused } from './summary-refused.js'
import type { Every, SummaryRow, SummaryWindow, WindowPlan } from './summary-row.js'

/** The window of a row, or why it has none. */
export type Placed = SummaryWindow | 'missing_time' | 'outside_windows'

export interface Windows {
  readonly place: (row: SummaryRow) => Placed
  readonly dated: { readonly by_sender: boolean; readonly note: string }
}

const step = (date: string, every: Every, times: number): string => {
  if (every === 'month') return addMonths(date, times)
  return addDays(date, times * (every === 'week' ? 7 : 1))
}

/** The window of the calendar that holds a date: a day, a week from Monday, or a month. */
function calendarWindow(date: string, every: Every): SummaryWindow {
  const from = every === 'day' ? date : every === 'week' ? mondayOf(date) : `${date.slice(0, 7)}-01`
  return { from, to: step(from, every, 1) }
}

function checkWindow({ from, to }: SummaryWindow): void {
  if (!isDate(from) || !isDate(to) || from >= to) {
    throw new SummaryRefused(
      'bad_options',
      'A window needs two dates such as 2026-01-05, the first before the second.',
    )
  }
}

function byTime(find: (date: string) => SummaryWindow | 'outside_windows', note: string): Windows {
  const known = new Map<string, SummaryWindow | 'outside_windows'>()
  const place = ({ at }: SummaryRow): Placed => {
    const date = at === null || at === undefined ? null : londonDate(at)
    if (date === null) return 'missing_time'
    const window = known.get(date) ?? find(date)
    known.set(date, window)
    return window
  }
  return { place, dated: { by_sender: false, note } }
}

function byCalendar(every: Every, until: string | undefined): Windows {
  const spans = { day: 'A day is', week: 'A week, from Monday, is', month: 'A month is' }
  const note = `${spans[every]} taken from the time of each prediction, in London time.`
  return byTime(
    (date) =>
      until !== undefined && date > until ? 'outside_windows' : calendarWindow(date, every),
    note,
  )
}

function byList(windows: readonly SummaryWindow[]): Windows {
  windows.forEach(checkWindow)
  const ordered = windows.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  if (ordered.some((window, i) => window.from < (ordered[i - 1]?.to ?? ''))) {
    throw new SummaryRefused('bad_options', 'Two windows overlap. Give windows that do not.')
  }
  const find = (date: string): SummaryWindow | 'outside_windows' =>
    ordered.find(({ from, to }) => from <= date && date < to) ?? 'outside_windows'
  return byTime(find, 'Windows are taken from the time of each prediction, in London time.')
}

function byPeriod(first: string, every: Every, firstPeriod: number): Windows {
  if (!isDate(first) || (every === 'month' && Number(first.slice(8)) > 28)) {
    throw new SummaryRefused(
      'bad_options',
      'Give the first date as 2026-01-05, and for months a day up to 28.',
    )
  }
  const known = new Map<number, SummaryWindow>()
  const place = ({ period }: SummaryRow): Placed => {
    if (period === null || period === undefined) return 'missing_time'
    const past = period - firstPeriod
    if (!Number.isInteger(past) || Math.abs(past) > 5000) return 'outside_windows'
    const window = known.get(period) ?? {
      from: step(first, every, past),
      to: step(first, every, past + 1),
    }
    known.set(period, window)
    return window
  }
  const note = `Dated by the sender: period ${firstPeriod} begins on ${first}, and each is one ${every}.`
  return { place, dated: { by_sender: true, note } }
}

/**
 * How rows are placed in windows, with a note of who dated them.
 * @throws SummaryRefused when the plan's dates are unusable.
 */
export function windowsOf(plan: WindowPlan): Windows {
  switch (plan.kind) {
    case 'every':
      return byCalendar(plan.every, plan.until)
    case 'explicit':
      return byList(plan.windows)
    case 'periods':
      return byPeriod(plan.first, plan.every, plan.firstPeriod ?? 0)
    case 'whole': {
      const { window } = plan
      checkWindow(window)
      const note = `Dated by the sender: every row is counted from ${window.from} up to ${window.to}.`
      return { place: () => window, dated: { by_sender: true, note } }
    }
    default:
      throw new SummaryRefused('bad_options', 'Say how rows fall into windows.')
  }
}
