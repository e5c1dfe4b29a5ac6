import { sql } from 'kysely'
import { z } from 'zod'
import { query } from '#registry/query.js'

/** The organisation of an ODS code or an id, for --organisation; null when there is none. */
export const organisationByCode = query({
  name: 'main.organisation-by-code',
  allow: ['system'],
  input: z.object({ code: z.string().max(60) }),
  run: async ({ db }, { code }) =>
    (await db
      .selectFrom('organisations')
      .select(['id', 'name'])
      .where((where) =>
        where.or([where('id', '=', code), where('ods_code', '=', code.toUpperCase())]),
      )
      .executeTakeFirst()) ?? null,
})

/** The organisation a deployment belongs to, for commands that name only the deployment; or null. */
export const organisationOfDeployment = query({
  name: 'main.organisation-of-deployment',
  allow: ['system'],
  input: z.object({ deployment: z.string().max(60) }),
  async run({ db }, { deployment }) {
    const { rows } = await sql<{ id: string; name: string }>`
      select * from organisation_of_deployment(${deployment})`.execute(db)
    return rows[0] ?? null
  },
})
