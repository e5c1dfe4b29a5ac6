import { sql } from 'kysely'
import { z } from 'zod'
import { query } from '#registry/query.js'
import { requireSubject } from './subject.js'

/** What a letter says of a deployment's hazards: how many wait, and of which tool; never their words. */
export const hazardsInWords = query({
  name: 'hazards.in-words',
  allow: ['system'],
  input: z.object({ deploymentId: z.string().max(60) }),
  async run({ db, actor }, { deploymentId }) {
    const { product } = await requireSubject(db, actor, { deploymentId })
    const waiting = await db
      .selectFrom('hazards')
      .innerJoin('hazard_logs', 'hazard_logs.id', 'hazards.log_id')
      .select(sql<number>`count(*)::int`.as('many'))
      .where('hazard_logs.deployment_id', '=', deploymentId)
      .where('entry', '<>', 'deprecated')
      .where('state', '<>', 'closed')
      .where(sql<boolean>`(residual_risk is null or review_since is not null)`)
      .executeTakeFirstOrThrow()
    return { product: product.name, waiting: waiting.many }
  },
})
