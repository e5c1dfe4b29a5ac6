import { readNumber } from '../read-table/read-number.js'
import { CellReader, otherwiseNotes, OUTCOME_WORDS, SAY_EVENT } from '../summary/read-cells.js'
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

const riskOf = (cell: string): number | string => {
  const read = readNumber(cell)
  if ('missing' in read) return 'The expected risk is blank.'
  if ('problem' in read) return read.problem
  return read.value >= 0 && read.value <= 1
    ? read.value
    : 'The expected risk is not from 0 to 1. Percent have their sign, such as 5%.'
}

/**
 * Cases in order of date, or as the rows stand where no date is named; several may share a date.
 * @throws Invalid for a missing column or no case at all.
 */
export const readCases = (table: Table, columns: CaseColumns): Cases => {
  const { outcome, risk, date } = columns
  const meanings = columns.event === undefined ? {} : { event: columns.event }
  const reader = new CellReader(meanings)
  const outcomeAt = columnOf(table, outcome)
  const riskAt = typeof risk === 'string' ? columnOf(table, risk) : -1
  const dated = date === undefined ? rowsAsTheyStand(table) : readDatedRows(table, date)
  const problems: RowProblem[] = [...dated.problems]
  const cases = dated.rows.flatMap(({ row, label, cells }): Case[] => {
    const event = eventOf(cells[outcomeAt] ?? '', reader)
    const given = typeof risk === 'number' ? risk : riskOf(cells[riskAt] ?? '')
    if (typeof event !== 'string' && typeof given !== 'string')
      return [{ row, date: date === undefined ? null : label, risk: given, event }]
    problems.push({ row, reason: typeof event === 'string' ? event : String(given) })
    return []
  })
  if (cases.length === 0) throw nothingUsable(table.name, 'a case that can be used', problems)
  const notes = otherwiseNotes([reader.otherwise], meanings)
  return { cases, problems, wasSorted: dated.wasSorted, notes }
}
