/** A date as it is shown, and a text by which dates sort; `kind` tells calendars from numbers. */
export interface ReadDate {
  readonly kind: 'date' | 'number'
  readonly label: string
  readonly sortKey: string
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const pad = (value: number): string => String(value).padStart(2, '0')

const century = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year))

const isDay = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

const dated = (year: number, month: number, day: number, rest = ''): ReadDate | null => {
  if (!isDay(year, month, day)) return null
  const label = `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}${rest}`
  return { kind: 'date', label, sortKey: label }
}

const monthOf = (year: number, month: number): ReadDate | null => {
  if (month < 1 || month > 12) return null
  const label = `${year}-${pad(month)}`
  return { kind: 'date', label, sortKey: `${label}-01` }
}

const weekOf = (year: string, week: string): ReadDate | null => {
  if (Number(week) < 1 || Number(week) > 53) return null
  const fourth = new Date(Date.UTC(Number(year), 0, 4))
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000
  const first = new Date(monday + (Number(week) - 1) * 7 * 86_400_000)
  return {
    kind: 'date',
    label: `${year}-W${week.padStart(2, '0')}`,
    sortKey: first.toISOString().slice(0, 10),
  }
}

const named = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1

type Reader = (parts: readonly string[]) => ReadDate | null

/** Each way of writing a date, and how its parts are read; numbers with strokes are day first. */
const WAYS: readonly (readonly [RegExp, Reader])[] = [
  [
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/,
    ([year, month, day, time, zone]) => {
      const clock = time && !/^00:00(?::00(?:\.0+)?)?$/.test(time) ? `T${time}${zone ?? ''}` : ''
      return dated(Number(year), Number(month), Number(day), clock)
    },
  ],
  [/^(\d{4})[-/](\d{1,2})$/, ([year, month]) => monthOf(Number(year), Number(month))],
  [/^(\d{4})-?W(\d{1,2})$/i, ([year = '', week = '']) => weekOf(year, week)],
  [
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: 00:00(?::00)?)?$/,
    ([day, month, year = '']) => dated(century(year), Number(month), Number(day)),
  ],
  [
    /^(\d{1,2})[ -]([a-z]{3,9})[ -](\d{4}|\d{2})$/i,
    ([day, month = '', year = '']) => dated(century(year), named(month), Number(day)),
  ],
  [
    /^([a-z]{3,9})[ -](\d{4}|\d{2})$/i,
    ([month = '', year = '']) => monthOf(century(year), named(month)),
  ],
]

/**
 * Reads a date: ISO dates (also without hyphens), months and weeks, day first with strokes, `5 Jan 2026`, `Jan-26`, or a
 * whole number that counts periods. Null where it is none.
 */
export const readDate = (cell: string): ReadDate | null => {
  const text = cell.trim()
  const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text)
  const day = compact && dated(Number(compact[1]), Number(compact[2]), Number(compact[3]))
  if (day) return day
  if (/^\d{1,9}$/.test(text)) {
    return { kind: 'number', label: String(Number(text)), sortKey: text.padStart(9, '0') }
  }
  for (const [way, read] of WAYS) {
    const parts = way.exec(text)?.slice(1)
    if (parts) return read(parts)
  }
  return null
}

/** The day that a spreadsheet counts as a number from 1900. */
export const spreadsheetDay = (days: number): ReadDate | null => {
  const date = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000)
  return dated(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}
