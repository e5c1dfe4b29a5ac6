import { z } from 'zod'
import { fileNameText } from '#kernel/identifiable-data.js'
import { MAY_REGISTER_PRODUCTS } from '#modules/products/index.js'
import { query } from '#registry/query.js'
import { checkMayImportFor } from './rules.js'
import { requireVersionOf } from './subject.js'

/** Whether the actor may import a card for a version: asked before a file is read, which costs work. */
export const checkMayImport = query({
  name: 'model-cards.check-may-import',
  allow: MAY_REGISTER_PRODUCTS,
  input: z.object({
    productId: z.string().max(60),
    versionId: z.string().max(60),
    fileName: fileNameText(),
  }),
  async run({ db, actor }, { productId, versionId, fileName }) {
    const { product } = await requireVersionOf(db, productId, versionId)
    checkMayImportFor(product, actor)
    return { fileName }
  },
})
