import { sql } from 'kysely'
import type { ReadDb } from '#registry/handles.js'
import type { DeploymentStage } from './model.js'

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
