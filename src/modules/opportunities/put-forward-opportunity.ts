import { Invalid } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { MAY_PUT_FORWARD, putForwardInput } from './model.js'
import { insertOpportunity } from './store.js'

/** Puts forward a problem worth solving. Throws Invalid where an API key names no owner. */
export const putForwardOpportunity = command({
  name: 'opportunities.put-forward-opportunity',
  allow: MAY_PUT_FORWARD,
  input: putForwardInput,
  async run({ tx, actor, now, newId, organisationId }, input) {
    const ownerId = input.ownerId || (actor.kind === 'person' ? actor.id : '')
    if (!ownerId) throw new Invalid([{ field: 'ownerId', message: 'Say who owns the problem.' }])
    const opportunity = {
      id: newId('opp'),
      organisationId: organisationId(),
      title: input.title,
      problem: input.problem,
      worth: input.worth,
      isClinical: input.isClinical,
      useCaseId: input.useCaseId || null,
      ownerId,
      heldBack: input.heldBack,
    }
    await insertOpportunity(tx, opportunity, { by: actor.id, at: now })
    return {
      result: { id: opportunity.id, title: opportunity.title },
      audit: { subject: { kind: 'opportunity', id: opportunity.id }, after: opportunity },
      events: [],
    }
  },
})
