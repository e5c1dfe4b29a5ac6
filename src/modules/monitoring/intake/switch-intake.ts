import { z } from 'zod'
import { Conflict, Invalid } from '#kernel/errors.js'
import { freeText } from '#kernel/identifiable-data.js'
import { command } from '#registry/command.js'
import { requireOwn } from '../deployment-facts.js'
import { readIntakeSwitch } from './intake-store.js'
import { switchOnIntakeInput } from '../model.js'
import { readPlan } from '../plan/plan-store.js'

/**
 * Lets rows of a deployment in, as its controller decided. Throws Conflict when it is on already,
 * and Invalid when rows would be deleted before their outcomes can be known.
 */
export const switchOnIntake = command({
  name: 'monitoring.switch-on-intake',
  allow: ['administrator'],
  input: switchOnIntakeInput,
  async run({ tx, actor, now, newId, organisationId }, input) {
    const deployment = await requireOwn(tx, input.deploymentId, organisationId())
    const plan = await readPlan(tx, deployment.id)
    if (!plan) {
      throw new Conflict(
        'Fix the monitoring plan first: it says how long rows are followed up, and so how long they are kept.',
      )
    }
    const needed = plan.followUpDays + plan.graceDays
    if (input.retentionDays < needed) {
      throw new Invalid([
        {
          field: 'retentionDays',
          message: `The plan follows rows up for ${needed} days after their window ends. Keep them at least that long, or shorten the plan.`,
        },
      ])
    }
    if (await readIntakeSwitch(tx, deployment.id)) {
      throw new Conflict('Row-level intake is already switched on for this deployment.')
    }
    const decision = {
      id: newId('dec'),
      organisation_id: organisationId(),
      deployment_id: deployment.id,
      controller_name: input.controllerName,
      reason: input.reason,
      processor_agreement: input.processorAgreement,
      retention_days: input.retentionDays,
      switched_on_by: actor.id,
      switched_on_by_name: actor.name,
      switched_on_at: now,
    }
    await tx.insertInto('intake_switches').values(decision).execute()
    return {
      result: { id: decision.id },
      audit: {
        subject: { kind: 'deployment', id: deployment.id },
        after: { intake: 'on', ...decision },
        reason: input.reason,
      },
      events: [],
    }
  },
})

/** Refuses rows of a deployment from now on; rows that are here stay until their windows are final. */
export const switchOffIntake = command({
  name: 'monitoring.switch-off-intake',
  allow: ['administrator'],
  input: z.object({ deploymentId: z.string().max(40), reason: freeText('the reason', 2000) }),
  async run({ tx, actor, now, organisationId }, { deploymentId, reason }) {
    const deployment = await requireOwn(tx, deploymentId, organisationId())
    const { numUpdatedRows } = await tx
      .updateTable('intake_switches')
      .set({
        switched_off_by: actor.id,
        switched_off_by_name: actor.name,
        switched_off_at: now,
        off_reason: reason,
      })
      .where('deployment_id', '=', deployment.id)
      .where('switched_off_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Conflict('Row-level intake is already off.')
    return {
      result: { deploymentId },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        before: { intake: 'on' },
        after: { intake: 'off' },
        reason,
      },
      events: [],
    }
  },
})
