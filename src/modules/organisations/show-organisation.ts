import { z } from 'zod'
import { isAllowed } from '#kernel/actor.js'
import { query } from '#registry/query.js'
import { MAY_KEEP_SITES } from './keep-sites.js'
import { readMembers, readMemberships, readOpenProposals } from './membership-store.js'
import { readLikelyDoubles, readSaidOfListed } from './listed-double-store.js'
import { isNamed, mayKeep } from './rules.js'
import { readSitesOf } from './site-store.js'
import { organisationRows, requireOrganisation, toOrganisation } from './store.js'
import { readSuccessions } from './succession-store.js'

const MOST_MEMBERS = 500

/** An organisation with what it belongs to, what came before and after, and what the asker may do. */
export const showOrganisation = query({
  name: 'organisations.show-organisation',
  allow: ['signed-in', 'operator'],
  input: z.object({ id: z.string().max(60) }),
  async run({ db, actor }, { id }) {
    const organisation = await requireOrganisation(db, id)
    const isOurs = actor.organisationId === id
    const mayDecide = mayKeep(actor, id)
    return {
      organisation,
      memberships: await readMemberships(db, id),
      proposals: await readOpenProposals(db, id),
      members: organisation.kind === 'icb' ? await readMembers(db, id, MOST_MEMBERS) : [],
      successions: await readSuccessions(db, id),
      sites: await readSitesOf(db, id),
      mayDecide,
      doubles: mayDecide && isNamed(organisation) ? await readLikelyDoubles(db, organisation) : [],
      same: await readSaidOfListed(db, id),
      maySayWhatFollows: actor.roles.includes('operator'),
      mayConfirmSuccession: isOurs && actor.roles.includes('administrator'),
      mayKeepSites: isOurs && isAllowed(actor, MAY_KEEP_SITES),
    }
  },
})

/** The integrated care boards that are open today, by name, to choose from. */
export const openSystems = query({
  name: 'organisations.open-systems',
  allow: ['signed-in', 'operator'],
  input: z.object({}),
  async run({ db }) {
    const rows = await organisationRows(db)
      .where('kind', '=', 'icb')
      .where('closed', 'is', null)
      .orderBy('name')
      .execute()
    return rows.map(toOrganisation)
  },
})

/** Listed organisations that the actor's may be, for its administrator to say. */
export const waitingDoubles = query({
  name: 'organisations.waiting-doubles',
  allow: ['administrator'],
  input: z.object({}),
  async run({ db, organisationId }) {
    const organisation = await requireOrganisation(db, organisationId())
    return isNamed(organisation) ? readLikelyDoubles(db, organisation) : []
  },
})

/** Proposed systems of the actor's organisation that wait for its administrator. */
export const waitingProposals = query({
  name: 'organisations.waiting-proposals',
  allow: ['administrator'],
  input: z.object({}),
  run: ({ db, organisationId }) => readOpenProposals(db, organisationId()),
})
