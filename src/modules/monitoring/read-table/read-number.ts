/** A cell as a number; `missing` is a blank; otherwise the sentence says why it is none. */
export type ReadNumber =
  | { readonly value: number; readonly percent: boolean }
  | { readonly missing: true }
  | { readonly problem: string }

const BLANK = new Set(['', '-', '–', '—', 'na', 'n/a', 'nan', 'null', 'none', '.'])
const SUPPRESSED = /^(?:\*|c|<\s*\d+)$/i
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const THOUSANDS = /^[+-]?\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?$/
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/

/**
 * Reads a cell as people write numbers: `1,234.5`, `93.1%` (0.931), `1.2e-3`. NA and a dash are
 * blanks, as is an empty cell. A suppressed count, a decimal comma and words are problems.
 */
export const readNumber = (cell: string): ReadNumber => {
  const text = cell.trim().replace('\u2212', '-')
  if (BLANK.has(text.toLowerCase())) return { missing: true }
  if (SUPPRESSED.test(text)) return { problem: 'The count is suppressed.' }
  const percent = text.endsWith('%')
  const digits = percent ? text.slice(0, -1).trimEnd() : text
  const plain = THOUSANDS.test(digits) ? digits.replaceAll(/[,\u00a0\u202f ]/g, '') : digits
  if (DECIMAL_COMMA.test(plain)) return { problem: 'The number has a decimal comma; use a point.' }
  const value = PLAIN.test(plain) ? Number(plain) : NaN
  if (!Number.isFinite(value)) return { problem: 'The cell is not a number.' }
  return { value: percent ? hundredth(plain) : value, percent }
}

/** A hundredth of a written number, correctly rounded: 93.1 gives 0.931. */
const hundredth = (plain: string): number => {
  const [digits = '', exponent = '0'] = plain.toLowerCase().split('e')
  return Number(`${digits}e${Number(exponent) - 2}`)
}
