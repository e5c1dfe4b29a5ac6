import { sql } from 'kysely'
import { z } from 'zod'
import { isAllowed } from '#kernel/actor.js'
import { londonDate } from '#kernel/time.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { isNotAnswered, waitsForOrganisation } from './alert-recipients.js'
import { alertRows, toAlert } from './alert-store.js'
import { concernRows, toConcern } from './concern-store.js'
import { MAY_ANSWER, MAY_TRIAGE, MAY_WORK, type Alert, type Concern } from './model.js'

const MOST = 20

/** An alert that waits for somebody. */
export interface WaitingAlert {
  alert: Alert
  dueOn: string
  /** How many of one's own rows wait, or how many others have not answered. */
  waiting: number
}

/** The concerns and alerts that wait for the asker, most urgent first. */
export const whatNeedsMe = query({
  name: 'concerns.what-needs-me',
  allow: ['signed-in'],
  input: z.object({}),
  async run({ db, actor, now, organisationId }) {
    const own = organisationId()
    const mayAnswer = isAllowed(actor, MAY_ANSWER)
    const follows = isAllowed(actor, ['clinical-safety-officer', 'system-ai-lead'])
    return {
      toAnswer: mayAnswer ? await alertsToAnswer(db, own) : [],
      notAnsweredHere:
        actor.roles.includes('executive-sponsor') && !mayAnswer
          ? (await alertsToAnswer(db, own)).filter(({ alert }) => isSerious(alert))
          : [],
      toAcknowledge:
        isAllowed(actor, MAY_WORK) && !isAllowed(actor, MAY_TRIAGE)
          ? await waitingConcerns(db, own, 'acknowledged_at')
          : [],
      toTriage: isAllowed(actor, MAY_TRIAGE) ? await waitingConcerns(db, own, 'triaged_at') : [],
      notAnsweredByOthers: follows
        ? await alertsOverdue(db, londonDate(now), actor.roles.includes('system-ai-lead'))
        : [],
    }
  },
})

const isSerious = ({ notice, severity }: Alert): boolean =>
  notice === 'alert' && severity === 'serious'

const alertsToAnswer = async (db: ReadDb, own: string): Promise<WaitingAlert[]> => {
  const rows = await alertRows(db)
    .innerJoin('alert_recipients as told', 'told.alert_id', 'alerts.id')
    .select((one) => [
      one.fn.countAll<number>().as('waiting'),
      one.fn.min('told.due_on').as('due_on'),
    ])
    .where('told.organisation_id', '=', own)
    .where('alerts.stood_down_at', 'is', null)
    .where(waitsForOrganisation('told'))
    .groupBy(['alerts.id', 'issuer.id', 'products.id', 'supplier.id', 'versions.id'])
    .orderBy('alerts.id', 'desc')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({ alert: toAlert(row), dueOn: row.due_on, waiting: row.waiting }))
}

const waitingConcerns = async (
  db: ReadDb,
  own: string,
  missing: 'acknowledged_at' | 'triaged_at',
): Promise<Concern[]> => {
  const rows = await concernRows(db)
    .where('concerns.organisation_id', '=', own)
    .where('concerns.state', '=', 'reported')
    .where(`concerns.${missing}`, 'is', null)
    .orderBy('concerns.triage_by')
    .orderBy('concerns.id')
    .limit(MOST)
    .execute()
  return rows.map(toConcern)
}

// One's own alerts that others have not answered in time; a system AI lead's, those of the system.
const alertsOverdue = async (
  db: ReadDb,
  today: string,
  forSystem: boolean,
): Promise<WaitingAlert[]> => {
  const rows = await alertRows(db)
    .innerJoinLateral(
      () =>
        sql<{ waiting: number; due_on: string }>`(
          select count(*)::int as waiting, min(due_on) as due_on from alert_recipients_seen(alerts.id) as told
           where ${isNotAnswered('told')} and due_on < ${today}::date
             and organisation_id is distinct from current_organisation())`.as('late'),
      (join) => join.onTrue(),
    )
    .select(['late.waiting', 'late.due_on'])
    .where('late.waiting', '>', 0)
    .where('alerts.stood_down_at', 'is', null)
    .where('alerts.notice', '=', 'alert')
    .$if(!forSystem, (some) =>
      some.where(sql<boolean>`alerts.issued_by_organisation_id = current_organisation()`),
    )
    .orderBy('alerts.id', 'desc')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({ alert: toAlert(row), dueOn: row.due_on, waiting: row.waiting }))
}
