import { sql } from 'kysely'
import { z } from 'zod'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { readCriteria } from './criteria-store.js'
import { judgeHazards } from './hazard-facts.js'
import { MAY_READ } from './model.js'
import { acceptancesMissing } from './rules.js'
import { toHazard } from './hazard-row.js'

/** A log in which something waits. */
export interface WaitingLog {
  deploymentId: string | null
  versionId: string | null
  productId: string
  product: string
  toScore: number
  toReview: number
  /** What put the first of them under review. */
  since: string | null
}

const MOST = 50
const MOST_TO_ACCEPT = 200

/** What of the organisation's hazards waits: by log, how many to score and to review; and those to accept. */
export const whatNeedsMe = query({
  name: 'hazards.what-needs-me',
  allow: MAY_READ,
  input: z.object({}),
  run: async ({ db, organisationId }) => ({
    logs: await waitingLogs(db, organisationId()),
    toAccept: await waitingForAcceptance(db, organisationId()),
  }),
})

const ofTheLiving = sql<boolean>`hazards.entry <> 'deprecated' and hazards.state <> 'closed'`

const waitingLogs = async (db: ReadDb, organisationId: string): Promise<WaitingLog[]> =>
  db
    .selectFrom('hazards')
    .innerJoin('hazard_logs', 'hazard_logs.id', 'hazards.log_id')
    .leftJoin('deployments', 'deployments.id', 'hazard_logs.deployment_id')
    .leftJoin('versions', 'versions.id', 'hazard_logs.version_id')
    .innerJoin('products', (join) =>
      join.on(sql<boolean>`products.id = coalesce(deployments.product_id, versions.product_id)`),
    )
    .select([
      'hazard_logs.deployment_id as deploymentId',
      'hazard_logs.version_id as versionId',
      'products.id as productId',
      'products.name as product',
      sql<number>`count(*) filter (where residual_risk is null)::int`.as('toScore'),
      sql<number>`count(*) filter (where residual_risk is not null and review_since is not null)::int`.as(
        'toReview',
      ),
      sql<string | null>`min(review_since)`.as('since'),
    ])
    .where('hazards.organisation_id', '=', organisationId)
    .where(ofTheLiving)
    .where(sql<boolean>`deployments.state is distinct from 'ceased'`)
    .where(sql<boolean>`(residual_risk is null or review_since is not null)`)
    .groupBy(['hazard_logs.id', 'products.id'])
    .orderBy('hazard_logs.id', 'desc')
    .limit(MOST)
    .execute()

const waitingForAcceptance = async (db: ReadDb, organisationId: string) => {
  const criteria = await readCriteria(db, organisationId)
  const risks = criteria.needs.flatMap((need, place) =>
    need === 'safety-officer' || need === 'two-acceptances' ? [place + 1] : [],
  )
  if (risks.length === 0) return []
  const rows = await db
    .selectFrom('hazards')
    .innerJoin('hazard_logs', 'hazard_logs.id', 'hazards.log_id')
    .innerJoin('deployments', 'deployments.id', 'hazard_logs.deployment_id')
    .innerJoin('products', 'products.id', 'deployments.product_id')
    .selectAll('hazards')
    .select('products.name as product')
    .where('hazards.organisation_id', '=', organisationId)
    .where(ofTheLiving)
    .where('deployments.state', '<>', 'ceased')
    .where('review_since', 'is', null)
    .where('residual_risk', 'in', risks)
    .orderBy('residual_risk', 'desc')
    .orderBy('hazards.id')
    .limit(MOST_TO_ACCEPT)
    .execute()
  const judged = await judgeHazards(db, rows.map(toHazard), criteria)
  return judged
    .map((one, place) => ({ ...one, product: rows[place]?.product ?? '' }))
    .filter(({ standing }) => standing.word === 'acceptance-wanted')
    .map(({ hazard, acceptances, product }) => ({
      id: hazard.id,
      reference: hazard.reference,
      risk: hazard.residualRisk ?? 5,
      product,
      by: acceptancesMissing(
        criteria.needs[(hazard.residualRisk ?? 5) - 1] ?? 'no-gate',
        hazard.residualRisk ?? 5,
        acceptances,
      ),
    }))
}
