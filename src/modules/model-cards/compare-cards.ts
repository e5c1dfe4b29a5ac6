import type { Statement } from './statements.js'

/** A statement that another card makes otherwise; null where a card does not make it. */
export interface StatementChange {
  before: Statement | null
  after: Statement | null
}

/** What a new card states otherwise than the one before: by their places, in the order of the new one. */
export const compareCards = (
  before: readonly Statement[],
  after: readonly Statement[],
): StatementChange[] => {
  const earlier = new Map(before.map((one) => [one.path, one]))
  const later = new Set(after.map((one) => one.path))
  const changed = after.flatMap((one): StatementChange[] => {
    const old = earlier.get(one.path) ?? null
    return old?.value === one.value ? [] : [{ before: old, after: one }]
  })
  const gone = before
    .filter((one) => !later.has(one.path))
    .map((one): StatementChange => ({ before: one, after: null }))
  return [...changed, ...gone]
}
