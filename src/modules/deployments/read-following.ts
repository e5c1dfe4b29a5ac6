import { sql } from 'kysely'
import type { ReadDb } from '#registry/handles.js'
import type { Deployment } from './model.js'
import { deploymentRows, toDeployment } from './store.js'

/**
 * The deployments that follow the agreed way of a system and have not ceased, as far as the asker may
 * see them, by id after another; at most so many.
 */
export const deploymentsFollowing = async (
  db: ReadDb,
  systemId: string,
  after: string,
  most: number,
): Promise<Deployment[]> => {
  const rows = await deploymentRows(db)
    .where('deployments.state', '<>', 'ceased')
    .where(
      sql<boolean>`deployments.organisation_id = any (array(select m from partner_organisations() m where home_system(m) = ${systemId}))`,
    )
    .where('deployments.id', '>', after)
    .orderBy('deployments.id')
    .limit(most)
    .execute()
  return rows.map(toDeployment)
}
