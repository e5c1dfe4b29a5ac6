import type { OdsFacts, OdsForm, OdsKind } from './ods-file.js'
import { addressLines, blankToNull, odsDate } from './cells.js'
import { readableName } from './readable-name.js'

/** Columns of the 27-column files, from 0 (ODS file specification; telephone, column 17, is not read). */
const COLUMN = {
  code: 0,
  name: 1,
  region: 2,
  icb: 3,
  addressFrom: 4,
  addressTo: 9,
  postcode: 9,
  opened: 10,
  closed: 11,
  status: 12,
  role: 13,
  parent: 14,
  setting: 25,
} as const

/** Number of columns of the files without a header. */
export const NATIONAL_COLUMNS = 27

/** Which 27-column file this is, by what most of its rows look like; null when none. */
export const nationalForm = (records: readonly string[][]): OdsForm | null => {
  const most = (looks: (record: string[]) => boolean) =>
    records.filter(looks).length * 2 > records.length
  if (!most((record) => record.length === NATIONAL_COLUMNS)) return null
  if (most((record) => /^[ACDP]$/.test(cell(record, 'status')) && cell(record, 'setting') !== '')) {
    return 'epraccur'
  }
  if (most((record) => / TRUST$/i.test(cell(record, 'name')))) return 'etr'
  if (most((record) => /INTEGRATED CARE BOARD$/i.test(cell(record, 'name')))) return 'icb-codes'
  return most(isPlace) ? 'eccg' : null
}

const isPlace = (record: readonly string[]): boolean =>
  /RO3(19|27)/.test(cell(record, 'role')) || / CCG$/i.test(cell(record, 'name'))

/** What a 27-column row says, and why it is out of scope if it is. Throws RangeError for a bad date. */
export const nationalRow = (
  record: string[],
  form: OdsForm,
): { facts: OdsFacts; outOfScope: string | null } => ({
  facts: {
    kind: kindOf(record, form),
    code: cell(record, 'code').toUpperCase(),
    name: readableName(cell(record, 'name')),
    regionCode: blankToNull(cell(record, 'region')),
    icbCode: blankToNull(cell(record, 'icb')),
    subIcbCode: form === 'epraccur' ? blankToNull(cell(record, 'parent')) : null,
    address: addressLines(record.slice(COLUMN.addressFrom, COLUMN.addressTo)),
    postcode: blankToNull(cell(record, 'postcode')),
    opened: odsDate(cell(record, 'opened')),
    closed: odsDate(cell(record, 'closed')),
  },
  outOfScope: outOfScope(record, form),
})

const cell = (record: readonly string[], column: keyof typeof COLUMN): string =>
  record[COLUMN[column]] ?? ''

const kindOf = (record: readonly string[], form: OdsForm): OdsKind => {
  if (form === 'epraccur') return 'gp-practice'
  if (form === 'etr') return 'trust'
  if (form === 'icb-codes') return 'icb'
  return /RO3(19|27)/.test(cell(record, 'role')) ? 'sub-icb' : 'ccg'
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  C: 'Closed, and not in this register.',
  D: 'Dormant.',
  P: 'Proposed, not open yet.',
}

const outOfScope = (record: readonly string[], form: OdsForm): string | null => {
  if (form === 'eccg') {
    return isPlace(record) ? null : 'Neither a sub-ICB location nor a clinical commissioning group.'
  }
  if (form !== 'epraccur') return null
  if (cell(record, 'setting') !== '4') {
    return `Not a GP practice (prescribing setting ${cell(record, 'setting') || 'not given'}).`
  }
  return cell(record, 'status') === 'A'
    ? null
    : (STATUS_WORDS[cell(record, 'status')] ?? 'Its status is not known.')
}
