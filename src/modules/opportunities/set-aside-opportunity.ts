import { z } from 'zod'
import type { CommandContext } from '#registry/command.js'
import { command } from '#registry/command.js'
import { MAY_PUT_FORWARD, setAsideInput, type OpportunityState } from './model.js'
import { checkMayChange } from './rules.js'
import { moveOpportunity, requireOpportunity } from './store.js'

/** Sets an opportunity aside for now. Throws Conflict unless it is open. */
export const parkOpportunity = command({
  name: 'opportunities.park-opportunity',
  allow: MAY_PUT_FORWARD,
  input: setAsideInput,
  run: (context, { id, reason }) => move(context, id, ['open'], { state: 'parked', reason }),
})

/** Takes an opportunity up again. Throws Conflict unless it is parked or stopped. */
export const reopenOpportunity = command({
  name: 'opportunities.reopen-opportunity',
  allow: MAY_PUT_FORWARD,
  input: setAsideInput,
  run: (context, { id, reason }) =>
    move(context, id, ['parked', 'stopped'], { state: 'open', reason }),
})

/** Stops an opportunity, with the reason. Throws Conflict unless it is open or parked. */
export const stopOpportunity = command({
  name: 'opportunities.stop-opportunity',
  allow: MAY_PUT_FORWARD,
  input: setAsideInput,
  run: (context, { id, reason }) =>
    move(context, id, ['open', 'parked'], { state: 'stopped', reason }),
})

/** Joins an opportunity to a deployment that exists, here or at a partner. */
export const joinOpportunity = command({
  name: 'opportunities.join-opportunity',
  allow: MAY_PUT_FORWARD,
  input: setAsideInput.extend({ deploymentId: z.string().max(60) }),
  run: (context, { id, reason, deploymentId }) =>
    move(context, id, ['open', 'parked'], { state: 'joined', reason, deploymentId }),
})

/** Marks that an opportunity became a deployment; run inside registering one. */
export const closeOpportunityAsDeployment = command({
  name: 'opportunities.close-as-deployment',
  allow: MAY_PUT_FORWARD,
  input: z.object({ opportunityId: z.string().max(60), deploymentId: z.string().max(60) }),
  run: (context, { opportunityId, deploymentId }) =>
    move(context, opportunityId, ['open', 'parked'], {
      state: 'became-deployment',
      reason: null,
      deploymentId,
    }),
})

const move = async (
  { tx, actor, now }: CommandContext,
  id: string,
  from: readonly OpportunityState[],
  to: { state: OpportunityState; reason: string | null; deploymentId?: string },
) => {
  const before = await requireOpportunity(tx, id)
  checkMayChange(before, actor)
  const deploymentId = to.deploymentId ?? null
  await moveOpportunity(tx, id, from, { ...to, deploymentId, at: now })
  return {
    result: { id, state: to.state },
    audit: {
      subject: { kind: 'opportunity', id },
      before: { state: before.state, deploymentId: before.deploymentId },
      after: { state: to.state, deploymentId },
      ...(to.reason ? { reason: to.reason } : {}),
    },
    events: [],
  }
}
