import { sql } from 'kysely'
import type { Role } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'
import { escapeLike } from '#registry/escape-like.js'
import type { ReadDb } from '#registry/handles.js'
import type { Stated } from '../passport/statement-of.js'

/** A product of which its supplier opens something to everybody. */
export interface PublicProduct {
  id: string
  name: string
  supplierName: string
  /** Statements about its versions. */
  statements: number
}

/** A statement as it is stored; its documents are there for the digest only and are told to nobody. */
export interface PublicRow extends Stated {
  productName: string
  supplierName: string
  fieldsNotApplicable: Readonly<Record<string, string>>
  requirementDigest: string | null
}

/** Products with public statements, by name after one; anybody may ask. */
export const readPublicProducts = async (
  db: ReadDb,
  search: string,
  after: { name: string; id: string },
  most: number,
): Promise<PublicProduct[]> => {
  const { rows } = await sql<PublicProduct>`
    select product_id as id, product_name as name, supplier_name as "supplierName", statements
      from public_products(${escapeLike(search)}, ${after.name}, ${after.id}, ${most})`.execute(db)
  return rows
}

/** The public statements of a product's supplier, versions first, the newest name first. */
export const readPublicStatements = async (db: ReadDb, productId: string): Promise<PublicRow[]> => {
  const { rows } = await sql<StoredRow>`
    select product_name as "productName", supplier_name as "supplierName", id, scope,
      subject_id as "subjectId", requirement_id as "requirementId", part, version_name as "versionName",
      field_values as values, fields_not_applicable as "fieldsNotApplicable",
      not_applicable_reason as "notApplicableReason", documents, signed_by_name as "signedByName", role,
      signed_on as "signedOn", in_date_until as "inDateUntil", review_since as "reviewSince",
      requirement_digest as "requirementDigest", framework_version as "frameworkVersion"
      from public_statements(${productId})`.execute(db)
  return rows.map(({ signedByName, role, signedOn, ...row }) => ({
    ...row,
    signature: { personName: signedByName, role, on: signedOn },
  }))
}

type StoredRow = Omit<PublicRow, 'signature'> & {
  signedByName: string
  role: Role
  signedOn: CalendarDate
}
