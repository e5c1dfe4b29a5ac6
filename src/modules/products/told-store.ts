import type { ReadDb, Tx } from '#registry/handles.js'
import type { Component } from './model.js'

interface Told {
  by: string
  organisationId: string
  at: Date
}

/** Writes another name of a product. */
export const insertAlias = async (
  tx: Tx,
  productId: string,
  alias: string,
  told: Told,
): Promise<void> => {
  await tx
    .insertInto('product_aliases')
    .values({
      product_id: productId,
      alias,
      said_by: told.by,
      said_at: told.at,
      organisation_id: told.organisationId,
    })
    .execute()
}

/** Writes what a version is built on, as somebody tells it. */
export const insertComponent = async (
  tx: Tx,
  component: Omit<Component, 'saidAt'>,
  told: Told,
): Promise<void> => {
  await tx
    .insertInto('components')
    .values({
      id: component.id,
      version_id: component.versionId,
      organisation_id: told.organisationId,
      name: component.name,
      kind: component.kind,
      said_by: told.by,
      said_at: told.at,
    })
    .execute()
}

/** What the versions of a product are built on, in the order it was told. */
export const readComponents = async (db: ReadDb, productId: string): Promise<Component[]> => {
  const rows = await db
    .selectFrom('components')
    .innerJoin('versions', 'versions.id', 'components.version_id')
    .selectAll('components')
    .where('versions.product_id', '=', productId)
    .orderBy('components.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    versionId: row.version_id,
    name: row.name,
    kind: row.kind as Component['kind'],
    saidAt: row.said_at,
  }))
}
