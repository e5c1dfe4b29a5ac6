import type { FileStore } from '#files/file-store.js'
import { page, type PageDescription } from '#kernel/declare/page.js'
import { canonicalOf } from '../canonical-card.js'
import { openCard } from '../show-cards.js'

/** The two files of a card: as it came, byte for byte, and as canonical XML. */
export const cardFilePages = (files: FileStore): readonly PageDescription[] => [
  page({
    path: '/register/products/:id/card/:card/original.xml',
    allow: ['signed-in'],
    get: async ({ read, params }) => {
      const card = await read(openCard, { productId: params['id'], cardId: params['card'] })
      return {
        download: await files.read(card.digest),
        type: 'application/xml',
        fileName: card.fileName,
      }
    },
  }),
  page({
    path: '/register/products/:id/card/:card/canonical.xml',
    allow: ['signed-in'],
    get: async ({ read, params }) => {
      const card = await read(openCard, { productId: params['id'], cardId: params['card'] })
      return {
        download: canonicalOf(await files.read(card.digest)),
        type: 'application/xml; charset=utf-8',
        fileName: `canonical-${card.fileName}`,
      }
    },
  }),
]
