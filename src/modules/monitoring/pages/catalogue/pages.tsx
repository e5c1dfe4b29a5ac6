import { page } from '#kernel/declare/page.js'
import { showCatalogue } from '../../plan/show-catalogue.js'
import { BASE, idOf, inTab } from '../addresses.js'
import { chosenIn } from './address.js'
import { CatalogueBody } from './body.js'

/** The measure catalogue: search it, choose from it, and take what is chosen into the plan. */
export const cataloguePage = page({
  path: `${BASE}/plan/measures`,
  allow: ['signed-in'],
  get: async (context) => {
    const { query } = context
    const shown = await context.read(showCatalogue, { ...query, deploymentId: idOf(context) })
    const chosen = chosenIn(query['chosen'])
    return {
      ...inTab(context, 'Measure catalogue'),
      body: <CatalogueBody shown={shown} chosen={chosen} query={query} />,
    }
  },
})
