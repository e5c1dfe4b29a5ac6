import { z } from 'zod'
import { readOpportunity, readUseCasesOf } from '#modules/opportunities/index.js'
import { readVersions, requireProduct } from '#modules/products/index.js'
import { query } from '#registry/query.js'
import { ownersOf } from './find-owners.js'
import { readSites } from './site-store.js'

/** What somebody registering a use of a product chooses from. Throws NotFound. */
export const findChoices = query({
  name: 'deployments.find-choices',
  allow: ['signed-in'],
  input: z.object({ productId: z.string().max(60), opportunityId: z.string().max(60).optional() }),
  async run({ db, organisationId }, { productId, opportunityId }) {
    const own = organisationId()
    return {
      product: await requireProduct(db, productId),
      versions: await readVersions(db, productId),
      useCases: await readUseCasesOf(db, own),
      owners: await ownersOf(db, own),
      sites: await readSites(db, own),
      opportunity: opportunityId ? await readOpportunity(db, opportunityId) : undefined,
    }
  },
})
