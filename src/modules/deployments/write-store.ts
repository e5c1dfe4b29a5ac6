import { sql } from 'kysely'
import { Conflict } from '#kernel/errors.js'
import type { CalendarDate } from '#kernel/time.js'
import { agreedWay } from '#modules/framework/index.js'
import type { Tx } from '#registry/handles.js'
import { refuseLostEdit } from '#registry/refuse-lost-edit.js'
import type { Deployment, DeploymentStage, DeploymentState, StageChange } from './model.js'
import { stageName, stateWords } from './words.js'
import { requireDeployment } from './store.js'

/** What a new deployment says. */
export interface NewDeployment {
  id: string
  organisationId: string
  opportunityId: string
  useCaseId: string
  productId: string
  versionId: string | null
  ownerId: string
  stage: DeploymentStage
  stageSince: CalendarDate
  inUseBeforeAssessment: boolean
  heldBack: boolean
  facts: object
  pilotEnds: CalendarDate | null
  reviewDue: CalendarDate | null
  switchOffHow: string
  switchOffWho: string
}

/** Adds a deployment. */
export const insertDeployment = async (
  tx: Tx,
  deployment: NewDeployment,
  told: { by: string; at: Date },
): Promise<void> => {
  await tx
    .insertInto('deployments')
    .values({
      id: deployment.id,
      organisation_id: deployment.organisationId,
      opportunity_id: deployment.opportunityId,
      use_case_id: deployment.useCaseId,
      product_id: deployment.productId,
      version_id: deployment.versionId,
      owner_id: deployment.ownerId,
      stage: deployment.stage,
      stage_since: deployment.stageSince,
      in_use_before_assessment: deployment.inUseBeforeAssessment,
      held_back: deployment.heldBack,
      facts: JSON.stringify(deployment.facts),
      pilot_ends: deployment.pilotEnds,
      review_due: deployment.reviewDue,
      switch_off_how: deployment.switchOffHow,
      switch_off_who: deployment.switchOffWho,
      registered_by: told.by,
      registered_at: told.at,
      changed_at: told.at,
    })
    .execute()
}

/** What editing may change. */
export type DeploymentEdit = Pick<
  Deployment,
  'ownerId' | 'heldBack' | 'facts' | 'pilotEnds' | 'reviewDue' | 'switchOffHow' | 'switchOffWho'
>

/** Writes what a deployment says, if nobody did since `revision`. Throws Conflict with theirs. */
export const updateDeployment = async (
  tx: Tx,
  before: Deployment,
  revision: number,
  after: DeploymentEdit,
  at: Date,
): Promise<void> => {
  const updated = await tx
    .updateTable('deployments')
    .set({
      owner_id: after.ownerId,
      held_back: after.heldBack,
      facts: JSON.stringify(after.facts),
      pilot_ends: after.pilotEnds,
      review_due: after.reviewDue,
      switch_off_how: after.switchOffHow,
      switch_off_who: after.switchOffWho,
      changed_at: at,
      revision: sql`revision + 1`,
    })
    .where('id', '=', before.id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  refuseLostEdit(updated, {
    revision: before.revision,
    ownerId: before.ownerName ?? before.ownerId,
    switchOffHow: before.switchOffHow,
    switchOffWho: before.switchOffWho,
    pilotEnds: before.pilotEnds,
    reviewDue: before.reviewDue,
    ...Object.fromEntries(
      Object.entries(before.facts).map(([id, value]) => [`facts.${id}`, value]),
    ),
  })
}

/** Moves a deployment into a state if it is in one of some others. Throws Conflict. */
export const changeState = async (
  tx: Tx,
  id: string,
  from: readonly DeploymentState[],
  to: { state: DeploymentState; reason: string | null; at: Date },
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('deployments')
    .set({
      state: to.state,
      state_reason: to.reason,
      changed_at: to.at,
      revision: sql`revision + 1`,
    })
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst()
  if (numUpdatedRows === 1n) return
  const now = await requireDeployment(tx, id)
  throw new Conflict(
    'This deployment is no longer in a state that allows this.',
    { state: now.state },
    { state: stateWords(now).word },
  )
}

/** Writes a move between stages, and the stage it leads to. Throws Conflict when the stage was left by somebody else. */
export const changeStage = async (
  tx: Tx,
  deployment: Pick<Deployment, 'id' | 'organisationId' | 'version'>,
  move: Omit<StageChange, 'changedOn'> & { on: CalendarDate; at: Date; by: string },
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('deployments')
    .set({
      stage: move.to,
      stage_since: move.on,
      changed_at: move.at,
      revision: sql`revision + 1`,
      ...(move.to === 'pilot' ? {} : { pilot_ends: null }),
    })
    .where('id', '=', deployment.id)
    .where('stage', '=', move.from ?? '')
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) {
    const now = await requireDeployment(tx, deployment.id)
    throw new Conflict(
      'Somebody else moved this deployment to another stage.',
      { stage: now.stage },
      { stage: stageName(agreedWay(), now.stage) },
    )
  }
  await insertStageChange(tx, deployment, move)
}

/** Writes a row of the moves between stages. */
export const insertStageChange = async (
  tx: Tx,
  deployment: Pick<Deployment, 'id' | 'organisationId' | 'version'>,
  move: Omit<StageChange, 'changedOn'> & { on: CalendarDate; at: Date; by: string },
): Promise<void> => {
  await tx
    .insertInto('stage_changes')
    .values({
      id: move.id,
      organisation_id: deployment.organisationId,
      deployment_id: deployment.id,
      from_stage: move.from,
      to_stage: move.to,
      gate: move.gate,
      decision_id: move.decisionId,
      version_id: deployment.version?.id ?? null,
      changed_on: move.on,
      changed_at: move.at,
      changed_by: move.by,
    })
    .execute()
}

/** Writes whether partners see a deployment, if it still reads as it did. Throws Conflict. */
export const changeSharing = async (
  tx: Tx,
  before: Deployment,
  heldBack: boolean,
  at: Date,
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('deployments')
    .set({ held_back: heldBack, changed_at: at, revision: sql`revision + 1` })
    .where('id', '=', before.id)
    .where('revision', '=', before.revision)
    .executeTakeFirst()
  if (numUpdatedRows === 1n) return
  throw new Conflict(
    'Somebody else changed this deployment just now. Look at it again.',
    { heldBack: before.heldBack },
    { heldBack: before.heldBack ? 'Held back from partners' : 'Shared with partners' },
  )
}
