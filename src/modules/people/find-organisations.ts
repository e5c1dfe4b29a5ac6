import { z } from 'zod'
import { query } from '#registry/query.js'

/** Listed organisations by name or ODS code, for the first organisation and first administrators. */
export const findOrganisations = query({
  name: 'people.find-organisations',
  allow: ['person'],
  input: z.object({ text: z.string().max(200) }),
  async run({ db }, { text }) {
    const words = text.trim().toLowerCase().split(/\s+/).slice(0, 8).filter(Boolean)
    if (words.length === 0) return []
    let found = db
      .selectFrom('organisations')
      .select(['id', 'name', 'kind', 'ods_code'])
      .where('closed', 'is', null)
    for (const word of words) {
      const like = `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
      found = found.where((one) =>
        one.or([
          one(one.fn('lower', ['name']), 'like', like),
          one('ods_code', '=', word.toUpperCase()),
        ]),
      )
    }
    const rows = await found.orderBy('name').orderBy('id').limit(30).execute()
    return rows.map(({ id, name, kind, ods_code: odsCode }) => ({ id, name, kind, odsCode }))
  },
})
