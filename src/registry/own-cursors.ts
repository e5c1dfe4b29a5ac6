import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { Invalid } from '#kernel/errors.js'

const MARK_LENGTH = 11

/** Whether a query is a list that is read on by a cursor. */
export const takesCursor = (schema: z.core.$ZodType): boolean => {
  const { def } = schema._zod
  return (
    'shape' in def && typeof def.shape === 'object' && def.shape !== null && 'cursor' in def.shape
  )
}

/** What tells a list from every other: its name, and all that narrows or sorts it. Pure. */
export const markOf = (name: string, input: object): string => {
  const chosen = Object.entries(input).filter(([key]) => key !== 'cursor' && key !== 'limit')
  return createHash('sha256')
    .update(JSON.stringify([name, chosen]))
    .digest('base64url')
    .slice(0, MARK_LENGTH)
}

/** The cursor of a list without its mark. Throws Invalid for one of another list, filter or order. */
export const openCursor = (cursor: string, mark: string): string => {
  const at = cursor.lastIndexOf('.')
  if (at >= 0 && cursor.slice(at + 1) === mark) return cursor.slice(0, at)
  const message =
    'This page link belongs to another list, or to other filters or another order. Start the list again.'
  throw new Invalid([{ field: 'cursor', message }])
}

/** An answer whose cursors, its own or of a page of rows inside it, bear the mark of their list. Pure. */
export const markCursors = (answer: unknown, mark: string): unknown => {
  if (!isPlain(answer)) return answer
  const inside = Object.entries(answer).map(([key, value]) => [
    key,
    isPlain(value) && Array.isArray(value['rows']) ? marked(value, mark) : value,
  ])
  return marked(Object.fromEntries(inside), mark)
}

const marked = (page: Record<string, unknown>, mark: string): Record<string, unknown> => {
  const links = ['next', 'previous'].flatMap((way) =>
    typeof page[way] === 'string' ? [[way, `${page[way]}.${mark}`]] : [],
  )
  return { ...page, ...Object.fromEntries(links) }
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
