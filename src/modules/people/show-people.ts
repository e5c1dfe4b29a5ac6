import { z } from 'zod'
import { hashToken } from '#modules/identity/index.js'
import { requireOrganisation } from '#modules/organisations/index.js'
import { query } from '#registry/query.js'
import { readInvitationByHash, readOpenInvitations } from './invitation-store.js'
import { readApiKeys } from './key-store.js'
import { countPeople, peopleWithRole, requireMember, worksElsewhere } from './store.js'

const ADMINISTRATION = ['administrator', 'auditor'] as const

/** A person of the organisation, with what an administrator needs to decide about them. */
export const showPerson = query({
  name: 'people.show-person',
  allow: ADMINISTRATION,
  input: z.object({ personId: z.string().max(60) }),
  async run({ db, organisationId }, { personId }) {
    return {
      person: await requireMember(db, organisationId(), personId),
      worksElsewhere: await worksElsewhere(db, personId, organisationId()),
      organisation: await requireOrganisation(db, organisationId()),
    }
  },
})

/** The kind of the actor's organisation, which decides the roles there are. */
export const showOwnOrganisation = query({
  name: 'people.show-own-organisation',
  allow: ['signed-in'],
  input: z.object({}),
  run: ({ db, organisationId }) => requireOrganisation(db, organisationId()),
})

/** Who holds one of these roles in the actor's organisation. */
export const showPeopleWithRole = query({
  name: 'people.show-people-with-role',
  allow: ['signed-in', 'system'],
  input: z.object({ roles: z.array(z.string().max(40)) }),
  run: ({ db, organisationId }, { roles }) =>
    peopleWithRole(db, organisationId(), roles as Parameters<typeof peopleWithRole>[2]),
})

/** The invitations of the organisation that wait or have run out. */
export const openInvitations = query({
  name: 'people.open-invitations',
  allow: ADMINISTRATION,
  input: z.object({}),
  run: ({ db, organisationId }) => readOpenInvitations(db, organisationId()),
})

/** The API keys of the organisation. */
export const listApiKeys = query({
  name: 'people.list-api-keys',
  allow: ADMINISTRATION,
  input: z.object({}),
  run: ({ db, organisationId }) => readApiKeys(db, organisationId()),
})

/** The invitation that a link opens, for whoever holds the link; null when there is none. */
export const findInvitation = query({
  name: 'people.find-invitation',
  allow: ['public'],
  input: z.object({ token: z.string().max(100) }),
  run: ({ db }, { token }) => readInvitationByHash(db, hashToken(token)),
})

/** Whether nobody holds a role anywhere yet, so that the first organisation is still to be named. */
export const isUnnamed = query({
  name: 'people.is-unnamed',
  allow: ['person'],
  input: z.object({}),
  run: async ({ db }) => (await countPeople(db)).members === 0,
})
