import { Invalid } from '#kernel/errors.js'
import { concernTriaged } from '#kernel/events/concerns.js'
import { requireDeployment, type Deployment } from '#modules/deployments/index.js'
import { readVersion } from '#modules/products/index.js'
import { command, type CommandContext } from '#registry/command.js'
import { hasAlertOf } from './alert-store.js'
import { changeConcern, requireConcern } from './concern-store.js'
import { insertEntry } from './concern-entries.js'
import { issueAlert } from './issue-alert.js'
import { MAY_TRIAGE, triageConcernInput, type Concern } from './model.js'
import type { z } from 'zod'

type Input = z.output<typeof triageConcernInput>

/**
 * Judges a concern, again where it was judged before. Serious issues the alert in the same commit.
 * Throws NotFound, Conflict when it changed meanwhile, and Invalid when serious names no tool or version.
 */
export const triageConcern = command({
  name: 'concerns.triage-concern',
  allow: MAY_TRIAGE,
  input: triageConcernInput,
  async run(context, input) {
    const { tx, actor, now, newId } = context
    const before = await requireConcern(tx, input.concernId)
    const about = await settleAbout(context, before, input)
    const issued = input.severity === 'serious' ? await warn(context, before, input, about) : null
    const alertId = issued?.id ?? before.alertId
    await changeConcern(
      tx,
      { id: before.id, revision: input.revision },
      {
        state: 'triaged',
        severity: input.severity,
        kind: input.kind,
        version_id: about.versionId,
        triaged_at: now,
        triaged_by_name: actor.name,
        acknowledged_at: before.acknowledgedAt ?? now,
        acknowledged_by_name: before.acknowledgedByName ?? actor.name,
        alert_id: alertId,
      },
    )
    if (about.deployment && !before.deploymentId) await link(context, before, about.deployment)
    await insertEntry(tx, before, {
      id: newId('ent'),
      kind: 'triaged',
      words: input.reason,
      severity: input.severity,
      hazard: input.kind,
      at: now,
      byId: actor.id,
      byName: actor.name,
    })
    return {
      result: { id: before.id, severity: input.severity, alertId, told: issued?.told ?? 0 },
      audit: {
        subject: { kind: 'concern', id: before.id },
        before: { state: before.state, severity: before.severity, kind: before.kind },
        after: { state: 'triaged', severity: input.severity, kind: input.kind, alertId },
        reason: input.reason,
      },
      events: [
        concernTriaged({
          concernId: before.id,
          organisationId: before.organisationId,
          deploymentId: about.deployment?.id ?? null,
          severity: input.severity,
          alertId,
        }),
      ],
    }
  },
})

interface About {
  deployment: Deployment | null
  versionId: string | null
}

const settleAbout = async (
  { tx, organisationId }: CommandContext,
  concern: Concern,
  input: Input,
): Promise<About> => {
  const deploymentId = concern.deploymentId ?? input.deploymentId
  if (!deploymentId) return { deployment: null, versionId: null }
  const deployment = await requireDeployment(tx, deploymentId)
  if (deployment.organisationId !== organisationId()) {
    throw new Invalid([
      { field: 'deploymentId', message: 'Choose one of your organisation’s tools.' },
    ])
  }
  const chosen = input.versionId ?? concern.versionId ?? deployment.version?.id ?? null
  const version = chosen ? await readVersion(tx, chosen) : undefined
  if (chosen && version?.productId !== deployment.product.id) {
    throw new Invalid([
      { field: 'versionId', message: `Choose a version of ${deployment.product.name}.` },
    ])
  }
  return { deployment, versionId: chosen }
}

const warn = async (
  { tx, run, organisationId }: CommandContext,
  concern: Concern,
  input: Input,
  { deployment, versionId }: About,
): Promise<{ id: string; told: number } | null> => {
  if (!deployment) {
    throw new Invalid([
      {
        field: 'deploymentId',
        message: 'Choose which tool this is about, so that everybody who runs it can be told.',
      },
    ])
  }
  if (!versionId) {
    throw new Invalid([
      {
        field: 'versionId',
        message:
          'Choose the version affected. A serious concern alerts everybody who runs that version, and this deployment’s version is not chosen.',
      },
    ])
  }
  const cause = `concern:${concern.id}:${versionId}`
  if (await hasAlertOf(tx, organisationId(), cause)) return null
  return run(issueAlert, {
    notice: 'alert',
    cause,
    kind: input.kind,
    productId: deployment.product.id,
    versionId,
    useCase: deployment.useCase.title,
    contactRole: deployment.contactRole,
    issuedByRole: 'clinical-safety-officer',
  })
}

const link = async (
  { tx }: CommandContext,
  concern: Concern,
  deployment: Deployment,
): Promise<void> => {
  await tx
    .updateTable('concerns')
    .set({ deployment_id: deployment.id })
    .where('id', '=', concern.id)
    .where('deployment_id', 'is', null)
    .execute()
}
