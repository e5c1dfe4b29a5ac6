import type { FileStore } from '#files/file-store.js'
import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { NotFound } from '#kernel/errors.js'
import { MAY_REGISTER_PRODUCTS } from '#modules/products/index.js'
import { canonicalOf } from './canonical-card.js'
import { LARGEST_CARD } from './decode-card.js'
import { importCardTo } from './import-card.js'
import { lookAtCard } from './look-at-card.js'
import { showCards } from './show-cards.js'

const params = z.object({ id: z.string().max(60), versionId: z.string().max(60) })

const cardAnswer = z.object({
  id: z.string(),
  number: z.number(),
  format: z.string(),
  digest: z.string(),
  canonical_digest: z.string(),
  imported_by: z.string(),
  imported_at: z.string(),
  stated_by: z.string(),
  statements: z.array(
    z.object({ path: z.string(), headings: z.array(z.string()), value: z.string() }),
  ),
  canonical_xml: z.string(),
})

/** The REST operations about model cards. */
export const cardRoutes = (files: FileStore): readonly AnyRoute[] => {
  const importCard = importCardTo(files)
  const common = { path: '/products/{id}/versions/{versionId}/card', tag: 'Products', params }
  return [
    route({
      ...common,
      method: 'get',
      summary:
        'The model card of a version that counts: what its supplier states, and its canonical XML',
      allow: ['signed-in'],
      scope: 'products:read',
      answer: cardAnswer,
      handle: async ({ read }, given) => {
        const { id: productId, versionId } = given.params
        const { product, cards } = await read(showCards, { productId, versionId })
        const [card] = cards
        if (!card) throw new NotFound('No model card of this version was imported.')
        return {
          id: card.id,
          number: card.number,
          format: card.format,
          digest: card.digest,
          canonical_digest: card.canonicalDigest,
          imported_by: card.organisationName,
          imported_at: card.importedAt.toISOString(),
          stated_by: product.supplierName,
          statements: card.statements.map(({ path, headings, value }) => ({
            path,
            headings: [...headings],
            value,
          })),
          canonical_xml: canonicalOf(await files.read(card.digest)),
        }
      },
    }),
    route({
      ...common,
      method: 'put',
      summary:
        'Import a model card (CHAI v0.1 or v0.2) for a version; the same card again changes nothing',
      allow: MAY_REGISTER_PRODUCTS,
      scope: 'products:write',
      rawBody: {
        contentTypes: ['application/xml', 'text/xml'],
        description: 'The card as it is.',
        largest: LARGEST_CARD,
      },
      query: z.object({ file_name: z.string().max(200).default('card.xml') }),
      answer: z.object({ id: z.string(), number: z.number(), changed: z.boolean() }),
      handle: async ({ run, read, request }, given) => {
        const about = { productId: given.params.id, versionId: given.params.versionId }
        const bytes = new Uint8Array(await request.arrayBuffer())
        const card = await lookAtCard(
          { read },
          { ...about, bytes, fileName: given.query.file_name },
        )
        return run(importCard, { ...about, card })
      },
    }),
  ]
}
