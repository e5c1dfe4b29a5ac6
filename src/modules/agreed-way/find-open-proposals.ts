import { z } from 'zod'
import { query } from '#registry/query.js'
import { wayFor } from './agreed-way-for.js'
import { homeSystemOf } from './home-system.js'
import type { Proposal, Response } from './model.js'
import { blocksLostInForce } from './way-in-force.js'
import { readProposals, readResponses } from './proposal-store.js'

const MOST = 20

/** A change of the agreed way that is not settled, with what was said of it. */
export interface OpenProposal {
  proposal: Proposal
  responses: readonly Response[]
  /** Another change was adopted since it was proposed, so that it can only be proposed again. */
  isOvertaken: boolean
}

/** The changes of the asker's system that nobody has settled yet, newest first. */
export const findOpenProposals = query({
  name: 'agreed-way.find-open-proposals',
  allow: ['signed-in'],
  input: z.object({}),
  async run({ db, organisationId }): Promise<OpenProposal[]> {
    const system = await homeSystemOf(db, organisationId())
    if (!system) return []
    const newest = await readProposals(db, system.id, null, MOST)
    const { proposalId: inForce } = await wayFor(db, system.id)
    const open: OpenProposal[] = []
    for (const proposal of newest)
      if (proposal.state === 'open')
        open.push({
          proposal,
          responses: await readResponses(db, proposal.id),
          isOvertaken: proposal.basedOn !== inForce,
        })
    return open
  },
})

/** What nobody may except and the version that the asker's organisation follows asks less of. */
export const findBlocksLost = query({
  name: 'agreed-way.find-blocks-lost',
  allow: ['signed-in'],
  input: z.object({}),
  async run({ db, organisationId }) {
    const way = await wayFor(db, organisationId())
    return { version: way.framework.version, lost: blocksLostInForce(way) }
  },
})
