import { sql } from 'kysely'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb } from '#registry/handles.js'
import type { DeploymentStage, DeploymentState } from './model.js'

/** A deployment in one line. */
export interface DeploymentInBrief {
  id: string
  organisationId: string
  organisationName: string
  productId: string
  productName: string
  useCase: string
  stage: DeploymentStage
  state: DeploymentState
  pilotEnds: CalendarDate | null
  reviewDue: CalendarDate | null
  inUseBeforeAssessment: boolean
}

/**
 * Deployments of these organisations for which a stop is not confirmed, ceased or not; and of those that
 * have not ceased, for which a decision is due by a day, which were in use before assessment, or which are
 * among `ids`; at most so many, in the order of their ids.
 */
export const readNeedingAttention = async (
  db: ReadDb,
  of: { organisationIds: readonly string[]; dueBy: CalendarDate; ids: readonly string[] },
  most: number,
): Promise<DeploymentInBrief[]> => {
  const rows = await briefRows(db)
    .where('deployments.organisation_id', '=', sql<string>`any(${[...of.organisationIds]})`)
    .where((where) =>
      where.or([
        sql<boolean>`deployments.id in (select ceased_not_off())`,
        where.and([
          where('deployments.state', '<>', 'ceased'),
          where.or([
            where('deployments.state', '=', 'stop-called'),
            where.and([
              where('deployments.stage', '=', 'pilot'),
              where('deployments.pilot_ends', '<=', of.dueBy),
            ]),
            where('deployments.review_due', '<=', of.dueBy),
            where('deployments.in_use_before_assessment', '=', true),
            where('deployments.id', '=', sql<string>`any(${[...of.ids]})`),
          ]),
        ]),
      ]),
    )
    .orderBy('deployments.id')
    .limit(most)
    .execute()
  return rows.map(toBrief)
}

/** Deployments of an organisation beyond assess that have not ceased; of one owner where one is named. */
export const readLive = async (
  db: ReadDb,
  of: { organisationId: string; ownerId?: string; without: readonly string[] },
  most: number,
): Promise<DeploymentInBrief[]> => {
  let rows = briefRows(db)
    .where('deployments.organisation_id', '=', of.organisationId)
    .where('deployments.state', '<>', 'ceased')
    .where('deployments.stage', 'in', ['pilot', 'implement', 'usual', 'scale'])
    .where('deployments.id', '<>', sql<string>`all(${[...of.without]})`)
  if (of.ownerId) rows = rows.where('deployments.owner_id', '=', of.ownerId)
  return (await rows.orderBy('deployments.id').limit(most).execute()).map(toBrief)
}

/** Deployments of an organisation after an id, in the order of their ids, with whether each is held back. */
export const readAllOwn = async (
  db: ReadDb,
  organisationId: string,
  after: string,
  most: number,
): Promise<(DeploymentInBrief & { heldBack: boolean })[]> => {
  const rows = await briefRows(db)
    .select('deployments.held_back')
    .where('deployments.organisation_id', '=', organisationId)
    .where('deployments.id', '>', after)
    .orderBy('deployments.id')
    .limit(most)
    .execute()
  return rows.map((row) => ({ ...toBrief(row), heldBack: row.held_back }))
}

export const briefRows = (db: ReadDb) =>
  db
    .selectFrom('deployments')
    .innerJoin('organisations', 'organisations.id', 'deployments.organisation_id')
    .innerJoin('products', 'products.id', 'deployments.product_id')
    .innerJoin('use_cases', 'use_cases.id', 'deployments.use_case_id')
    .select([
      'deployments.id',
      'deployments.organisation_id',
      'organisations.name as organisation_name',
      'deployments.product_id',
      'products.name as product_name',
      'use_cases.title as use_case',
      'deployments.stage',
      'deployments.state',
      'deployments.pilot_ends',
      'deployments.review_due',
      'deployments.in_use_before_assessment',
    ])

interface BriefRow {
  id: string
  organisation_id: string
  organisation_name: string
  product_id: string
  product_name: string
  use_case: string
  stage: string
  state: string
  pilot_ends: string | null
  review_due: string | null
  in_use_before_assessment: boolean
}

export const toBrief = (row: BriefRow): DeploymentInBrief => ({
  id: row.id,
  organisationId: row.organisation_id,
  organisationName: row.organisation_name,
  productId: row.product_id,
  productName: row.product_name,
  useCase: row.use_case,
  stage: row.stage as DeploymentStage,
  state: row.state as DeploymentState,
  pilotEnds: row.pilot_ends,
  reviewDue: row.review_due,
  inUseBeforeAssessment: row.in_use_before_assessment,
})
