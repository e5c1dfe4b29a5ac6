import { sql, type Selectable } from 'kysely'
import { addDays, startOfLondonDay, type CalendarDate } from '#kernel/time.js'
import type { ReadDb, Rows } from '#registry/handles.js'
import type { HistoryLine } from './model.js'
import { commandsSaying } from './words.js'

/** What lines to read; `systemOnly` leaves lines of organisations out. */
export interface WantedLines {
  systemOnly: boolean
  subject?: { kind: string; id: string }
  who?: string | undefined
  what?: string | undefined
  from?: CalendarDate | undefined
  until?: CalendarDate | undefined
}

/** Lines of the audit trail, narrowed; row-level security keeps other organisations' out. */
export const lineRows = (db: ReadDb, wanted: WantedLines) => {
  let rows = db.selectFrom('audit').selectAll()
  if (wanted.systemOnly) rows = rows.where('organisation_id', 'is', null)
  if (wanted.subject) {
    rows = rows
      .where('subject_kind', '=', wanted.subject.kind)
      .where('subject_id', '=', wanted.subject.id)
  }
  if (wanted.who) rows = rows.where(holds([sql.ref('actor_name'), sql.ref('actor_id')], wanted.who))
  if (wanted.what) {
    const columns = ['command', 'subject_kind', 'subject_id', 'reason'].map((one) => sql.ref(one))
    const said = sql<boolean>`command = any(${commandsSaying(wanted.what)})`
    rows = rows.where(sql<boolean>`(${holds(columns, wanted.what)} or ${said})`)
  }
  if (wanted.from) rows = rows.where('occurred_at', '>=', startOfLondonDay(wanted.from))
  if (wanted.until)
    rows = rows.where('occurred_at', '<', startOfLondonDay(addDays(wanted.until, 1)))
  return rows
}

/** A line of its row. */
export const toLine = (row: Selectable<Rows['audit']>): HistoryLine => ({
  id: row.id,
  at: row.occurred_at,
  actorId: row.actor_id,
  actorName: row.actor_name,
  actorKind: row.actor_kind as HistoryLine['actorKind'],
  actorRoles: row.actor_roles,
  command: row.command,
  subjectKind: row.subject_kind,
  subjectId: row.subject_id,
  reason: row.reason,
  before: row.before,
  after: row.after,
})

// "pause deployment" finds deployments.pause-deployment: a space stands for any sign between words.
const holds = (columns: readonly ReturnType<typeof sql.ref>[], text: string) => {
  const escaped = text.replaceAll(/[\\%_]/g, String.raw`\$&`).replaceAll(/[\s-]+/g, '_')
  const each = columns.map((column) => sql`${column} ilike ${`%${escaped}%`}`)
  return sql<boolean>`(${sql.join(each, sql` or `)})`
}
