import { z } from 'zod'
import { readUseCasesOf } from '#modules/opportunities/index.js'
import { readSitesOf } from '#modules/organisations/index.js'
import { readVersions, requireProduct } from '#modules/products/index.js'
import { query } from '#registry/query.js'
import { refuseSupplier } from './runs-nothing.js'
import { ownersOf } from './find-owners.js'

/** What somebody registering a use of a product chooses from. Throws NotFound, and NotAllowed for a supplier. */
export const findChoices = query({
  name: 'deployments.find-choices',
  allow: ['signed-in'],
  input: z.object({ productId: z.string().max(60) }),
  async run({ db, organisationId }, { productId }) {
    const own = organisationId()
    await refuseSupplier(db, own)
    return {
      product: await requireProduct(db, productId),
      versions: await readVersions(db, productId),
      useCases: await readUseCasesOf(db, own),
      owners: await ownersOf(db, own),
      sites: (await readSitesOf(db, own)).filter((site) => site.closed === null),
    }
  },
})
