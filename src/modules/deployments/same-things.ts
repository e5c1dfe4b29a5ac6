import { sql } from 'kysely'
import type { ReadDb } from '#registry/handles.js'
import { briefRows, toBrief, type DeploymentInBrief } from './in-brief.js'

/** What two or more organisations assess, try out or use at once. */
export interface SameThing {
  /** What is the same: the product, or two uses that read alike. */
  why: 'product' | 'use'
  what: string
  deployments: readonly DeploymentInBrief[]
}

const STILL_BEGINNING = ['assess', 'pilot']

const LIKE_ENOUGH = 0.6

const MOST_COMPARED = 500

/**
 * Deployments at assess or pilot that are of the same product in two organisations, or of the same kind of
 * product for a use that reads alike (trigram similarity of its title, pg_trgm, at least 0.6).
 */
export const readSameThings = async (
  db: ReadDb,
  organisationIds: readonly string[],
): Promise<SameThing[]> => {
  const rows = await briefRows(db)
    .where('deployments.organisation_id', '=', sql<string>`any(${[...organisationIds]})`)
    .where('deployments.state', '<>', 'ceased')
    .where('deployments.stage', 'in', STILL_BEGINNING)
    .orderBy('deployments.id', 'desc')
    .limit(MOST_COMPARED)
    .execute()
  const beginning = rows.map(toBrief)
  const sameProduct = [...new Set(beginning.map((one) => one.productId))]
    .map((productId) => beginning.filter((one) => one.productId === productId))
    .filter(isInTwo)
    .map((deployments): SameThing => ({
      why: 'product',
      what: deployments[0]?.productName ?? '',
      deployments,
    }))
  return [...sameProduct, ...(await readLikeUses(db, beginning))]
}

const readLikeUses = async (
  db: ReadDb,
  beginning: readonly DeploymentInBrief[],
): Promise<SameThing[]> => {
  const ids = beginning.map((one) => one.id)
  const { rows } = await sql<{ one: string; other: string }>`
    select a.id as one, b.id as other
      from deployments a
      join products pa on pa.id = a.product_id join use_cases ua on ua.id = a.use_case_id
      join deployments b on b.id > a.id and b.organisation_id <> a.organisation_id
        and b.product_id <> a.product_id
      join products pb on pb.id = b.product_id join use_cases ub on ub.id = b.use_case_id
     where a.id = any(${ids}) and b.id = any(${ids})
       and pa.kind = pb.kind and similarity(lower(ua.title), lower(ub.title)) >= ${LIKE_ENOUGH}
     order by a.id, b.id limit 50`.execute(db)
  const byId = new Map(beginning.map((one) => [one.id, one]))
  return rows.flatMap(({ one, other }): SameThing[] => {
    const [left, right] = [byId.get(one), byId.get(other)]
    if (!left || !right) return []
    return [{ why: 'use', what: left.useCase, deployments: [left, right] }]
  })
}

const isInTwo = (deployments: readonly DeploymentInBrief[]): boolean =>
  new Set(deployments.map((one) => one.organisationId)).size > 1
