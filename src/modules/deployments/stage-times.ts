import { sql } from 'kysely'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb } from '#registry/handles.js'
import type { DeploymentStage, DeploymentState } from './model.js'

/** Stays in one stage that have ended, in days; the median of none is null. */
export interface StageStays {
  stage: DeploymentStage
  ended: number
  medianDays: number | null
}

/**
 * How long stays in each stage took, over deployments of these organisations that the asker may see. A
 * stay counts when it has ended; the first one of a tool that was in use before does not, since nobody
 * here saw it begin.
 */
export const readStageStays = async (
  db: ReadDb,
  organisationIds: readonly string[],
): Promise<StageStays[]> => {
  const { rows } = await sql<{ stage: DeploymentStage; ended: string; median: number }>`
    with stays as (
      select c.to_stage as stage, c.changed_on as since,
             d.in_use_before_assessment and c.gate = 'not-passed-here' as begun_before,
             lead(c.changed_on) over (partition by c.deployment_id order by c.id) as until
        from stage_changes c join deployments d on d.id = c.deployment_id
       where d.organisation_id = any(${[...organisationIds]}))
    select stage, count(*) as ended,
           percentile_cont(0.5) within group (order by until - since) as median
      from stays where until is not null and not begun_before group by stage`.execute(db)
  return rows.map((row) => ({ stage: row.stage, ended: Number(row.ended), medianDays: row.median }))
}

/** Days from the start of assessing to business as usual; the median of none is null. */
export interface GoLiveTimes {
  reached: number
  medianDays: number | null
  longestDays: number | null
}

/** How long it took to go live, over deployments that began here and have reached business as usual. */
export const readGoLiveTimes = async (
  db: ReadDb,
  organisationIds: readonly string[],
): Promise<GoLiveTimes> => {
  const { rows } = await sql<{ reached: string; median: number | null; longest: number | null }>`
    with times as (
      select min(c.changed_on) filter (where c.to_stage = 'usual')
             - min(c.changed_on) filter (where c.to_stage = 'assess') as days
        from stage_changes c join deployments d on d.id = c.deployment_id
       where d.organisation_id = any(${[...organisationIds]}) and not d.in_use_before_assessment
       group by c.deployment_id)
    select count(days) as reached, max(days) as longest,
           percentile_cont(0.5) within group (order by days) as median from times`.execute(db)
  const [row] = rows
  return {
    reached: Number(row?.reached ?? 0),
    medianDays: row?.median ?? null,
    longestDays: row?.longest ?? null,
  }
}

/** A deployment that is on its way to business as usual, and since when it is where it is. */
export interface OnItsWay {
  id: string
  organisationName: string
  productName: string
  useCase: string
  stage: DeploymentStage
  state: DeploymentState
  since: CalendarDate
  hasVersion: boolean
  pilotEnds: CalendarDate | null
}

/** Deployments at assess, pilot or implement, longest there first; one page of them, and how many there are. */
export const readOnTheirWay = async (
  db: ReadDb,
  organisationIds: readonly string[],
  page: { from: number; most: number },
): Promise<{ rows: OnItsWay[]; count: number }> => {
  const waiting = db
    .selectFrom('deployments')
    .where('deployments.organisation_id', '=', sql<string>`any(${[...organisationIds]})`)
    .where('deployments.stage', 'in', ['assess', 'pilot', 'implement'])
  const { count } = await waiting
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  const rows = await waiting
    .innerJoin('organisations', 'organisations.id', 'deployments.organisation_id')
    .innerJoin('products', 'products.id', 'deployments.product_id')
    .innerJoin('use_cases', 'use_cases.id', 'deployments.use_case_id')
    .select([
      'deployments.id',
      'organisations.name as organisationName',
      'products.name as productName',
      'use_cases.title as useCase',
      'deployments.stage',
      'deployments.state',
      'stage_since as since',
      'version_id as versionId',
      'pilot_ends as pilotEnds',
    ])
    .orderBy('stage_since')
    .orderBy('deployments.id')
    .limit(page.most)
    .offset(page.from)
    .execute()
  return {
    count: Number(count),
    rows: rows.map(({ versionId, ...row }) => ({
      ...row,
      stage: row.stage as DeploymentStage,
      state: row.state as DeploymentState,
      hasVersion: versionId !== null,
    })),
  }
}
