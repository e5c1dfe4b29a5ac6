import { sql, type Selectable } from 'kysely'
import { NotFound } from '#kernel/errors.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import { refuseLostEdit } from '#registry/refuse-lost-edit.js'
import { PRODUCT_KIND_NAMES, type Product, type ProductKind, type Version } from './model.js'

/** The product with this id, or undefined. */
export const readProduct = async (db: ReadDb, id: string): Promise<Product | undefined> => {
  const row = await productRows(db).where('products.id', '=', id).executeTakeFirst()
  return row && toProduct(row)
}

/** The product with this id. Throws NotFound. */
export const requireProduct = async (db: ReadDb, id: string): Promise<Product> => {
  const product = await readProduct(db, id)
  if (!product) throw new NotFound('There is no such product in the register.')
  return product
}

/** The product of a supplier with this name, whatever its capitals. */
export const readProductByName = async (
  db: ReadDb,
  supplierId: string,
  name: string,
): Promise<Product | undefined> => {
  const row = await productRows(db)
    .where('products.supplier_id', '=', supplierId)
    .where((where) => where(where.fn('lower', ['products.name']), '=', name.toLowerCase()))
    .executeTakeFirst()
  return row && toProduct(row)
}

/** The versions of a product, newest first. */
export const readVersions = async (db: ReadDb, productId: string): Promise<Version[]> => {
  const rows = await db
    .selectFrom('versions')
    .selectAll()
    .where('product_id', '=', productId)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toVersion)
}

/** The version with this id, or undefined. */
export const readVersion = async (db: ReadDb, id: string): Promise<Version | undefined> => {
  const row = await db.selectFrom('versions').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toVersion(row)
}

/** Adds a product. */
export const insertProduct = async (
  tx: Tx,
  product: Pick<Product, 'id' | 'name' | 'summary' | 'kind' | 'supplierId' | 'vigilanceContact'>,
  told: { by: string; organisationId: string; at: Date },
): Promise<void> => {
  const bySupplier = told.organisationId === product.supplierId
  await tx
    .insertInto('products')
    .values({
      id: product.id,
      name: product.name,
      summary: product.summary,
      kind: product.kind,
      supplier_id: product.supplierId,
      vigilance_contact: product.vigilanceContact,
      registered_by_organisation_id: told.organisationId,
      registered_by: told.by,
      registered_at: told.at,
      claimed_at: bySupplier ? told.at : null,
      claimed_by: bySupplier ? told.by : null,
      changed_at: told.at,
    })
    .execute()
}

/** Writes what a product says, if nobody did since `revision`. Throws Conflict with theirs. */
export const updateProduct = async (
  tx: Tx,
  before: Product,
  revision: number,
  after: Pick<Product, 'name' | 'summary' | 'kind' | 'vigilanceContact'>,
  at: Date,
): Promise<void> => {
  const updated = await tx
    .updateTable('products')
    .set({
      name: after.name,
      summary: after.summary,
      kind: after.kind,
      vigilance_contact: after.vigilanceContact,
      changed_at: at,
      revision: sql`revision + 1`,
    })
    .where('id', '=', before.id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  refuseLostEdit(
    updated,
    {
      revision: before.revision,
      name: before.name,
      summary: before.summary,
      kind: before.kind,
      vigilanceContact: before.vigilanceContact,
    },
    { kind: PRODUCT_KIND_NAMES[before.kind] },
  )
}

/** Adds a version. */
export const insertVersion = async (
  tx: Tx,
  version: Omit<Version, 'registeredAt' | 'withdrawnAt'>,
  told: { by: string; organisationId: string; at: Date },
): Promise<void> => {
  await tx
    .insertInto('versions')
    .values({
      id: version.id,
      product_id: version.productId,
      organisation_id: told.organisationId,
      name: version.name,
      released: version.released,
      intended_use: version.intendedUse,
      medical_device: version.medicalDevice,
      device_class: version.deviceClass,
      changes: version.changes,
      registered_by: told.by,
      registered_at: told.at,
    })
    .execute()
}

/** Products with the names a page needs. */
export const productRows = (db: ReadDb) =>
  db
    .selectFrom('products')
    .innerJoin('organisations as supplier', 'supplier.id', 'products.supplier_id')
    .selectAll('products')
    .select([
      'supplier.name as supplier_name',
      sql<
        string[]
      >`array(select alias from product_aliases a where a.product_id = products.id order by alias)`.as(
        'aliases',
      ),
    ])

type ProductRow = Selectable<Rows['products']> & { supplier_name: string; aliases: string[] }

/** A product of its row. */
export const toProduct = (row: ProductRow): Product => ({
  id: row.id,
  name: row.name,
  summary: row.summary,
  kind: row.kind as ProductKind,
  supplierId: row.supplier_id,
  supplierName: row.supplier_name,
  claimed: row.claimed_at !== null,
  claimAsked:
    row.claim_asked_at === null
      ? null
      : {
          by: row.claim_asked_by ?? '',
          byName: row.claim_asked_by_name ?? '',
          at: row.claim_asked_at,
          contact: row.claim_contact,
        },
  vigilanceContact: row.vigilance_contact,
  registeredByOrganisationId: row.registered_by_organisation_id,
  aliases: row.aliases,
  registeredAt: row.registered_at,
  withdrawnAt: row.withdrawn_at,
  revision: row.revision,
})

const toVersion = (row: Selectable<Rows['versions']>): Version => ({
  id: row.id,
  productId: row.product_id,
  name: row.name,
  released: row.released,
  intendedUse: row.intended_use,
  medicalDevice: row.medical_device as Version['medicalDevice'],
  deviceClass: row.device_class,
  changes: row.changes,
  registeredAt: row.registered_at,
  withdrawnAt: row.withdrawn_at,
})
