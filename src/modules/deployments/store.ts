import { sql, type Selectable } from 'kysely'
import { NotFound } from '#kernel/errors.js'
import type { DeploymentFacts } from '#modules/framework/index.js'
import type { ReadDb, Rows } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import type { Deployment, DeploymentStage, DeploymentState } from './model.js'

/** The deployment with this id that the actor may see, or undefined. */
export const readDeployment = async (db: ReadDb, id: string): Promise<Deployment | undefined> => {
  const row = await deploymentRows(db)
    .modifyFront(planOnce)
    .where('deployments.id', '=', id)
    .executeTakeFirst()
  return row && toDeployment(row)
}

/** Those of some deployments that the actor may see. */
export const readDeployments = async (
  db: ReadDb,
  ids: readonly string[],
): Promise<Deployment[]> => {
  const rows = await deploymentRows(db).where('deployments.id', 'in', ids).execute()
  return rows.map(toDeployment)
}

/** The deployment with this id. Throws NotFound. */
export const requireDeployment = async (db: ReadDb, id: string): Promise<Deployment> => {
  const deployment = await readDeployment(db, id)
  if (!deployment) throw new NotFound('There is no such deployment, or it is not shared with you.')
  return deployment
}

/** A deployment of a version, in whatever organisation. */
export interface RunningDeployment {
  organisationId: string
  organisationName: string
  deploymentId: string
  ownerId: string
  stage: string
  useCase: string
}

/** Every deployment of a version that has not ceased, whatever the sharing; for jobs, and for those who run or supply it. */
export const deploymentsRunning = async (
  db: ReadDb,
  versionId: string,
): Promise<RunningDeployment[]> => {
  const { rows } = await sql<{
    organisation_id: string
    organisation_name: string
    deployment_id: string
    owner_id: string
    stage: string
    use_case: string
  }>`select * from organisations_running(${versionId})`.execute(db)
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    deploymentId: row.deployment_id,
    ownerId: row.owner_id,
    stage: row.stage,
    useCase: row.use_case,
  }))
}

/** Deployments with the names of what they are of. */
export const deploymentRows = (db: ReadDb) =>
  db
    .selectFrom('deployments')
    .innerJoin('organisations', 'organisations.id', 'deployments.organisation_id')
    .innerJoin('products', 'products.id', 'deployments.product_id')
    .innerJoin('organisations as supplier', 'supplier.id', 'products.supplier_id')
    .innerJoin('use_cases', 'use_cases.id', 'deployments.use_case_id')
    .leftJoin('versions', 'versions.id', 'deployments.version_id')
    .leftJoin('people', 'people.id', 'deployments.owner_id')
    .selectAll('deployments')
    .select([
      'organisations.name as organisation_name',
      'organisations.kind as organisation_kind',
      'products.name as product_name',
      'products.kind as product_kind',
      'products.supplier_id as supplier_id',
      'supplier.name as supplier_name',
      'use_cases.title as use_case_title',
      'use_cases.setting as use_case_setting',
      'use_cases.for_whom as use_case_for_whom',
      'versions.name as version_name',
      'people.name as owner_name',
    ])

type DeploymentRow = Selectable<Rows['deployments']> & {
  organisation_name: string
  organisation_kind: string
  product_name: string
  product_kind: string
  supplier_id: string
  supplier_name: string
  use_case_title: string
  use_case_setting: string
  use_case_for_whom: string
  version_name: string | null
  owner_name: string | null
}

/** A deployment of its row. */
export const toDeployment = (row: DeploymentRow): Deployment => ({
  id: row.id,
  organisationId: row.organisation_id,
  organisationName: row.organisation_name,
  organisationKind: row.organisation_kind,
  opportunityId: row.opportunity_id,
  useCase: {
    id: row.use_case_id,
    title: row.use_case_title,
    setting: row.use_case_setting,
    forWhom: row.use_case_for_whom,
  },
  product: {
    id: row.product_id,
    name: row.product_name,
    kind: row.product_kind,
    supplierId: row.supplier_id,
    supplierName: row.supplier_name,
  },
  version: row.version_id ? { id: row.version_id, name: row.version_name ?? '' } : null,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  contactRole: row.contact_role,
  stage: row.stage as DeploymentStage,
  stageSince: row.stage_since,
  state: row.state as DeploymentState,
  stateReason: row.state_reason,
  inUseBeforeAssessment: row.in_use_before_assessment,
  heldBack: row.held_back,
  facts: {
    ...(row.facts as DeploymentFacts),
    organisationType: row.organisation_kind,
    stage: row.stage,
  },
  pilotEnds: row.pilot_ends,
  reviewDue: row.review_due,
  switchOffHow: row.switch_off_how,
  switchOffWho: row.switch_off_who,
  registeredAt: row.registered_at,
  changedAt: row.changed_at,
  revision: row.revision,
})
