import { sql } from 'kysely'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb } from '#registry/handles.js'
import { alertRows, toAlert } from './alert-store.js'
import type { Alert } from './model.js'

/** An alert that some of these organisations have not acknowledged. */
export interface UnacknowledgedAlert {
  alert: Alert
  asked: number
  missing: readonly string[]
  dueOn: CalendarDate
}

/**
 * Alerts that wait for an acknowledgement, with the organisations that run the tool and have not given
 * one; of these organisations, as far as the asker may see. Newest first.
 */
export const readUnacknowledged = async (
  db: ReadDb,
  organisationIds: readonly string[],
): Promise<UnacknowledgedAlert[]> => {
  const told = await db
    .selectFrom('alert_recipients as told')
    .innerJoin('alerts', 'alerts.id', 'told.alert_id')
    .innerJoin('organisations', 'organisations.id', 'told.organisation_id')
    .select(['told.alert_id', 'told.state', 'told.due_on', 'organisations.name'])
    .where('told.organisation_id', '=', sql<string>`any(${[...organisationIds]})`)
    .where('told.part', '=', 'runs-it')
    .where('told.needs_answer', '=', true)
    .where('alerts.stood_down_at', 'is', null)
    .orderBy('organisations.name')
    .execute()
  const waiting = [
    ...new Set(told.filter((one) => one.state === 'told').map((one) => one.alert_id)),
  ]
  if (waiting.length === 0) return []
  const alerts = await alertRows(db)
    .where('alerts.id', 'in', waiting)
    .orderBy('alerts.id', 'desc')
    .execute()
  return alerts.map((row) => {
    const about = told.filter((one) => one.alert_id === row.id)
    const missing = about.filter((one) => one.state === 'told')
    return {
      alert: toAlert(row),
      asked: about.length,
      missing: [...new Set(missing.map((one) => one.name))],
      dueOn: missing.map((one) => one.due_on).toSorted()[0] ?? '',
    }
  })
}
