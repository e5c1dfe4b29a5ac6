import { readFileSync } from 'node:fs'
import { addDays, startOfIsoWeek, daysBetween, type CalendarDate } from './time.js'

const HOLIDAYS_FILE = new URL(
  '../../reference-data/bank-holidays/england-and-wales.json',
  import.meta.url,
)
const SATURDAY = 5

/**
 * The bank holidays of England and Wales, by date (sources in the file).
 * Outside the years the file covers only weekends are known.
 */
const BANK_HOLIDAYS: ReadonlySet<CalendarDate> = new Set(
  (JSON.parse(readFileSync(HOLIDAYS_FILE, 'utf8')) as { dates: CalendarDate[] }).dates,
)

/** Whether people are at work: Monday to Friday and no bank holiday. */
export const isWorkingDay = (
  date: CalendarDate,
  holidays: ReadonlySet<CalendarDate> = BANK_HOLIDAYS,
): boolean => daysBetween(startOfIsoWeek(date), date) < SATURDAY && !holidays.has(date)

/** The date so many working days after a date; nought gives the date itself or the next working day. */
export const addWorkingDays = (
  date: CalendarDate,
  days: number,
  holidays: ReadonlySet<CalendarDate> = BANK_HOLIDAYS,
): CalendarDate => {
  let day = date
  for (let left = days; left > 0; left -= 1) {
    day = nextWorkingDay(addDays(day, 1), holidays)
  }
  return days === 0 ? nextWorkingDay(day, holidays) : day
}

const nextWorkingDay = (from: CalendarDate, holidays: ReadonlySet<CalendarDate>): CalendarDate => {
  let day = from
  while (!isWorkingDay(day, holidays)) day = addDays(day, 1)
  return day
}
