import { Invalid } from '#kernel/errors.js'
import { readNumber } from '../read-table/read-number.js'
import {
  type CellMeanings,
  CellReader,
  mayBePercent,
  otherwiseNotes,
  OUTCOME_WORDS,
  SAY_EVENT,
} from '../as-written/read-cells.js'
import { columnOf, type Table } from '../read-table/table.js'
import { nothingUsable, readDatedRows, rowsAsTheyStand } from './dated-rows.js'
import type { RowProblem } from './excluded-rows.js'

/** One case: the risk it was given, where the chart asks for one, and whether the event happened. */
export interface Case {
  readonly row: number
  /** Its date, where a column of dates was named. */
  readonly date: string | null
  readonly risk: number
  readonly event: boolean
}

export interface Cases {
  /** In order of date, or as the rows stand. */
  readonly cases: readonly Case[]
  /** Rows that are not used. */
  readonly problems: readonly RowProblem[]
  readonly wasSorted: boolean
  /** How outcomes were read that are not 0 or 1, in sentences. */
  readonly notes: readonly string[]
}

/** Names of the columns; `risk` is a column, or one number that holds for every case. */
export interface CaseColumns {
  readonly outcome: string
  readonly risk: string | number
  readonly date: string | undefined
  /** The outcome that is the event, where it is another word. */
  readonly event: string | undefined
  /** What the risks are: `probability` or `percent`; undefined where nobody said. */
  readonly scale: string | undefined
}

const eventOf = (cell: string, reader: CellReader): boolean | string => {
  const read = readNumber(cell)
  if ('missing' in read) return 'The outcome is blank.'
  const text = 'value' in read ? String(read.value) : cell.trim()
  const outcome = reader.outcome(text)
  return outcome === undefined
    ? `The outcome is none of ${OUTCOME_WORDS}. ${SAY_EVENT}.`
    : outcome === 1
}

const riskOf = (cell: string, reader: CellReader): number | string => {
  const read = readNumber(cell)
  if ('missing' in read) return 'The expected risk is blank.'
  const risk = reader.score(cell.trim())
  if (risk >= 0 && risk <= 1) return risk
  return 'problem' in read && Number.isNaN(risk)
    ? read.problem
    : 'The expected risk is not from 0 to 1.'
}

/** Some of those that are percent would pass for probabilities, so none is used. @throws Invalid. */
const refusePercent = (name: string, cells: readonly string[]): void => {
  const reader = new CellReader({})
  const risks = cells.map((cell) => reader.score(cell.trim())).filter((risk) => !Number.isNaN(risk))
  if (!mayBePercent(Math.min(...risks), Math.max(...risks))) return
  throw new Invalid(
    `${name}: the expected risks lie between 0 and 100, so they may be percent. If they are, say so: --scale percent. If not, say --scale probability: rows with a risk above 1 are then left out and counted.`,
  )
}

const meaningsOf = ({ event, scale }: CaseColumns): CellMeanings => {
  if (scale !== undefined && scale !== 'percent' && scale !== 'probability')
    throw new Invalid(`--scale is probability or percent, not “${scale}”.`)
  return { percent: scale === 'percent', ...(event === undefined ? {} : { event }) }
}

/**
 * Cases in order of date, or as the rows stand where no date is named; several may share a date.
 * @throws Invalid for a missing column, no case at all, or risks that may be percent.
 */
export const readCases = (table: Table, columns: CaseColumns): Cases => {
  const { outcome, risk, date } = columns
  const meanings = meaningsOf(columns)
  const reader = new CellReader(meanings)
  const outcomeAt = columnOf(table, outcome)
  const riskAt = typeof risk === 'string' ? columnOf(table, risk) : -1
  const dated = date === undefined ? rowsAsTheyStand(table) : readDatedRows(table, date)
  const risks = dated.rows.map(({ cells }) => cells[riskAt] ?? '')
  if (columns.scale === undefined) refusePercent(table.name, risks)
  const problems: RowProblem[] = [...dated.problems]
  const cases = dated.rows.flatMap(({ row, label, cells }, i): Case[] => {
    const event = eventOf(cells[outcomeAt] ?? '', reader)
    const given = typeof risk === 'number' ? risk : riskOf(risks[i] ?? '', reader)
    if (typeof event !== 'string' && typeof given !== 'string')
      return [{ row, date: date === undefined ? null : label, risk: given, event }]
    problems.push({ row, reason: typeof event === 'string' ? event : String(given) })
    return []
  })
  if (cases.length === 0) throw nothingUsable(table.name, 'a case that can be used', problems)
  const notes = otherwiseNotes([reader.otherwise], meanings)
  return { cases, problems, wasSorted: dated.wasSorted, notes }
}
