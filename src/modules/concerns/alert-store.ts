import { sql, type Selectable } from 'kysely'
import { NotFound } from '#kernel/errors.js'
import type { Role } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { Alert } from './model.js'

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
