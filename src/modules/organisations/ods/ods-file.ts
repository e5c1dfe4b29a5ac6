import type { CalendarDate } from '#kernel/time.js'

/** Kinds of organisation that the national files hold. */
export type OdsKind = 'trust' | 'icb' | 'sub-icb' | 'ccg' | 'gp-practice'

/** What the Organisation Data Service says of one organisation; dates are whole days. */
export interface OdsFacts {
  readonly kind: OdsKind
  readonly code: string
  /** In readable case. */
  readonly name: string
  readonly regionCode: string | null
  /** High level health geography: where the head office is, not the system it belongs to. */
  readonly icbCode: string | null
  readonly subIcbCode: string | null
  /** Lines of the address without the postcode; null where the file has no address. */
  readonly address: readonly string[] | null
  readonly postcode: string | null
  readonly opened: CalendarDate | null
  readonly closed: CalendarDate | null
}

/** One row of a file; `outOfScope` says why it is not an organisation this register wants. */
export interface OdsRow {
  /** Counted from 1, a header being row 1. */
  readonly row: number
  readonly facts: OdsFacts
  readonly outOfScope: string | null
}

/** The forms of file that are understood; the form is kept as the source of what was taken in. */
export const ODS_FORMS = [
  'etr',
  'eccg',
  'epraccur',
  'icb-codes',
  'trust-list',
  'icb-list',
  'gp-practice-list',
] as const
export type OdsForm = (typeof ODS_FORMS)[number]

/** The name of a form on the screen. */
export const ODS_FORM_NAMES: Readonly<Record<OdsForm, string>> = {
  etr: 'NHS trusts (etr)',
  eccg: 'Sub-ICB locations and clinical commissioning groups (eccg)',
  epraccur: 'GP practices (epraccur)',
  'icb-codes': 'Integrated care boards (27 columns)',
  'trust-list': 'A list of NHS trusts with a header',
  'icb-list': 'A list of integrated care boards with a header',
  'gp-practice-list': 'A list of GP practices with a header',
}

/** A file as read: every row stands in `rows` or in `unreadable`. */
export interface OdsFile {
  readonly form: OdsForm
  readonly rows: readonly OdsRow[]
  readonly unreadable: readonly {
    readonly row: number
    readonly key: string
    readonly reason: string
  }[]
}
