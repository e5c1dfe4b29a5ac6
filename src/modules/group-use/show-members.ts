import { z } from 'zod'
import { requireDeployment } from '#modules/deployments/index.js'
import { hazardFacts } from '#modules/hazards/index.js'
import { searchOrganisations } from '#modules/organisations/index.js'
import { query } from '#registry/query.js'
import { deploymentInput, MAY_COVER } from './model.js'
import { memberState } from './rules.js'
import { readSecondsWanted } from './seconds-wanted-store.js'
import { readCovering, readMembers } from './members.js'
import { readStatement } from './statements.js'

/**
 * The organisations a deployment covers and what the group stated, for the group; for a member, itself,
 * what was stated to it and how its own hazard log stands; for anybody else nothing of it.
 */
export const showMembers = query({
  name: 'group-use.show-members',
  allow: ['signed-in'],
  input: deploymentInput,
  async run({ db, actor }, { deploymentId }) {
    const deployment = await requireDeployment(db, deploymentId)
    const statement = await readStatement(db, deploymentId)
    const members = await readMembers(db, deploymentId)
    const isGroup = deployment.organisationId === actor.organisationId
    const own = isGroup
      ? undefined
      : members.find((one) => one.organisationId === actor.organisationId)
    return {
      deployment,
      isGroup,
      statement,
      /** The member's own log; null for the group and for anybody else. */
      hazards: own
        ? await hazardFacts(db, { id: deploymentId, organisationId: own.organisationId })
        : null,
      members: members.map((one) => ({
        ...one,
        state: memberState(one.confirmation, statement?.id ?? null),
      })),
    }
  },
})

/** Open organisations by name or code, to be covered. */
export const findToCover = query({
  name: 'group-use.find-to-cover',
  allow: MAY_COVER,
  input: z.object({ text: z.string().max(200) }),
  async run({ db, organisationId }, { text }) {
    if (text.trim() === '') return []
    const found = await searchOrganisations(db, { text, limit: 50 })
    return found.filter(
      (one) => one.closed === null && one.kind !== 'supplier' && one.id !== organisationId(),
    )
  },
})

/** What other organisations' deployments wait for here: to be confirmed, or signed second, as a member. */
export const findWaitingMembers = query({
  name: 'group-use.find-waiting',
  allow: ['signed-in'],
  input: z.object({}),
  async run({ db, organisationId }) {
    const own = organisationId()
    const waiting = []
    for (const covering of await readCovering(db, own)) {
      const statement = await readStatement(db, covering.id)
      if (!statement) continue
      const member = (await readMembers(db, covering.id)).find((one) => one.organisationId === own)
      const confirmation = member?.confirmation ?? null
      waiting.push({ ...covering, confirmation, state: memberState(confirmation, statement.id) })
    }
    return waiting
  },
})

/** The confirmations of members that wait for the second signature of the asker's organisation, as their group. */
export const findSecondsWanted = query({
  name: 'group-use.find-seconds-wanted',
  allow: ['signed-in'],
  input: z.object({}),
  run: ({ db, organisationId }) => readSecondsWanted(db, organisationId()),
})
