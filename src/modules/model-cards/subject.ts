import { NotFound } from '#kernel/errors.js'
import { readVersion, requireProduct, type Product, type Version } from '#modules/products/index.js'
import type { ReadDb } from '#registry/handles.js'

/** A product and a version of it. Throws NotFound, also where the version is another product's. */
export const requireVersionOf = async (
  db: ReadDb,
  productId: string,
  versionId: string,
): Promise<{ product: Product; version: Version }> => {
  const product = await requireProduct(db, productId)
  const version = await readVersion(db, versionId)
  if (version?.productId !== product.id)
    throw new NotFound('There is no such version of this product.')
  return { product, version }
}
