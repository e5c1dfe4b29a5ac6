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
