import { Conflict } from '#kernel/errors.js'
import { hazardFacts } from '#modules/hazards/index.js'
import type { ReadDb } from '#registry/handles.js'
import { hazardsAgainst } from './rules.js'

/** Refuses to go live at a member by whose own criteria a hazard of its own log may not. Throws Conflict. */
export const requireLiveable = async (
  db: ReadDb,
  deploymentId: string,
  memberId: string,
): Promise<void> => {
  const facts = await hazardFacts(db, { id: deploymentId, organisationId: memberId })
  const against = hazardsAgainst(facts)
  if (against.length > 0)
    throw new Conflict(`It cannot go live at your organisation. ${against.join(' ')}`)
}
