import { z } from 'zod'
import { Invalid } from '#kernel/errors.js'
import { freeText } from '#kernel/identifiable-data.js'
import type { Role } from '#kernel/roles.js'
import { command } from '#registry/command.js'
import { requireOwn } from '../deployment-facts.js'
import { readPlan } from '../plan/plan-store.js'
import { markToJudge } from '../signals/judged-store.js'
import { readSeries } from '../points/point-series.js'
import { endRebase, insertRebase, requireRebase } from './rebase-store.js'

/** Who may decide that the limits of a chart start anew. */
export const MAY_REBASE: readonly Role[] = [
  'deployment-owner',
  'clinical-safety-officer',
  'technical-lead',
]

const reason = freeText('the reason', 2000)

/**
 * Decides that the limits of one chart start anew from a window on, for an understood and lasting
 * change (NHS Making Data Count). It can be undone. Throws Invalid where there is no such chart or
 * window, Conflict where it was re-based there already.
 */
export const rebaseChart = command({
  name: 'monitoring.rebase-chart',
  allow: MAY_REBASE,
  input: z.object({
    deploymentId: z.string().max(40),
    measure: z.string().max(40),
    threshold: z.string().max(120).default(''),
    site: z.string().max(120).default(''),
    startsOn: z.iso.date('Choose the period from which the limits start anew.'),
    reason,
  }),
  async run({ tx, actor, now, newId, organisationId }, input) {
    const { deploymentId, measure, threshold, site, startsOn } = input
    const deployment = await requireOwn(tx, deploymentId, organisationId())
    const plan = await readPlan(tx, deploymentId)
    const watched = plan?.measures.find(
      (one) => one.measure === measure && one.threshold === threshold,
    )
    const points = watched ? await readSeries(tx, deploymentId, [watched], site) : []
    if (!points.some(({ windowFrom }) => windowFrom === startsOn)) {
      throw new Invalid([
        { field: 'startsOn', message: 'Choose a period of this chart that has a figure.' },
      ])
    }
    const rebase = {
      id: newId('reb'),
      measure,
      threshold,
      site,
      startsOn,
      reason: input.reason,
      decidedByName: actor.name,
      decidedAt: now,
    }
    await insertRebase(
      tx,
      { organisationId: deployment.organisationId, deploymentId, by: actor.id },
      rebase,
    )
    await markToJudge(tx, deploymentId)
    return {
      result: { id: rebase.id },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        after: { rebase: { measure, threshold, site, startsOn } },
        reason: input.reason,
      },
      events: [],
    }
  },
})

/** Undoes a re-base: the earlier limits hold again. Throws Conflict when that was done already. */
export const undoRebase = command({
  name: 'monitoring.undo-rebase',
  allow: MAY_REBASE,
  input: z.object({ rebaseId: z.string().max(40), reason }),
  async run({ tx, actor, now }, input) {
    const rebase = await requireRebase(tx, input.rebaseId)
    await endRebase(tx, rebase.id, {
      by: actor.id,
      byName: actor.name,
      at: now,
      reason: input.reason,
    })
    await markToJudge(tx, rebase.deploymentId)
    const { measure, threshold, site, startsOn } = rebase
    return {
      result: { id: rebase.id, deploymentId: rebase.deploymentId },
      audit: {
        subject: { kind: 'deployment', id: rebase.deploymentId },
        before: { rebase: { measure, threshold, site, startsOn } },
        after: { rebase: null },
        reason: input.reason,
      },
      events: [],
    }
  },
})
