import { z } from 'zod'
import type { ReadDb } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import { query } from '#registry/query.js'
import { alertRows, toAlert } from './alert-store.js'
import type { Alert, AnswerState } from './model.js'

/** An alert about a deployment that is not settled there. */
export interface OpenAlert extends Alert {
  state: AnswerState
}

/** The alerts about a deployment that are neither complete, nor answered “not required”, nor stood down. */
export const alertsFor = async (db: ReadDb, deploymentId: string): Promise<OpenAlert[]> => {
  const rows = await alertRows(db)
    .modifyFront(planOnce)
    .innerJoin('alert_recipients as told', 'told.alert_id', 'alerts.id')
    .select('told.state')
    .where('told.deployment_id', '=', deploymentId)
    .where('told.needs_answer', '=', true)
    .where('told.state', 'in', ['told', 'acknowledged', 'action-required'])
    .where('alerts.stood_down_at', 'is', null)
    .orderBy('alerts.id', 'desc')
    .execute()
  return rows.map((row) => ({ ...toAlert(row), state: row.state as AnswerState }))
}

/** The open alerts about a deployment, for its banners. */
export const openAlerts = query({
  name: 'concerns.open-alerts',
  allow: ['signed-in'],
  input: z.object({ deploymentId: z.string().max(60) }),
  run: ({ db }, { deploymentId }) => alertsFor(db, deploymentId),
})
