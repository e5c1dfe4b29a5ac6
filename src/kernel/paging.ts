import { Invalid } from './errors.js'

/** One page of a list, and how to get the one after it. */
export interface ListPage<Row> {
  rows: readonly Row[]
  /** Opaque text to ask for the next page with; null on the last. */
  next: string | null
}

/** Rows on a page unless asked for otherwise, and the most that may be asked for. */
export const PAGE_SIZE = 50
export const LARGEST_PAGE = 200

/** Packs the sort values of the last row into an opaque cursor. */
export const encodeCursor = (values: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url')

/** Unpacks a cursor of so many values. Throws Invalid when it was not made by encodeCursor. */
export const decodeCursor = (cursor: string, length: number): (string | number | null)[] => {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(values) && values.length === length && values.every(isCursorValue)) {
      return values
    }
  } catch {
    // falls through to the one message
  }
  throw cursorRefused()
}

/** What a cursor is refused with that this list did not make. */
export const cursorRefused = (options?: ErrorOptions): Invalid =>
  new Invalid(
    [{ field: 'cursor', message: 'This page link is no longer valid. Start the list again.' }],
    options,
  )

/** Cuts one row too many off a query's rows and makes the cursor from the last that stays. */
export const toPage = <Row>(
  rows: readonly Row[],
  size: number,
  cursorOf: (row: Row) => readonly (string | number | null)[],
): ListPage<Row> => {
  const kept = rows.slice(0, size)
  const last = kept.at(-1)
  return { rows: kept, next: rows.length > size && last ? encodeCursor(cursorOf(last)) : null }
}

const isCursorValue = (value: unknown): value is string | number | null =>
  value === null || typeof value === 'string' || typeof value === 'number'
