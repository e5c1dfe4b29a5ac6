import { z } from 'zod'
import { agreedWayFor, confirmationsFor } from '#modules/agreed-way/index.js'
import { charterAtGate } from '#modules/collaborations/index.js'
import { requireGate } from '#modules/framework/index.js'
import { requireOpportunity } from '#modules/opportunities/index.js'
import { query } from '#registry/query.js'
import { assessGate } from './assess-gate.js'
import { readOpportunityDecisions } from './decision-store.js'
import { factsOfOpportunity } from './gather-facts.js'

/** The first gate of an opportunity, with what was decided. Throws NotFound. */
export const showFirstGate = query({
  name: 'pathway.show-first-gate',
  allow: ['signed-in'],
  input: z.object({ opportunityId: z.string().max(60) }),
  async run({ db, actor, now }, { opportunityId }) {
    const opportunity = await requireOpportunity(db, opportunityId)
    const framework = await agreedWayFor(db, opportunity.organisationId)
    const charter = await charterAtGate(db, { opportunityId: opportunity.id }, now)
    const facts = factsOfOpportunity(opportunity, { framework, charter }, now)
    return {
      opportunity,
      isOwn: opportunity.organisationId === actor.organisationId,
      gate: requireGate(framework, 'assess'),
      confirmations: await confirmationsFor(db, opportunity.organisationId, framework),
      assessment: assessGate('assess', facts),
      decisions: await readOpportunityDecisions(db, opportunityId),
    }
  },
})
