import { z } from 'zod'
import { requireDeployment } from '#modules/deployments/index.js'
import { query } from '#registry/query.js'
import { readStatement } from './statements.js'

/** What a letter says of a confirmation that is asked. */
export const confirmationInWords = query({
  name: 'group-use.confirmation-in-words',
  allow: ['system'],
  input: z.object({ deploymentId: z.string().max(60) }),
  async run({ db }, { deploymentId }) {
    const deployment = await requireDeployment(db, deploymentId)
    const statement = await readStatement(db, deploymentId)
    return {
      product: deployment.product.name,
      group: deployment.organisationName,
      statedOn: statement?.statedOn ?? null,
    }
  },
})
