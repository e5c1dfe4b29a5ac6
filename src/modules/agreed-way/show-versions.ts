import { z } from 'zod'
import { PAGE_SIZE } from '#kernel/paging.js'
import { londonDate } from '#kernel/time.js'
import { agreedWay, compareFrameworks, digestOfVersion } from '#modules/framework/index.js'
import { partnersOf, readOrganisation } from '#modules/organisations/index.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { wayFor } from './agreed-way-for.js'
import type { GroupMember, Proposal } from './model.js'
import { changedWay } from './propose-change.js'
import {
  firstInstalled,
  readProposals,
  readResponses,
  readWayOf,
  requireProposal,
} from './proposal-store.js'
import { reasonsAgainstAdopting, reasonsItCannotStand } from './reasons-against-adopting.js'
import { groupAnswers } from './rules.js'
import { blocksLostBy, blocksLostInForce, frameworkOf, type Way } from './way-in-force.js'

/** What is in force for the asker's organisation, since when, and the changes proposed and adopted. */
export const showVersions = query({
  name: 'agreed-way.show-versions',
  allow: ['signed-in'],
  input: z.object({ before: z.coerce.number().int().min(1).optional() }),
  async run({ db, organisationId }, { before }) {
    const { framework, national, layer, layerText, system, since, proposalId } = await wayFor(
      db,
      organisationId(),
    )
    const found = system ? await readProposals(db, system.id, before ?? null, PAGE_SIZE + 1) : []
    return {
      framework,
      national,
      layer,
      layerText,
      system,
      since,
      proposalId,
      /** What nobody may except and the version in force asks less of. */
      lost: blocksLostInForce({ national }),
      /** A version came with this installation that is not in force here. */
      installed: {
        version: agreedWay().version,
        isInForce: digestOfVersion(agreedWay()) === digestOfVersion(national),
      },
      proposals: found.slice(0, PAGE_SIZE),
      next: found.length > PAGE_SIZE ? (found[PAGE_SIZE - 1]?.number ?? null) : null,
      partners: system?.id === organisationId() ? await partnersByName(db) : [],
    }
  },
})

/** What a preview takes. */
export const previewChangeInput = z.object({
  kind: z.enum(['national', 'layer'], { error: 'Choose what is to change.' }),
  layer: z.string().max(300_000).optional(),
  national: z.string().max(1_100_000).optional(),
})

/** What a layer or a version would change, before it is proposed; stores nothing. Throws Invalid. */
export const previewChange = query({
  name: 'agreed-way.preview-change',
  allow: ['system-ai-lead'],
  input: previewChangeInput,
  async run({ db, organisationId }, change) {
    const current = await wayFor(db, organisationId())
    const way = changedWay(current, change)
    return { way, difference: compareFrameworks(current.framework, frameworkOf(way, null)) }
  },
})

/** A proposal with what it changes, what was said of it and what stands against adopting it. Throws NotFound. */
export const showProposal = query({
  name: 'agreed-way.show-proposal',
  allow: ['signed-in'],
  input: z.object({ proposalId: z.string().max(60) }),
  async run({ db, now }, { proposalId }) {
    const proposal = await requireProposal(db, proposalId)
    const { before, after } = await waysOf(db, proposal)
    const responses = await readResponses(db, proposal.id)
    const inForce = await wayFor(db, proposal.systemId)
    const lost = blocksLostBy(proposal, after)
    const today = londonDate(now)
    return {
      proposal,
      before: before.framework,
      after: after.framework,
      layerText: after.layerText,
      difference: compareFrameworks(before.framework, after.framework),
      responses,
      answers: groupAnswers(proposal, responses),
      against: reasonsAgainstAdopting(proposal, responses, inForce.proposalId, today, lost),
      /** Why it can never be adopted as it stands, so that nobody is asked to comment or agree. */
      cannotStand: reasonsItCannotStand(proposal, inForce.proposalId, lost),
      isInForce: inForce.proposalId === proposal.id,
    }
  },
})

/** The agreed way before and after a proposal, as it was when it was proposed. */
export const waysOf = async (db: ReadDb, proposal: Proposal) => {
  const after = await readWayOf(db, proposal.id)
  const earlier = proposal.basedOn === null ? null : await readWayOf(db, proposal.basedOn)
  const based = proposal.basedOn === null ? null : await requireProposal(db, proposal.basedOn)
  const before: Way = earlier ?? (await firstWay(db, proposal))
  return {
    before: { ...before, framework: frameworkOf(before, based?.number ?? null) },
    after: { ...after, framework: frameworkOf(after, proposal.number) },
  }
}

// Before the first adoption a system follows the first version that was installed here.
const firstWay = async (db: ReadDb, proposal: Proposal): Promise<Way> => {
  const current = await wayFor(db, proposal.systemId)
  if (current.proposalId === null) return current
  return { national: await firstInstalled(db), layer: null, layerText: '' }
}

const partnersByName = async (db: ReadDb): Promise<GroupMember[]> => {
  const members: GroupMember[] = []
  for (const id of await partnersOf(db)) {
    const organisation = await readOrganisation(db, id)
    if (organisation) members.push({ id, name: organisation.name })
  }
  return members.toSorted((one, other) => one.name.localeCompare(other.name))
}
