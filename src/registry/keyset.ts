import { sql, type RawBuilder } from 'kysely'
import { cursorRefused, decodeCursor, encodeCursor } from '#kernel/paging.js'

/** What a list is sorted by; the id breaks ties and makes the order total. */
export interface ListOrder {
  value: RawBuilder<unknown>
  id: RawBuilder<unknown>
  descending: boolean
}

/** One page of a list that can be read both ways; null where there is nothing more. */
export interface TwoWayPage<Row> {
  rows: readonly Row[]
  previous: string | null
  next: string | null
}

/** The SQL of one page: where it starts and how it is sorted (seek method, Winand 2012, use-the-index-luke.com). */
export const seek = (order: ListOrder, cursor: string | undefined) => {
  const from = cursor ? readCursor(cursor) : undefined
  const falling = order.descending !== (from?.way === 'before')
  const direction = sql.raw(falling ? 'desc' : 'asc')
  const sign = sql.raw(falling ? '<' : '>')
  return {
    where: from
      ? sql<boolean>`(${order.value}, ${order.id}) ${sign} (${from.value}, ${from.id})`
      : sql<boolean>`true`,
    orderBy: sql`${order.value} ${direction}, ${order.id} ${direction}`,
  }
}

/** Cuts one row too many off and makes the cursors; rows before a cursor come back in list order. */
export const cutPage = <Row>(
  rows: readonly Row[],
  size: number,
  cursor: string | undefined,
  keyOf: (row: Row) => { value: string | number; id: string },
): TwoWayPage<Row> => {
  const way = cursor ? readCursor(cursor).way : undefined
  const more = rows.length > size
  const kept = way === 'before' ? rows.slice(0, size).toReversed() : rows.slice(0, size)
  const link = (to: 'before' | 'after', row: Row | undefined) => {
    if (!row) return null
    const { value, id } = keyOf(row)
    return encodeCursor([to, value, id])
  }
  const hasPrevious = way === 'before' ? more : way === 'after'
  const hasNext = way === 'before' || more
  return {
    rows: kept,
    previous: hasPrevious ? link('before', kept[0]) : null,
    next: hasNext ? link('after', kept.at(-1)) : null,
  }
}

const readCursor = (cursor: string) => {
  const [way, value, id] = decodeCursor(cursor, 3)
  if ((way === 'before' || way === 'after') && value !== undefined && value !== null)
    return { way, value, id: String(id) } as const
  throw cursorRefused()
}
