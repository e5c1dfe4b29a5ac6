import { MAY_REGISTER_PRODUCTS } from '#modules/products/index.js'
import { query } from '#registry/query.js'
import { readCurrentCard } from './card-store.js'
import { checkFile } from './check-file.js'
import { compareCards } from './compare-cards.js'
import { proposeCardInput } from './model.js'
import { requireVersionOf } from './subject.js'

/** What importing a file as the card of a version would change; nothing is kept. Throws NotFound. */
export const proposeCard = query({
  name: 'model-cards.propose-card',
  allow: MAY_REGISTER_PRODUCTS,
  input: proposeCardInput,
  async run({ db }, { productId, versionId, bytes }) {
    const { product, version } = await requireVersionOf(db, productId, versionId)
    const current = await readCurrentCard(db, versionId)
    const checked = checkFile(bytes)
    if ('problems' in checked)
      return { product, version, current, problems: checked.problems, card: null }
    return {
      product,
      version,
      current,
      problems: [],
      card: checked,
      saysTheSame: checked.canonicalDigest === current?.canonicalDigest,
      changes: compareCards(current?.statements ?? [], checked.statements),
    }
  },
})
