import { sql } from 'kysely'
import type { Actor } from '#kernel/actor.js'
import { MEMBER_ROLES } from '#kernel/roles.js'
import { cutPage, seek, type TwoWayPage } from '#registry/keyset.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { auditInput, historyInput, type HistoryLine, type Names } from './model.js'
import { namesIn, withRequirementNames } from './names.js'
import { lineRows, toLine, type WantedLines } from './store.js'

/** What was done to a record by whom, newest first, as far as the asker's organisation did it. */
export const historyOf = async (
  db: ReadDb,
  wanted: WantedLines,
  page: { cursor?: string | undefined; limit: number },
  organisationId: string | null,
): Promise<TwoWayPage<HistoryLine> & { names: Names }> => {
  const id = sql.ref('audit.id')
  const at = seek({ value: id, id, descending: true }, page.cursor)
  const rows = await lineRows(db, wanted)
    .where(at.where)
    .orderBy(at.orderBy)
    .limit(page.limit + 1)
    .execute()
  const cut = cutPage(rows.map(toLine), page.limit, page.cursor, (one) => ({
    value: one.id,
    id: one.id,
  }))
  const names = await namesIn(db, cut.rows)
  return { ...cut, names: await withRequirementNames(db, organisationId, cut.rows, names) }
}

/** The history of one record. */
export const showHistory = query({
  name: 'history.show-history',
  allow: ['signed-in', 'operator'],
  input: historyInput,
  run: ({ db, actor }, { kind, id, cursor, limit }) => {
    const wanted = { systemOnly: isOperatorOnly(actor), subject: { kind, id } }
    return historyOf(db, wanted, { cursor, limit }, actor.organisationId)
  },
})

/** The audit trail of the asker's organisation; for an operator only what belongs to none. */
export const listAudit = query({
  name: 'history.list-audit',
  allow: ['administrator', 'auditor', 'operator'],
  input: auditInput,
  run: ({ db, actor }, { cursor, limit, ...filters }) =>
    historyOf(
      db,
      {
        systemOnly: isOperatorHere(actor),
        who: filters.who || undefined,
        what: filters.what || undefined,
        from: filters.from || undefined,
        until: filters.until || undefined,
      },
      { cursor, limit },
      actor.organisationId,
    ),
})

// An operator sees no records of organisations (design.md section 7).
const isOperatorOnly = (actor: Actor): boolean =>
  !actor.roles.some((role) => MEMBER_ROLES.includes(role))

/** Whether the audit trail is open to somebody only as an operator. */
export const isOperatorHere = (actor: Actor): boolean =>
  !actor.roles.includes('administrator') && !actor.roles.includes('auditor')
