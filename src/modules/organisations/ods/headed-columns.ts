import type { OdsFacts, OdsForm, OdsKind } from './ods-file.js'
import { blankToNull, odsDate } from './cells.js'
import { readableName } from './readable-name.js'

/** The place of each known column in a file with a header, from 0. */
export interface HeadedColumns {
  readonly code: number
  readonly name: number
  readonly region: number | null
  /** Newest first: the first that is filled counts. */
  readonly icb: readonly number[]
  readonly subIcb: number | null
  readonly postcode: number | null
  readonly opened: number | null
  readonly closed: number | null
}

/** The known columns of a header row, or null when it names no code and no name. */
export const headedColumns = (header: readonly string[]): HeadedColumns | null => {
  const names = header.map((cell) => cell.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_'))
  const find = (...wanted: string[]): number | null => {
    const at = names.findIndex((name) => wanted.includes(name))
    return at === -1 ? null : at
  }
  const code = find('ods_code', 'organisation_code', 'org_code', 'code')
  const name = find('name', 'organisation_name', 'org_name')
  if (code === null || name === null) return null
  const icb = names
    .map((column, at) => ({ column, at }))
    .filter(({ column }) => /^icb_(ods_)?code(_\d{4}_\d{2})?$/.test(column))
    .sort((one, other) => other.column.localeCompare(one.column))
  return {
    code,
    name,
    region: find('region_code', 'nhs_region_code', 'national_grouping'),
    icb: icb.map(({ at }) => at),
    subIcb: find('sub_icb_code', 'sub_icb_location_code'),
    postcode: find('postcode', 'post_code'),
    opened: find('open_date', 'opened', 'start_date'),
    closed: find('close_date', 'closed', 'end_date'),
  }
}

/** Which list with a header this is, by its columns and what most names look like; null when none. */
export const headedForm = (
  columns: HeadedColumns,
  records: readonly string[][],
): OdsForm | null => {
  const most = (pattern: RegExp) =>
    records.filter((record) => pattern.test(record[columns.name] ?? '')).length * 2 > records.length
  if (most(/integrated care board$/i)) return 'icb-list'
  if (most(/ trust$/i)) return 'trust-list'
  return columns.subIcb === null ? null : 'gp-practice-list'
}

const KINDS: Partial<Record<OdsForm, OdsKind>> = {
  'icb-list': 'icb',
  'trust-list': 'trust',
  'gp-practice-list': 'gp-practice',
}

/** What a row of a list with a header says. Throws RangeError for a bad date. */
export const headedRow = (record: string[], columns: HeadedColumns, form: OdsForm): OdsFacts => {
  const cell = (at: number | null) => (at === null ? null : blankToNull(record[at]))
  return {
    kind: KINDS[form] ?? 'trust',
    code: (record[columns.code] ?? '').toUpperCase(),
    name: readableName(record[columns.name] ?? ''),
    regionCode: cell(columns.region),
    icbCode: columns.icb.map(cell).find((code) => code !== null) ?? null,
    subIcbCode: cell(columns.subIcb),
    address: null,
    postcode: cell(columns.postcode),
    opened: odsDate(cell(columns.opened) ?? ''),
    closed: odsDate(cell(columns.closed) ?? ''),
  }
}
