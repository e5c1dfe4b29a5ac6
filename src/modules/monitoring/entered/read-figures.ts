import { Invalid } from '#kernel/errors.js'
import { findIdentifiable, identifiableMessage } from '#kernel/identifiable-data.js'
import type { CalendarDate } from '#kernel/time.js'
import { asPercent } from '#ui/words.js'
import { enteredFigure, type EnteredParts } from './entered-figure.js'
import { enteredMeasures, findEntered, type EnteredMeasure } from '../plan/entered-measures.js'
import type { Period } from '../model.js'
import { isProportion, percentRefusal } from '../percent-signs.js'
import { windowOf } from '../periods.js'
import { readDate } from '../read-table/read-date.js'
import { readNumber } from '../read-table/read-number.js'
import { parseCsv } from '../read-table/parse-csv.js'
import type { Table, TableRow } from '../read-table/table.js'
import { impossibleWindow } from '../received/refuse-impossible-windows.js'
import type { SummaryFigure } from '../summary/summary-format.js'

/** A figure read out of a spreadsheet, with the row it stands in (the heading is row 1). */
export interface ReadFigure extends EnteredParts {
  row: number
  name: string
  from: string
  /** Empty where the row names none. */
  version: string
  /** What will be stored, with its interval. */
  figure: SummaryFigure
}

/** What a pasted table holds: figures that can be stored, and why other rows cannot. */
export interface ReadFigures {
  /** How the table was read where that was not as it stands, in sentences. */
  notes: readonly string[]
  figures: readonly ReadFigure[]
  problems: readonly { row: number; reason: string }[]
}

/** Most rows that are pasted at once. */
export const MOST_FIGURES = 500

/** Columns by the headings people use; of a share or rate, `n` is what it is taken of. */
const COLUMNS = {
  name: ['figure', 'measure', 'name'],
  from: ['period', 'date', 'from', 'week', 'month', 'day'],
  value: ['value', 'result', 'mean'],
  numerator: ['count', 'numerator', 'events', 'how many'],
  n: ['n', 'out of', 'of', 'denominator', 'taken over', 'cases', 'total', 'uses'],
  sd: ['sd', 'standard deviation'],
  low: ['low', 'lower', 'lower end'],
  high: ['high', 'upper', 'upper end'],
  version: ['version'],
} as const

type Column = keyof typeof COLUMNS

/**
 * Reads figures that were pasted from a spreadsheet: tabs, commas or semicolons, one figure a row
 * under headings. A row that cannot be stored is listed with its reason. Throws Invalid where anything
 * pasted may identify a person, where a column is missing, naming those there are, and for too many rows.
 */
export const readFigures = (
  text: string,
  plan: NonNullable<Parameters<typeof enteredMeasures>[0]> & { period: Period },
  today: CalendarDate,
): ReadFigures => {
  const kinds = findIdentifiable(text, 'free-text')
  if (kinds.length > 0) {
    throw new Invalid([{ field: 'table', message: identifiableMessage(kinds) }])
  }
  const entered = enteredMeasures(plan)
  const wanted = neededColumns(entered).map((column) => COLUMNS[column])
  const table = parseCsv('What you pasted', text, wanted)
  if (table.rows.length > MOST_FIGURES) {
    throw new Invalid(`Paste up to ${MOST_FIGURES} rows at a time. There are ${table.rows.length}.`)
  }
  const places = placesOf(table, entered)
  const problems = [...table.broken]
  const figures: ReadFigure[] = []
  const seen = new Set<string>()
  for (const row of table.rows) {
    const read = readRow(row, places, entered, { period: plan.period, today })
    const key = typeof read === 'string' ? '' : `${read.name}|${read.from}|${read.version}`
    if (typeof read === 'string') problems.push({ row: row.row, reason: read })
    else if (seen.has(key)) {
      problems.push({ row: row.row, reason: 'The same figure and date stand in an earlier row.' })
    } else {
      seen.add(key)
      figures.push(read)
    }
  }
  const { notes } = table
  return { figures, problems: problems.toSorted((a, b) => a.row - b.row), notes }
}

/** Where each column stands; a table of several kinds of figures may have “out of” and “n” side by side. */
type Places = Readonly<Record<Column, readonly number[]>>

const placesOf = (table: Table, entered: readonly EnteredMeasure[]): Places => {
  const place = (column: Column): number[] =>
    table.columns.flatMap((heading, at) =>
      (COLUMNS[column] as readonly string[]).includes(heading.trim().toLowerCase()) ? [at] : [],
    )
  const places: Places = {
    name: place('name'),
    from: place('from'),
    value: place('value'),
    numerator: place('numerator'),
    n: place('n'),
    sd: place('sd'),
    low: place('low'),
    high: place('high'),
    version: place('version'),
  }
  const missing = neededColumns(entered).filter((column) => places[column].length === 0)
  if (missing.length === 0) return places
  throw new Invalid(
    `There is no column called ${missing.map((column) => `“${COLUMNS[column][0]}”`).join(' or ')}. The columns are: ${table.columns.join(', ')}.`,
  )
}

const isCounted = ({ kind: { figure } }: EnteredMeasure): boolean =>
  figure === 'share' || figure === 'rate'

const standsAlone = ({ kind: { figure, chart } }: EnteredMeasure): boolean =>
  figure === 'count' || chart === 't'

/** The columns that every table for these measures has; the others go by the kind of a row's measure. */
const neededColumns = (entered: readonly EnteredMeasure[]): readonly Column[] => [
  ...(entered.length === 1 ? [] : (['name'] as const)),
  'from',
  ...(entered.every(isCounted) ? (['numerator'] as const) : []),
  ...(entered.some(isCounted) ? [] : (['value'] as const)),
  ...(entered.some(standsAlone) ? [] : (['n'] as const)),
]

const readRow = (
  { row, cells }: TableRow,
  places: Places,
  entered: readonly EnteredMeasure[],
  { period, today }: { period: Period; today: CalendarDate },
): ReadFigure | string => {
  const filled = (column: Column): string[] =>
    places[column].map((at) => (cells[at] ?? '').trim()).filter(Boolean)
  const cell = (column: Column): string => filled(column)[0] ?? ''
  const asked = places.name.length === 0 ? (entered[0]?.name ?? '') : cell('name')
  const found = findEntered(entered, asked)
  if (!found) {
    const names = entered.map(({ name }) => name).join(', ')
    return `The plan does not watch “${asked}”. It watches: ${names}.`
  }
  const date = readDate(cell('from'))
  if (date?.kind !== 'date')
    return `“${cell('from')}” is no date, such as 2026-01-05 or 5 January 2026.`
  const impossible = impossibleWindow(windowOf(date.label, period), today)
  if (impossible) return impossible
  const [taken, another] = new Set(filled('n'))
  if (another !== undefined)
    return `It is taken over ${taken} in one column and ${another} in another. Leave one of them empty.`
  const parts = readParts(cell, found.kind)
  if (typeof parts === 'string') return parts
  const done = enteredFigure(found.kind, parts)
  if ('problem' in done) return done.problem.message
  const apart = percentApart(cell('value'), done.figure)
  if (apart !== null) return apart
  const version = cell('version')
  return { row, name: found.name, from: date.label, version, ...parts, figure: done.figure }
}

const PARTS = [
  ['value', 'Value'],
  ['numerator', 'Count'],
  ['n', 'Taken over'],
  ['sd', 'Standard deviation'],
  ['low', 'Lower end'],
  ['high', 'Upper end'],
] as const

/** The numbers of a row, null for an empty cell, or a sentence for a cell that is no number. */
const readParts = (
  cell: (column: Column) => string,
  kind: EnteredMeasure['kind'],
): EnteredParts | string => {
  const parts: EnteredParts = {
    value: null,
    numerator: null,
    denominator: null,
    n: null,
    sd: null,
    low: null,
    high: null,
  }
  for (const [part, label] of PARTS) {
    const read = readNumber(cell(part))
    if ('missing' in read) continue
    if ('problem' in read) return `${label}: ${read.problem}`
    if (read.percent && !(part === 'value' && isProportion(kind)))
      return `${label}: ${percentRefusal(kind, read.value)}`
    parts[part] = read.value
  }
  return { ...parts, denominator: parts.n }
}

/**
 * That a percent beside the counts of a share is another figure than they give; null where it agrees to
 * the last digit it has. What is stored comes from the counts.
 */
const percentApart = (cell: string, { value }: SummaryFigure): string | null => {
  const read = readNumber(cell)
  if (!('percent' in read) || !read.percent || value === null) return null
  const places = /\.(\d*)/.exec(cell)?.[1]?.length ?? 0
  const most = (0.5 + 1e-9) * 10 ** -places
  if (Math.abs(value - read.value) * 100 <= most) return null
  return `The counts give ${asPercent(value, 1)} and the value says ${cell}. Correct whichever is wrong.`
}
