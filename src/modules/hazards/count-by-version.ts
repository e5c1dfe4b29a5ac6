import { sql } from 'kysely'
import { z } from 'zod'
import { query } from '#registry/query.js'

/** How many hazards the organisation's own logs hold, by version of a product; only a supplier has any. */
export const countByVersion = query({
  name: 'hazards.count-by-version',
  allow: ['signed-in'],
  input: z.object({ productId: z.string().max(60) }),
  run: ({ db, organisationId }, { productId }) =>
    db
      .selectFrom('hazards')
      .innerJoin('hazard_logs', 'hazard_logs.id', 'hazards.log_id')
      .innerJoin('versions', 'versions.id', 'hazard_logs.version_id')
      .select([
        'versions.id as versionId',
        sql<number>`count(*)::int`.as('hazards'),
        sql<number>`count(*) filter (where review_since is not null)::int`.as('underReview'),
      ])
      .where('versions.product_id', '=', productId)
      .where('hazards.organisation_id', '=', organisationId())
      .where('entry', '<>', 'deprecated')
      .where('hazards.state', '<>', 'closed')
      .groupBy('versions.id')
      .execute(),
})
