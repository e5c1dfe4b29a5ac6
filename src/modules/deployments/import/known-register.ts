import { sql } from 'kysely'
import { peopleWithRole } from '#modules/people/index.js'
import type { ReadDb } from '#registry/handles.js'
import type { DeploymentStage } from '../model.js'
import type { KnownProduct, KnownRegister } from './propose-register-changes.js'
import type { RegisterRow } from './read-register-file.js'

/** Reads what the rows of a file are compared with, in one snapshot. */
export const readKnownRegister = async (
  db: ReadDb,
  organisationId: string,
  rows: readonly RegisterRow[],
  stages: ReadonlyMap<string, DeploymentStage>,
): Promise<KnownRegister> => {
  const organisation = await db
    .selectFrom('organisations')
    .select(['name', 'ods_code'])
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow()
  const deployments = await db
    .selectFrom('deployments')
    .innerJoin('use_cases', 'use_cases.id', 'deployments.use_case_id')
    .selectAll('deployments')
    .select('use_cases.title as use_title')
    .where('deployments.organisation_id', '=', organisationId)
    .where('deployments.state', '<>', 'ceased')
    .orderBy('deployments.id')
    .execute()
  return {
    organisation: { name: organisation.name, odsCode: organisation.ods_code },
    products: await readNamedProducts(db, [
      ...new Set(rows.map((row) => row.product.toLowerCase())),
    ]),
    deployments: deployments.map((one) => ({
      id: one.id,
      productId: one.product_id,
      useTitle: one.use_title,
      versionId: one.version_id,
      stage: one.stage as DeploymentStage,
      ownerId: one.owner_id,
      revision: one.revision,
    })),
    owners: await readOwners(db, organisationId),
    stages,
  }
}

const readNamedProducts = async (
  db: ReadDb,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly KnownProduct[]>> => {
  const { rows } = await sql<{ said: string; id: string; name: string }>`
    select lower(name) as said, id, name from products where lower(name) = any(${names})
    union
    select lower(a.alias), p.id, p.name from product_aliases a join products p on p.id = a.product_id
     where lower(a.alias) = any(${names})
    order by id`.execute(db)
  const versions = await db
    .selectFrom('versions')
    .select(['id', 'name', 'product_id'])
    .where('product_id', '=', sql<string>`any(${rows.map((row) => row.id)})`)
    .execute()
  const products = new Map<string, KnownProduct[]>()
  for (const { said, id, name } of rows) {
    const own = versions.filter((version) => version.product_id === id)
    products.set(said, [...(products.get(said) ?? []), { id, name, versions: own }])
  }
  return products
}

const readOwners = async (db: ReadDb, organisationId: string): Promise<KnownRegister['owners']> => {
  const owners = new Map<string, { personId: string; name: string }[]>()
  for (const { personId, name, email } of await peopleWithRole(db, organisationId, [
    'deployment-owner',
  ])) {
    for (const said of new Set([email.toLowerCase(), name.toLowerCase()]))
      owners.set(said, [...(owners.get(said) ?? []), { personId, name }])
  }
  return owners
}
