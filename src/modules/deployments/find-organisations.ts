import { sql } from 'kysely'
import { z } from 'zod'
import { query } from '#registry/query.js'
import { listDeployments, listDeploymentsInput, partnersOf } from './list-deployments.js'

/** More than this many are not offered as a list to choose from. */
const MOST_OFFERED = 60

/** The organisations whose deployments the asker may see, by name; empty when there are too many to choose from. */
export const findOrganisations = query({
  name: 'deployments.find-organisations',
  allow: ['signed-in'],
  input: z.object({}),
  async run({ db, organisationId }) {
    const ids = [...new Set([organisationId(), ...(await partnersOf(db))])]
    if (ids.length > MOST_OFFERED) return []
    return db
      .selectFrom('organisations')
      .select(['id', 'name'])
      .where('id', '=', sql<string>`any(${ids})`)
      .orderBy('name')
      .execute()
  },
})

/** The first page of the register: a page of deployments and the organisations to choose from, in one go. */
export const showRegister = query({
  name: 'deployments.show-register',
  allow: ['signed-in'],
  input: listDeploymentsInput,
  run: async ({ read }, input) => ({
    list: await read(listDeployments, input),
    organisations: await read(findOrganisations, {}),
  }),
})
