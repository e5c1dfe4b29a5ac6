import { sql } from 'kysely'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb } from '#registry/handles.js'
import type { DeploymentStage, DeploymentState } from './model.js'

/** How many deployments of an organisation are at a stage, as far as the asker may see. */
export interface StageCount {
  organisationId: string
  stage: DeploymentStage
  count: number
  inUseBeforeAssessment: number
}

/** Deployments by organisation and stage, of these organisations. */
export const countByStage = async (
  db: ReadDb,
  organisationIds: readonly string[],
): Promise<StageCount[]> => {
  const rows = await db
    .selectFrom('deployments')
    .select(({ fn }) => [
      'organisation_id',
      'stage',
      fn.countAll<string>().as('count'),
      fn
        .countAll<string>()
        .filterWhere('in_use_before_assessment', '=', true)
        .filterWhere('state', '<>', 'ceased')
        .as('before'),
    ])
    .where('organisation_id', '=', sql<string>`any(${[...organisationIds]})`)
    .groupBy(['organisation_id', 'stage'])
    .execute()
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    stage: row.stage as DeploymentStage,
    count: Number(row.count),
    inUseBeforeAssessment: Number(row.before),
  }))
}

/** How one fact is answered over deployments that have not ceased. */
export interface FactCount {
  fact: string
  yes: number
  no: number
  notAnswered: number
}

/** How these yes-or-no facts are answered; what is not answered is its own count. */
export const countFacts = async (
  db: ReadDb,
  organisationIds: readonly string[],
  facts: readonly string[],
): Promise<FactCount[]> => {
  const rows = await db
    .selectFrom('deployments')
    .innerJoin(
      sql<{ fact: string }>`(select unnest(${[...facts]}::text[]) as fact)`.as('asked'),
      (join) => join.onTrue(),
    )
    .select(({ fn }) => [
      'asked.fact',
      fn
        .countAll<string>()
        .filterWhere(sql<boolean>`facts ->> asked.fact = 'true'`)
        .as('yes'),
      fn
        .countAll<string>()
        .filterWhere(sql<boolean>`facts ->> asked.fact = 'false'`)
        .as('no'),
      fn
        .countAll<string>()
        .filterWhere(sql<boolean>`facts ->> asked.fact is null`)
        .as('not_answered'),
    ])
    .where('organisation_id', '=', sql<string>`any(${[...organisationIds]})`)
    .where('state', '<>', 'ceased')
    .groupBy('asked.fact')
    .execute()
  const counted = new Map(rows.map((row) => [row.fact, row]))
  return facts.map((fact) => ({
    fact,
    yes: Number(counted.get(fact)?.yes ?? 0),
    no: Number(counted.get(fact)?.no ?? 0),
    notAnswered: Number(counted.get(fact)?.not_answered ?? 0),
  }))
}

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

const briefRows = (db: ReadDb) =>
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

const toBrief = (row: BriefRow): DeploymentInBrief => ({
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
