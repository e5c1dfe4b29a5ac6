import { sql } from 'kysely'
import { partnersOf } from '#modules/organisations/index.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { runsNothing } from './runs-nothing.js'
import { listDeploymentsInput, pageOfDeployments } from './list-deployments.js'

/** More than this many are not offered as a list to choose from. */
const MOST_OFFERED = 60

/** The first page of the register: a page of deployments and the organisations to choose from, in one go. */
export const showRegister = query({
  name: 'deployments.show-register',
  allow: ['signed-in'],
  input: listDeploymentsInput,
  async run(context, input) {
    const partners = await partnersOf(context.db)
    return {
      isSupplier: await runsNothing(context.db, context.organisationId()),
      list: await pageOfDeployments(context, input, partners),
      organisations: await offered(context.db, context.organisationId(), partners),
    }
  },
})

/** The organisations whose deployments the asker may see, by name; none when there are too many to choose from. */
const offered = async (db: ReadDb, own: string, partners: readonly string[]) => {
  const ids = [...new Set([own, ...partners])]
  if (ids.length > MOST_OFFERED) return []
  return db
    .selectFrom('organisations')
    .select(['id', 'name'])
    .where('id', '=', sql<string>`any(${ids})`)
    .orderBy('name')
    .execute()
}
