import type { DeploymentFacts } from '#modules/framework/index.js'
import type { ReadDb } from '#registry/handles.js'

/** A deployment in a line, with the facts by which requirements apply to it. */
export interface DeploymentWithFacts {
  id: string
  name: string
  facts: DeploymentFacts
}

/** The deployments of an organisation that have not ceased, by product and use; at most so many. */
export const readDeploymentFacts = async (
  db: ReadDb,
  organisationId: string,
  most: number,
): Promise<DeploymentWithFacts[]> => {
  const rows = await db
    .selectFrom('deployments')
    .innerJoin('products', 'products.id', 'deployments.product_id')
    .innerJoin('use_cases', 'use_cases.id', 'deployments.use_case_id')
    .select(['deployments.id', 'products.name', 'use_cases.title', 'deployments.facts'])
    .where('deployments.organisation_id', '=', organisationId)
    .where('deployments.state', '<>', 'ceased')
    .orderBy('products.name')
    .orderBy('deployments.id')
    .limit(most)
    .execute()
  return rows.map(({ id, name, title, facts }) => ({
    id,
    name: `${name}: ${title}`,
    facts: facts as DeploymentFacts,
  }))
}
