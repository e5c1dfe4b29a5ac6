import { z } from 'zod'
import { requireOrganisation } from '#modules/organisations/index.js'
import { query } from '#registry/query.js'
import { mayClaim, mayConfirmClaim, mayEdit } from './rules.js'
import { readVersions, requireProduct } from './store.js'
import { readComponents } from './told-store.js'

/** A product, its versions and what they are built on, and what the asker may do. Throws NotFound. */
export const showProduct = query({
  name: 'products.show-product',
  allow: ['signed-in'],
  input: z.object({ id: z.string().max(40) }),
  async run({ db, actor, organisationId }, { id }) {
    const product = await requireProduct(db, id)
    return {
      product,
      versions: await readVersions(db, id),
      components: await readComponents(db, id),
      /** A supplier uses nothing; its customers do. */
      mayBeUsedHere: (await requireOrganisation(db, organisationId())).kind !== 'supplier',
      mayEdit: mayEdit(product, actor),
      mayClaim: mayClaim(product, actor),
      mayConfirmClaim: mayConfirmClaim(product, actor),
    }
  },
})
