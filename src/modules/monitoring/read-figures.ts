import { Invalid } from '#kernel/errors.js'
import type { MonitoringPlan } from './model.js'
import { readDate } from './read-table/read-date.js'
import { readNumber } from './read-table/read-number.js'
import { parseCsv } from './read-table/parse-csv.js'
import type { Table, TableRow } from './read-table/table.js'

/** A figure read out of a spreadsheet, with the row it stands in (the heading is row 1). */
export interface ReadFigure {
  row: number
  name: string
  from: string
  value: number
  n: number
  low: number | null
  high: number | null
}

/** What a pasted table holds: figures that can be stored, and why other rows cannot. */
export interface ReadFigures {
  figures: readonly ReadFigure[]
  problems: readonly { row: number; reason: string }[]
}

/** Most rows that are pasted at once. */
export const MOST_FIGURES = 500

/** Columns by the headings people use. */
const COLUMNS = {
  name: ['figure', 'measure', 'name'],
  from: ['period', 'date', 'from', 'week', 'month', 'day'],
  value: ['value', 'result'],
  n: ['n', 'out of', 'denominator', 'taken over', 'cases'],
  low: ['low', 'lower', 'lower end'],
  high: ['high', 'upper', 'upper end'],
} as const

type Column = keyof typeof COLUMNS

/**
 * Reads figures that were pasted from a spreadsheet: tabs, commas or semicolons, one figure a row
 * under headings. A row that cannot be stored is listed with its reason. Throws Invalid where a
 * column is missing, naming those there are, and for too many rows.
 */
export const readFigures = (text: string, plan: Pick<MonitoringPlan, 'measures'>): ReadFigures => {
  const table = parseCsv('What you pasted', text)
  if (table.rows.length > MOST_FIGURES) {
    throw new Invalid(`Paste up to ${MOST_FIGURES} rows at a time. There are ${table.rows.length}.`)
  }
  const names = plan.measures
    .filter(({ measure }) => measure === 'typed')
    .map(({ threshold }) => threshold)
  const columns = columnsOf(table, names.length === 1)
  const problems = [...table.broken]
  const figures: ReadFigure[] = []
  const seen = new Set<string>()
  for (const row of table.rows) {
    const read = readRow(row, columns, names)
    const key = typeof read === 'string' ? '' : `${read.name}|${read.from}`
    if (typeof read === 'string') problems.push({ row: row.row, reason: read })
    else if (seen.has(key)) {
      problems.push({ row: row.row, reason: 'The same figure and date stand in an earlier row.' })
    } else {
      seen.add(key)
      figures.push(read)
    }
  }
  return { figures, problems: problems.toSorted((a, b) => a.row - b.row) }
}

type Places = Readonly<Record<Column, number>>

const columnsOf = (table: Table, oneFigure: boolean): Places => {
  const place = (column: Column): number =>
    table.columns.findIndex((heading) =>
      (COLUMNS[column] as readonly string[]).includes(heading.trim().toLowerCase()),
    )
  const places = {
    name: place('name'),
    from: place('from'),
    value: place('value'),
    n: place('n'),
    low: place('low'),
    high: place('high'),
  }
  const needed: readonly Column[] = oneFigure
    ? ['from', 'value', 'n']
    : ['name', 'from', 'value', 'n']
  const missing = needed.filter((column) => places[column] < 0)
  if (missing.length === 0) return places
  throw new Invalid(
    `There is no column called ${missing.map((column) => `“${COLUMNS[column][0]}”`).join(' or ')}. The columns are: ${table.columns.join(', ')}.`,
  )
}

const readRow = (
  { row, cells }: TableRow,
  places: Places,
  names: readonly string[],
): ReadFigure | string => {
  const cell = (column: Column): string => (cells[places[column]] ?? '').trim()
  const asked = places.name < 0 ? (names[0] ?? '') : cell('name')
  const name = names.find((one) => one.toLowerCase() === asked.toLowerCase())
  if (name === undefined)
    return `The plan does not watch “${asked}”. It watches: ${names.join(', ')}.`
  const date = readDate(cell('from'))
  if (date?.kind !== 'date')
    return `“${cell('from')}” is no date, such as 2026-01-05 or 5 January 2026.`
  const value = numberOf(cell('value'))
  if (typeof value !== 'number') return `Value: ${value ?? 'nothing is there.'}`
  const n = numberOf(cell('n'))
  if (typeof n !== 'number') return `Taken over: ${n ?? 'nothing is there.'}`
  if (!Number.isInteger(n) || n < 1) return 'Taken over: a whole number from 1.'
  const [low, high] = [numberOf(cell('low')), numberOf(cell('high'))]
  if (typeof low === 'string') return `Lower end: ${low}`
  if (typeof high === 'string') return `Upper end: ${high}`
  if ((low !== null && low > value) || (high !== null && high < value)) {
    return 'The figure does not lie within its interval.'
  }
  return { row, name, from: date.label, value, n, low, high }
}

/** A number, null for an empty cell, or a sentence for what is neither. */
const numberOf = (cell: string): number | null | string => {
  const read = readNumber(cell)
  if ('missing' in read) return null
  if ('problem' in read) return read.problem
  return read.percent ? 'Write the figure without a % sign, in the unit of the plan.' : read.value
}
