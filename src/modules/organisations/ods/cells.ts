import type { CalendarDate } from '#kernel/time.js'
import { readableName } from './readable-name.js'

/** A cell's text, or null when it is blank. */
export const blankToNull = (cell: string | undefined): string | null =>
  cell === undefined || cell.trim() === '' ? null : cell.trim()

/** A date written 20260331 or 2026-03-31; null when blank. Throws RangeError when it is no date. */
export const odsDate = (cell: string | undefined): CalendarDate | null => {
  const text = blankToNull(cell)
  if (text === null) return null
  const found = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text)
  const date = found ? `${found[1]}-${found[2]}-${found[3]}` : ''
  const time = Date.parse(`${date}T00:00:00Z`)
  if (!found || Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) {
    throw new RangeError(`"${text.slice(0, 20)}" is not a date.`)
  }
  return date
}

/** Address lines in readable case, blank ones left out; null where the file has none. */
export const addressLines = (cells: readonly string[]): string[] | null => {
  const lines = cells.map((line) => readableName(line)).filter((line) => line !== '')
  return lines.length === 0 ? null : lines
}
