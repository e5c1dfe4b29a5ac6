import { z } from 'zod'
import { requireProposal, waysOf } from '#modules/agreed-way/index.js'
import { deploymentsFollowing, type Deployment } from '#modules/deployments/index.js'
import type { Framework } from '#modules/framework/index.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { assessGate } from './assess-gate.js'
import { compareAsked, type AskedDifference } from './compare-asked.js'
import { gatherFacts } from './gather-facts.js'

const ON_A_PAGE = 25

/** What a proposed change does to one deployment. */
export interface Impact extends AskedDifference {
  readonly deployment: Deployment
  /** The gate ahead and how many things block it before and after; null for a partner's. */
  readonly ahead: { readonly gate: string; readonly before: number; readonly after: number } | null
}

/**
 * What a proposed change adds, drops and changes for the deployments of its system, a page at a time; for
 * one's own also what it does to the gate ahead, by the evidence on file. Throws NotFound.
 */
export const showChangeImpact = query({
  name: 'pathway.show-change-impact',
  allow: ['signed-in'],
  input: z.object({ proposalId: z.string().max(60), after: z.string().max(60).default('') }),
  async run({ db, actor, now }, input) {
    const proposal = await requireProposal(db, input.proposalId)
    const { before, after } = await waysOf(db, proposal)
    const found = await deploymentsFollowing(db, proposal.systemId, input.after, ON_A_PAGE + 1)
    const impacts: Impact[] = []
    for (const deployment of found.slice(0, ON_A_PAGE)) {
      const isOwn = deployment.organisationId === actor.organisationId
      impacts.push({
        deployment,
        ...compareAsked(before.framework, after.framework, deployment.facts),
        ahead: isOwn
          ? await gateAhead(db, deployment, before.framework, after.framework, now)
          : null,
      })
    }
    return {
      proposal,
      before: before.framework,
      after: after.framework,
      impacts,
      next: found.length > ON_A_PAGE ? (found[ON_A_PAGE - 1]?.id ?? null) : null,
    }
  },
})

const gateAhead = async (
  db: ReadDb,
  deployment: Deployment,
  before: Framework,
  after: Framework,
  now: Date,
): Promise<Impact['ahead']> => {
  const gate = after.gates.find(({ id, from }) => id !== 'cease' && from.includes(deployment.stage))
  if (!gate) return null
  const facts = await gatherFacts(db, deployment, now)
  const blocking = (framework: Framework) =>
    assessGate(gate.id, { ...facts, framework }).unmet.length
  return { gate: gate.name, before: blocking(before), after: blocking(after) }
}
