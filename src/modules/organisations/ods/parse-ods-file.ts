import { Invalid } from '#kernel/errors.js'
import { headedColumns, headedForm, headedRow, type HeadedColumns } from './headed-columns.js'
import { NATIONAL_COLUMNS, nationalForm, nationalRow } from './national-columns.js'
import type { OdsFacts, OdsFile, OdsForm, OdsRow } from './ods-file.js'
import { isBlankLine, readRecords } from './read-records.js'

/**
 * Reads a file of the Organisation Data Service as anyone can download it (etr, eccg, epraccur), or a
 * list with a header; the form is told from the content, not the name. Telephone numbers are never
 * read. Throws Invalid or LimitReached with a sentence when it is none of these.
 */
export const parseOdsFile = (bytes: Uint8Array): OdsFile => {
  const records = readRecords(bytes)
  const columns = headedColumns(records[0] ?? [])
  return columns ? headedFile(records, columns) : nationalFile(records)
}

const nationalFile = (records: string[][]): OdsFile => {
  const form = nationalForm(records)
  if (form === null) throw unknownForm()
  return readRows(records, 1, form, NATIONAL_COLUMNS, (record) => nationalRow(record, form))
}

const headedFile = (records: string[][], columns: HeadedColumns): OdsFile => {
  const [header, ...rest] = records
  const form = headedForm(columns, rest)
  if (form === null || !header) throw unknownForm()
  return readRows(rest, 2, form, header.length, (record) => ({
    facts: headedRow(record, columns, form),
    outOfScope: null,
  }))
}

const unknownForm = () =>
  new Invalid(
    'This is not a file this page knows. Give the national list of trusts (etr), of sub-ICB locations (eccg) or of GP practices (epraccur), as downloaded, or a CSV with the columns ods_code and name.',
  )

const readRows = (
  records: string[][],
  firstRow: number,
  form: OdsForm,
  width: number,
  read: (record: string[]) => { facts: OdsFacts; outOfScope: string | null },
): OdsFile => {
  const rows: OdsRow[] = []
  const unreadable: OdsFile['unreadable'][number][] = []
  for (const [index, record] of records.entries()) {
    if (isBlankLine(record)) continue
    const row = firstRow + index
    const problem = problemWith(record, width)
    const key = (record[0] ?? '').slice(0, 20)
    if (problem !== null) {
      unreadable.push({ row, key, reason: problem })
      continue
    }
    try {
      rows.push({ row, ...read(record) })
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      unreadable.push({ row, key, reason: error.message })
    }
  }
  const complete = rows.filter(({ facts }) => isCode(facts.code) && isName(facts.name))
  for (const { row, facts } of rows) {
    if (!isCode(facts.code))
      unreadable.push({
        row,
        key: facts.code.slice(0, 20),
        reason: 'It has no code of letters and figures.',
      })
    else if (facts.name === '') unreadable.push({ row, key: facts.code, reason: 'It has no name.' })
    else if (!isName(facts.name))
      unreadable.push({ row, key: facts.code, reason: 'Its name is longer than 200 characters.' })
  }
  return { form, rows: complete, unreadable }
}

const LONGEST_NAME = 200

const isName = (name: string): boolean => name !== '' && name.length <= LONGEST_NAME

const isCode = (code: string): boolean => /^[A-Z0-9]{2,12}$/.test(code)

const problemWith = (record: readonly string[], width: number): string | null =>
  record.length === width ? null : `It has ${record.length} columns where ${width} are expected.`
