import { isIdentifyingHeader } from '../as-written/identifying-text.js'
import { SummaryRefused } from './summary-refused.js'
import type { MeasureKind } from './summary-row.js'

/** Which column of a file holds what. Only named columns are summarised. */
export interface PredictionColumns {
  readonly score?: string
  readonly outcome?: string
  /** A predicted number and the number that came, of a log of forecasts. */
  readonly predicted?: string
  readonly observed?: string
  /** The decision or alert as logged, 0 or 1. */
  readonly prediction?: string
  readonly time?: string
  readonly period?: string
  readonly site?: string
  readonly version?: string
  readonly value?: string
  readonly category?: string
  /** Tells rows apart, so that a repeat is left out; it goes nowhere. */
  readonly id?: string
  /** Each is one breakdown. */
  readonly by?: readonly string[]
  /** Columns to pass over unread, though they look like identifiers. */
  readonly drop?: readonly string[]
}

/** The roles that one column has. */
export const SINGLE_COLUMNS = [
  'score',
  'outcome',
  'predicted',
  'observed',
  'prediction',
  'time',
  'period',
  'site',
  'version',
  'value',
  'category',
  'id',
] as const

type Single = (typeof SINGLE_COLUMNS)[number]

/** Where each wanted column stands in a header; null where it was not asked for. */
export interface ColumnPlan {
  readonly width: number
  readonly at: Readonly<Record<Single, number | null>>
  readonly by: readonly { readonly name: string; readonly index: number }[]
  /** Columns whose values are checked for NHS numbers. */
  readonly scanned: readonly { readonly name: string; readonly index: number }[]
}

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ')

const MOST_NAMED = 40

const someOf = (names: readonly string[]): string =>
  names.length <= MOST_NAMED
    ? quoted(names)
    : `${quoted(names.slice(0, MOST_NAMED))} and ${names.length - MOST_NAMED} more`

/**
 * Refuses JSON in one piece by how it begins, before its rows are taken for a header and quoted.
 * @throws SummaryRefused with how to write it.
 */
export function refuseJson(beginning: string): void {
  if (!/^\s*(?:\[\s*)?\{\s*"?/.test(beginning)) return
  throw new SummaryRefused(
    'unreadable_file',
    'The file looks like JSON. Write one object on each line and end its name in .ndjson.',
  )
}

/** The names of all the columns that are wanted. */
export function wantedColumns(columns: PredictionColumns): readonly string[] {
  const single = SINGLE_COLUMNS.flatMap((role) => columns[role] ?? [])
  return [...new Set([...single, ...(columns.by ?? [])])]
}

/** What a log is of, by the columns that are named: predictions unless only others are. */
export function measureOf({
  score,
  predicted,
  observed,
  value,
  category,
}: PredictionColumns): MeasureKind {
  if (score !== undefined) return 'prediction'
  if (predicted !== undefined || observed !== undefined) return 'forecast'
  if (value !== undefined && category !== undefined) return 'assistive'
  if (value !== undefined) return 'numeric'
  return category === undefined ? 'prediction' : 'categorical'
}

/** What values, categories or forecasts are called when nobody says: as their column. */
export const nameOf = ({ observed, value, category }: PredictionColumns): string | undefined =>
  observed ?? value ?? category

/** @throws SummaryRefused when the columns a measure stands on are not named. */
export function checkColumns(columns: PredictionColumns, measure: MeasureKind): void {
  const complete = {
    prediction: columns.score !== undefined && columns.outcome !== undefined,
    forecast: columns.predicted !== undefined && columns.observed !== undefined,
    numeric: columns.value !== undefined,
    categorical: columns.category !== undefined,
    assistive: columns.value !== undefined || columns.category !== undefined,
  }
  const others = [columns.score ?? columns.outcome, columns.predicted ?? columns.observed].filter(
    (name) => name !== undefined,
  )
  const readings = columns.value ?? columns.category
  if (others.length > 1 || (others.length === 1 && readings !== undefined)) {
    throw new SummaryRefused(
      'bad_columns',
      'Name the columns of one kind of log: scores and outcomes, forecasts, or values and categories. Summarise another kind by itself.',
    )
  }
  if (complete[measure]) return
  const needed = {
    prediction: 'the score column and the outcome column',
    forecast: 'the column of predicted values and the column of observed ones',
    numeric: 'the value column',
    categorical: 'the category column',
    assistive: 'the category column or the value column',
  }
  throw new SummaryRefused('bad_columns', `Name ${needed[measure]}.`)
}

/** What to do where the first row looks like a title. */
const titleWords = (header: readonly string[]): string =>
  header.filter((name) => name !== '').length > 1
    ? ''
    : ' A title above the header is passed over where the columns are named as the header has them.'

function refuseIdentifying(header: readonly string[]): void {
  const identifying = header.filter(isIdentifyingHeader)
  if (identifying.length === 0) return
  throw new SummaryRefused(
    'identifying_column',
    `The file has columns that identify people: ${quoted(identifying)}. Take them out, or name them as columns to drop; nothing in a dropped column is read.`,
  )
}

/**
 * Finds the wanted columns in a header.
 * @throws SummaryRefused when one is absent or twice there, or the header names people.
 */
export function planColumns(header: readonly string[], columns: PredictionColumns): ColumnPlan {
  refuseJson(header[0] ?? '')
  const dropped = new Set(columns.drop ?? [])
  const kept = header.filter((name) => !dropped.has(name))
  refuseIdentifying(kept)
  const absent = wantedColumns(columns).filter((name) => !kept.includes(name))
  if (absent.length > 0) {
    throw new SummaryRefused(
      'bad_columns',
      `The file has no column ${quoted(absent)}. Its columns are ${someOf(kept)}.${titleWords(kept)}`,
    )
  }
  const twice = wantedColumns(columns).filter(
    (name) => kept.indexOf(name) !== kept.lastIndexOf(name),
  )
  if (twice.length > 0) {
    throw new SummaryRefused(
      'bad_columns',
      `The file has two columns ${quoted(twice)}. Rename one.`,
    )
  }
  const find = (name: string | undefined): number | null =>
    name === undefined ? null : header.indexOf(name)
  const exempt = new Set([columns.score, columns.predicted, columns.time, columns.period])
  return {
    width: header.length,
    at: {
      score: find(columns.score),
      outcome: find(columns.outcome),
      predicted: find(columns.predicted),
      observed: find(columns.observed),
      prediction: find(columns.prediction),
      time: find(columns.time),
      period: find(columns.period),
      site: find(columns.site),
      version: find(columns.version),
      value: find(columns.value),
      category: find(columns.category),
      id: find(columns.id),
    },
    by: (columns.by ?? []).map((name) => ({ name, index: header.indexOf(name) })),
    scanned: header
      .map((name, index) => ({ name, index }))
      .filter(({ name }) => !dropped.has(name) && !exempt.has(name)),
  }
}
