import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import { query } from '#registry/query.js'
import { readArrangements, requireArrangement } from './arrangement-store.js'
import { readDeputies, requireDeputy } from './deputy-store.js'
import { peopleWithRole } from './store.js'
import { MEMBER_ROLES } from '#kernel/roles.js'

/** Whom the actor named, and for whom they stand in, with the colleagues they could name. */
export const showOwnDeputies = query({
  name: 'people.show-own-deputies',
  allow: ['signed-in'],
  input: z.object({}),
  async run({ db, actor, organisationId }) {
    const colleagues = await peopleWithRole(db, organisationId(), MEMBER_ROLES)
    const names = new Map(colleagues.map((one) => [one.personId, one.name]))
    names.delete(actor.id)
    return {
      deputies: await readDeputies(db, organisationId(), { personId: actor.id }),
      colleagues: [...names].map(([personId, name]) => ({ personId, name })),
    }
  },
})

/** Everybody who stands in at the organisation now or will, and the arrangements it is a side of. */
export const showStandingIn = query({
  name: 'people.show-standing-in',
  allow: ['administrator', 'auditor'],
  input: z.object({}),
  run: async ({ db, now, organisationId }) => ({
    deputies: await readDeputies(db, organisationId(), { holdsOn: londonDate(now) }),
    arrangements: await readArrangements(db),
  }),
})

/** One deputy of the organisation, to end. */
export const showDeputy = query({
  name: 'people.show-deputy',
  allow: ['signed-in'],
  input: z.object({ id: z.string().max(60) }),
  run: ({ db }, { id }) => requireDeputy(db, id),
})

/** One arrangement the organisation is a side of. */
export const showArrangement = query({
  name: 'people.show-arrangement',
  allow: ['administrator', 'auditor'],
  input: z.object({ id: z.string().max(60) }),
  run: ({ db }, { id }) => requireArrangement(db, id),
})
