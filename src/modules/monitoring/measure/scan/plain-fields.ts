import { type ColumnReader, isCoded } from './columns/column-reader.js'
import { ScoreColumn } from './columns/score-column.js'
import type { CsvShape } from './field-index.js'

const QUOTE = 34
const RETURN = 13

/** What a byte is to the form of a record. */
export const KIND = { plain: 0, delimiter: 1, newline: 2, return: 3, quote: 4 } as const

/** The kind of each byte. */
export function kindsOf({ delimiter, newline }: CsvShape): Uint8Array {
  const kinds = new Uint8Array(256)
  // Stands for no second byte in a short field, so a field may not hold one.
  kinds[0] = KIND.quote
  kinds[RETURN] = KIND.return
  kinds[delimiter] = KIND.delimiter
  kinds[newline] = KIND.newline
  kinds[QUOTE] = KIND.quote
  return kinds
}

/** How the fields of a column are read: by look-up, as numbers, or once their record is whole. */
export const USE = { coded: 0, score: 1, other: 2 } as const

/** The use of a column with these readers. */
export function useOf(readers: readonly ColumnReader[]): number {
  const [only] = readers
  if (!only || readers.length > 1) return USE.other
  if (only instanceof ScoreColumn) return only.percent ? USE.other : USE.score
  return isCoded(only) ? USE.coded : USE.other
}

/** 2 to the power of this many places are kept for the short fields of a column. */
export const SHORT_BITS = 10
const SHORT_MASK = 2 ** SHORT_BITS - 1

/** Where a field of one or two bytes (the second then 0) is looked up. */
export const shortPlace = (first: number, second: number): number =>
  (first * 29 + second) & SHORT_MASK
