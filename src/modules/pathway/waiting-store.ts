import { sql } from 'kysely'
import type { Subject } from '#modules/evidence/index.js'
import type { StageId } from '#modules/framework/index.js'
import type { ReadDb } from '#registry/handles.js'

/** A deployment whose gates may wait for somebody. */
export interface Waiting {
  id: string
  product: string
  ownerId: string
}

const MOST = 10

/** Deployments whose gates may wait, as many as can be looked at, and how many there are besides. */
export interface BeforeUsual {
  some: Waiting[]
  others: number
}

/**
 * Running deployments of an organisation before business as usual, last changed first; only those of
 * `owners` where they are given.
 */
export const readBeforeUsual = async (
  db: ReadDb,
  organisationId: string,
  owners?: readonly string[],
): Promise<BeforeUsual> => {
  const found = await rows(db, organisationId)
    .where('deployments.state', '=', 'running')
    .where('stage', 'in', ['assess', 'pilot', 'implement'])
    .$if(owners !== undefined, (some) => some.where('owner_id', 'in', owners ?? []))
    .select(({ fn }) => fn.countAll<number>().over().as('all'))
    .execute()
  return {
    some: found.map(({ id, product, ownerId }) => ({ id, product, ownerId })),
    others: (found[0]?.all ?? 0) - found.length,
  }
}

/** Deployments that somebody owns and that were in use before they were assessed. */
export const readToCatchUp = (
  db: ReadDb,
  organisationId: string,
  ownerId: string,
): Promise<Waiting[]> =>
  rows(db, organisationId)
    .where('deployments.state', '<>', 'ceased')
    .where('in_use_before_assessment', '=', true)
    .where('owner_id', '=', ownerId)
    .execute()

const rows = (db: ReadDb, organisationId: string) =>
  db
    .selectFrom('deployments')
    .innerJoin('products', 'products.id', 'deployments.product_id')
    .select(['deployments.id', 'products.name as product', 'owner_id as ownerId'])
    .where('deployments.organisation_id', '=', organisationId)
    .orderBy('deployments.changed_at', 'desc')
    .limit(MOST)

/** The running deployments of an organisation with the stage each is at. */
export const readBeforeGates = async (
  db: ReadDb,
  organisationId: string,
): Promise<{ id: string; ownerId: string; stage: StageId }[]> => {
  const found = await db
    .selectFrom('deployments')
    .select(['id', 'owner_id', 'stage'])
    .where('organisation_id', '=', organisationId)
    .where('state', '=', 'running')
    .orderBy('id')
    .execute()
  return found.map((row) => ({ id: row.id, ownerId: row.owner_id, stage: row.stage as StageId }))
}

/** Who of a system, or of none, has a running deployment. */
export const readOrganisationsBeforeGates = async (
  db: ReadDb,
  systemId: string | null,
): Promise<{ id: string; name: string }[]> => {
  const { rows: found } = await sql<{ organisation_id: string; organisation_name: string }>`
    select * from organisations_before_gates(${systemId})`.execute(db)
  return found.map((row) => ({ id: row.organisation_id, name: row.organisation_name }))
}

/** The running deployments of an organisation that evidence about a subject bears on, last changed first. */
export const readBearingOn = async (
  db: ReadDb,
  organisationId: string,
  { scope, subjectId }: Subject,
): Promise<string[]> => {
  const found = await rows(db, organisationId)
    .where('deployments.state', '=', 'running')
    .$if(scope === 'deployment', (some) => some.where('deployments.id', '=', subjectId))
    .$if(scope === 'product_version', (some) =>
      some.where('deployments.version_id', '=', subjectId),
    )
    .$if(scope === 'supplier', (some) => some.where('products.supplier_id', '=', subjectId))
    .execute()
  return found.map((one) => one.id)
}
