import { sql, type Selectable } from 'kysely'
import type { Role } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { AlertRecipient, AnswerState } from './model.js'
import type { Answer } from './rules.js'

/**
 * The condition that a row of those told has not answered an alert: it asks for an answer, and nobody has
 * said whether action is required. To acknowledge is to have seen it, and no answer.
 */
export const isNotAnswered = (rows: string) =>
  sql<boolean>`(${sql.ref(`${rows}.needs_answer`)} and ${sql.ref(`${rows}.state`)} in ('told', 'acknowledged'))`

/** The condition that a row waits for its organisation: for an answer or, of a notice, to be acknowledged. */
export const waitsForOrganisation = (rows: string) =>
  sql<boolean>`(${isNotAnswered(rows)} or ${sql.ref(`${rows}.state`)} = 'told')`

/** How many of those told are in each state, named or not, as the asker may see. */
export const countStates = async (
  db: ReadDb,
  alertId: string,
): Promise<{ state: AnswerState; part: string; hidden: string | null; count: number }[]> => {
  const { rows } = await sql<{
    state: AnswerState
    part: string
    hidden: string | null
    count: number
  }>`
    select state, part, hidden, count(*)::int as count from alert_recipients_seen(${alertId})
     group by state, part, hidden`.execute(db)
  return rows
}

/** Those who were told, the supplier first and then by name, from after a cursor. */
export const readRecipients = async (
  db: ReadDb,
  alertId: string,
  options: {
    state?: AnswerState | 'not-answered'
    after?: { name: string; recipient: string }
    limit: number
  },
): Promise<AlertRecipient[]> => {
  const name = sql`case when part = 'supplier' then ' ' else coalesce(organisation_name, '~') end`
  const { rows } = await sql<SeenRow>`
    select * from alert_recipients_seen(${alertId}) as told
     where ${isInState(options.state)}
       and ${options.after ? sql`(${name}, recipient) > (${options.after.name}, ${options.after.recipient})` : sql`true`}
     order by ${name}, recipient limit ${options.limit}`.execute(db)
  return rows.map(toRecipient)
}

const isInState = (state: AnswerState | 'not-answered' | undefined) => {
  if (state === 'not-answered') return isNotAnswered('told')
  return state ? sql<boolean>`state = ${state}` : sql<boolean>`true`
}

/** The value readRecipients sorts by. */
export const recipientSortName = (recipient: AlertRecipient): string =>
  recipient.part === 'supplier' ? ' ' : (recipient.organisationName ?? '~')

/** The rows of an alert that the organisation itself has to answer. */
export const readOwnRecipients = async (
  db: ReadDb,
  alertId: string,
  organisationId: string,
): Promise<OwnRecipient[]> => {
  const rows = await ownRows(db)
    .where('alert_recipients.alert_id', '=', alertId)
    .where('alert_recipients.organisation_id', '=', organisationId)
    .orderBy('alert_recipients.recipient')
    .limit(200)
    .execute()
  return rows.map(toOwn)
}

/** A row the organisation has to answer, with what it is about. */
export interface OwnRecipient {
  alertId: string
  recipient: string
  part: 'runs-it' | 'supplier'
  deploymentId: string | null
  useCase: string | null
  needsAnswer: boolean
  toldAt: Date
  dueOn: CalendarDate
  state: AnswerState
  answerReason: string | null
}

/** Writes an answer where the row still allows it; answers the recipients it was written for. */
export const writeAnswer = async (
  tx: Tx,
  where: {
    alertId: string
    organisationId: string
    recipient: string | null
    from: readonly AnswerState[]
  },
  answer: { state: Answer; role: Role; reason: string; at: Date },
): Promise<string[]> => {
  const { state, role, at } = answer
  const acknowledgement = {
    acknowledged_at: sql<Date>`coalesce(acknowledged_at, ${at})`,
    acknowledged_by_role: sql<string>`coalesce(acknowledged_by_role, ${role})`,
  }
  const own = {
    acknowledged: {},
    'action-required': answered(answer),
    'action-not-required': answered(answer),
    complete: { completed_at: at, completed_by_role: role },
  }[state]
  let rows = tx
    .updateTable('alert_recipients')
    .set({ state, ...acknowledgement, ...own })
    .where('alert_id', '=', where.alertId)
    .where('organisation_id', '=', where.organisationId)
    .where('state', 'in', [...where.from])
  if (where.recipient) rows = rows.where('recipient', '=', where.recipient)
  const changed = await rows.returning('recipient').execute()
  return changed.map((row) => row.recipient)
}

const answered = (answer: { role: Role; reason: string; at: Date }) => ({
  answered_at: answer.at,
  answered_by_role: answer.role,
  answer_reason: answer.reason || null,
})

/** Rows of the organisation itself with the use case of their deployment. */
const ownRows = (db: ReadDb) =>
  db
    .selectFrom('alert_recipients')
    .leftJoin('deployments', 'deployments.id', 'alert_recipients.deployment_id')
    .leftJoin('use_cases', 'use_cases.id', 'deployments.use_case_id')
    .selectAll('alert_recipients')
    .select('use_cases.title as use_case_title')

/** A row of one's own. */
const toOwn = (
  row: Selectable<Rows['alert_recipients']> & { use_case_title: string | null },
): OwnRecipient => ({
  alertId: row.alert_id,
  recipient: row.recipient,
  part: row.part as OwnRecipient['part'],
  deploymentId: row.deployment_id,
  useCase: row.use_case_title,
  needsAnswer: row.needs_answer,
  toldAt: row.told_at,
  dueOn: row.due_on,
  state: row.state as AnswerState,
  answerReason: row.answer_reason,
})

const toRecipient = (row: SeenRow): AlertRecipient => ({
  organisationId: row.organisation_id,
  organisationName: row.organisation_name,
  recipient: row.recipient,
  part: row.part,
  deploymentId: row.deployment_id,
  hidden: row.hidden,
  needsAnswer: row.needs_answer,
  toldAt: row.told_at,
  dueOn: row.due_on,
  state: row.state,
  acknowledgedAt: row.acknowledged_at,
  acknowledgedByRole: row.acknowledged_by_role,
  answeredAt: row.answered_at,
  answeredByRole: row.answered_by_role,
  answerReason: row.answer_reason,
  completedAt: row.completed_at,
  completedByRole: row.completed_by_role,
})

interface SeenRow {
  organisation_id: string | null
  organisation_name: string | null
  recipient: string
  part: AlertRecipient['part']
  deployment_id: string | null
  hidden: AlertRecipient['hidden']
  needs_answer: boolean
  told_at: Date
  due_on: string
  state: AnswerState
  acknowledged_at: Date | null
  acknowledged_by_role: Role | null
  answered_at: Date | null
  answered_by_role: Role | null
  answer_reason: string | null
  completed_at: Date | null
  completed_by_role: Role | null
}
