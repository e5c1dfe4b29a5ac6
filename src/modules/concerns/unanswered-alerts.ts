import { sql } from 'kysely'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb } from '#registry/handles.js'
import { isNotAnswered } from './alert-recipients.js'
import { alertRows, toAlert } from './alert-store.js'
import type { Alert } from './model.js'

/** An alert that some of these organisations have not answered. */
export interface UnansweredAlert {
  alert: Alert
  /** Deployments that were told. */
  asked: number
  missing: readonly string[]
  dueOn: CalendarDate
}

/**
 * Alerts that wait for an answer, with the organisations that were told and have not said whether action
 * is required; of these organisations, as far as the asker may see. Newest first.
 */
export const readUnanswered = async (
  db: ReadDb,
  organisationIds: readonly string[],
): Promise<UnansweredAlert[]> => {
  const told = await db
    .selectFrom('alert_recipients as told')
    .innerJoin('alerts', 'alerts.id', 'told.alert_id')
    .innerJoin('organisations', 'organisations.id', 'told.organisation_id')
    .select(['told.alert_id', 'told.part', 'told.due_on', 'organisations.name'])
    .select(isNotAnswered('told').as('waits'))
    .where('told.organisation_id', '=', sql<string>`any(${[...organisationIds]})`)
    .where('alerts.stood_down_at', 'is', null)
    .orderBy('organisations.name')
    .execute()
  const waiting = [...new Set(told.filter((one) => one.waits).map((one) => one.alert_id))]
  if (waiting.length === 0) return []
  const alerts = await alertRows(db)
    .where('alerts.id', 'in', waiting)
    .orderBy('alerts.id', 'desc')
    .execute()
  return alerts.map((row) => {
    const about = told.filter((one) => one.alert_id === row.id)
    const missing = about.filter((one) => one.waits)
    return {
      alert: toAlert(row),
      asked: about.filter((one) => one.part === 'runs-it').length,
      missing: [...new Set(missing.map((one) => one.name))],
      dueOn: missing.map((one) => one.due_on).toSorted()[0] ?? '',
    }
  })
}
