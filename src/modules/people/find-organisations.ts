import { z } from 'zod'
import { searchOrganisations } from '#modules/organisations/index.js'
import { query } from '#registry/query.js'

const MOST = 30

/** Open organisations by name or ODS code, to choose the first one or one to be looked after. */
export const findOrganisations = query({
  name: 'people.find-organisations',
  allow: ['person'],
  input: z.object({ text: z.string().max(200) }),
  async run({ db }, { text }) {
    if (text.trim() === '') return []
    const found = await searchOrganisations(db, { text, limit: MOST })
    return found.filter((one) => one.closed === null)
  },
})
