import { MAY_REGISTER_PRODUCTS } from '#modules/products/index.js'
import { query } from '#registry/query.js'
import { readCurrentCard } from './card-store.js'
import { compareCards } from './compare-cards.js'
import { proposeCardInput } from './model.js'
import { requireVersionOf } from './subject.js'

/** What importing a file as the card of a version would change; nothing is kept. Throws NotFound. */
export const proposeCard = query({
  name: 'model-cards.propose-card',
  allow: MAY_REGISTER_PRODUCTS,
  input: proposeCardInput,
  async run({ db }, { productId, versionId, card: { found } }) {
    const { product, version } = await requireVersionOf(db, productId, versionId)
    const current = await readCurrentCard(db, versionId)
    if ('problems' in found)
      return { product, version, current, problems: found.problems, card: null }
    return {
      product,
      version,
      current,
      problems: [],
      card: found,
      saysTheSame: found.canonicalDigest === current?.canonicalDigest,
      changes: compareCards(current?.statements ?? [], found.statements),
    }
  },
})
