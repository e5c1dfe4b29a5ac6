import { sql, type Selectable } from 'kysely'
import { NotFound } from '#kernel/errors.js'
import type { Role } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { Alert, AlertRecipient, AnswerState } from './model.js'
import type { Answer } from './rules.js'

/** An alert as it is issued. */
export type NewAlert = Pick<
  Alert,
  'id' | 'issuedByRole' | 'notice' | 'severity' | 'kind' | 'useCase' | 'contactRole' | 'issuedAt'
> & {
  organisationId: string
  cause: string
  productId: string
  versionId: string
  due: CalendarDate
}

/** Writes an alert and tells everyone who runs the version, and its supplier; answers how many rows were told. */
export const insertAlert = async (tx: Tx, alert: NewAlert): Promise<number> => {
  await tx
    .insertInto('alerts')
    .values({
      id: alert.id,
      issued_by_organisation_id: alert.organisationId,
      issued_by_role: alert.issuedByRole,
      notice: alert.notice,
      cause: alert.cause,
      severity: alert.severity,
      kind: alert.kind,
      product_id: alert.productId,
      version_id: alert.versionId,
      use_case: alert.useCase,
      contact_role: alert.contactRole,
      issued_at: alert.issuedAt,
    })
    .execute()
  const { rows } = await sql<{ told: number }>`
    select tell_recipients(${alert.id}, ${alert.due}::date) as told`.execute(tx)
  return rows[0]?.told ?? 0
}

/** The alert with this id that the actor's organisation may see. Throws NotFound. */
export const requireAlert = async (db: ReadDb, id: string): Promise<Alert> => {
  const row = await alertRows(db).where('alerts.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('There is no such alert, or it was not sent to you.')
  return toAlert(row)
}

/** The alerts with a cause that the organisation issued already. */
export const hasAlertOf = async (
  db: ReadDb,
  organisationId: string,
  cause: string,
): Promise<boolean> => {
  const row = await db
    .selectFrom('alerts')
    .select('id')
    .where('issued_by_organisation_id', '=', organisationId)
    .where('cause', '=', cause)
    .executeTakeFirst()
  return row !== undefined
}

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
  options: { state?: AnswerState; after?: { name: string; recipient: string }; limit: number },
): Promise<AlertRecipient[]> => {
  const name = sql`case when part = 'supplier' then ' ' else coalesce(organisation_name, '~') end`
  const { rows } = await sql<SeenRow>`
    select * from alert_recipients_seen(${alertId})
     where ${options.state ? sql`state = ${options.state}` : sql`true`}
       and ${options.after ? sql`(${name}, recipient) > (${options.after.name}, ${options.after.recipient})` : sql`true`}
     order by ${name}, recipient limit ${options.limit}`.execute(db)
  return rows.map(toRecipient)
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
export const ownRows = (db: ReadDb) =>
  db
    .selectFrom('alert_recipients')
    .leftJoin('deployments', 'deployments.id', 'alert_recipients.deployment_id')
    .leftJoin('use_cases', 'use_cases.id', 'deployments.use_case_id')
    .selectAll('alert_recipients')
    .select('use_cases.title as use_case_title')

/** A row of one's own. */
export const toOwn = (
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

/** Alerts with the names of what they are about. */
export const alertRows = (db: ReadDb) =>
  db
    .selectFrom('alerts')
    .innerJoin('organisations as issuer', 'issuer.id', 'alerts.issued_by_organisation_id')
    .innerJoin('products', 'products.id', 'alerts.product_id')
    .innerJoin('organisations as supplier', 'supplier.id', 'products.supplier_id')
    .innerJoin('versions', 'versions.id', 'alerts.version_id')
    .selectAll('alerts')
    .select([
      'issuer.name as issuer_name',
      'products.name as product_name',
      'products.vigilance_contact as vigilance_contact',
      'supplier.name as supplier_name',
      'versions.name as version_name',
    ])

type AlertRow = Selectable<Rows['alerts']> & {
  issuer_name: string
  product_name: string
  vigilance_contact: string | null
  supplier_name: string
  version_name: string
}

/** An alert of its row. */
export const toAlert = (row: AlertRow): Alert => ({
  id: row.id,
  issuedByOrganisationId: row.issued_by_organisation_id,
  issuedByName: row.issuer_name,
  issuedByRole: row.issued_by_role as Role,
  notice: row.notice as Alert['notice'],
  severity: row.severity as Alert['severity'],
  kind: row.kind,
  product: {
    id: row.product_id,
    name: row.product_name,
    supplierName: row.supplier_name,
    vigilanceContact: row.vigilance_contact,
  },
  version: { id: row.version_id, name: row.version_name },
  useCase: row.use_case,
  contactRole: row.contact_role as Role,
  issuedAt: row.issued_at,
  stoodDownAt: row.stood_down_at,
  stoodDownReason: row.stood_down_reason,
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
