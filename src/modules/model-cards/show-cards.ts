import { readVersions, requireProduct } from '#modules/products/index.js'
import { query } from '#registry/query.js'
import { readCards, requireCard } from './card-store.js'
import { openCardInput, showCardsInput } from './model.js'
import { mayImport } from './rules.js'
import { requireVersionOf } from './subject.js'

/** A product, its versions, and the cards of one of them, the one that counts first. Throws NotFound. */
export const showCards = query({
  name: 'model-cards.show-cards',
  allow: ['signed-in'],
  input: showCardsInput,
  async run({ db, actor }, { productId, versionId }) {
    const product = await requireProduct(db, productId)
    const versions = await readVersions(db, productId)
    const version = versionId
      ? (await requireVersionOf(db, productId, versionId)).version
      : versions[0]
    return {
      product,
      versions,
      version,
      cards: version ? await readCards(db, version.id) : [],
      mayImport: mayImport(product, actor),
    }
  },
})

/** Where the bytes of a card are. Throws NotFound, also where it is of another product. */
export const openCard = query({
  name: 'model-cards.open-card',
  allow: ['signed-in'],
  input: openCardInput,
  run: async ({ db }, { productId, cardId }) => {
    const card = await requireCard(db, cardId)
    await requireVersionOf(db, productId, card.versionId)
    return card
  },
})
