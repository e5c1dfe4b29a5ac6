import { Conflict } from '#kernel/errors.js'
import { productRegistered } from '#kernel/events/products.js'
import { addSupplier, likelySuppliers } from '#modules/organisations/index.js'
import { command, type CommandContext } from '#registry/command.js'
import { MAY_REGISTER_PRODUCTS, registerProductInput } from './model.js'
import { registerVersion } from './register-version.js'
import { CLOSE_ENOUGH, readSimilarProducts } from './similar-products.js'
import { insertProduct, readProductByName } from './store.js'

/**
 * Registers a product, with its first version where one is given. The actor's own organisation is the
 * supplier unless another is named; one that is not listed yet is added. Throws Conflict, carrying the
 * existing product, when it is there, or when one with a close name is and `isNew` does not say so.
 */
export const registerProduct = command({
  name: 'products.register-product',
  allow: MAY_REGISTER_PRODUCTS,
  input: registerProductInput,
  async run(context, input) {
    const { tx, actor, now, newId, organisationId, run } = context
    const supplierId = await settleSupplier(context, input)
    await refuseTwin(context, supplierId, input)
    const product = {
      id: newId('pro'),
      name: input.name,
      summary: input.summary,
      kind: input.kind,
      supplierId,
      vigilanceContact: input.vigilanceContact || null,
    }
    await insertProduct(tx, product, { by: actor.id, organisationId: organisationId(), at: now })
    const version = input.version
      ? await run(registerVersion, { ...input.version, productId: product.id })
      : null
    return {
      result: { id: product.id, name: product.name, versionId: version?.id ?? null },
      audit: { subject: { kind: 'product', id: product.id }, after: product },
      events: [productRegistered({ productId: product.id, supplierId, name: product.name })],
    }
  },
})

const refuseTwin = async (
  { tx }: CommandContext,
  supplierId: string,
  input: { name: string; isNew: boolean },
): Promise<void> => {
  const twin = await readProductByName(tx, supplierId, input.name)
  if (twin) {
    throw new Conflict(
      'This product is already registered. Use the existing one.',
      { productId: twin.id },
      { productId: null },
    )
  }
  if (input.isNew) return
  const [close] = await readSimilarProducts(tx, input.name, CLOSE_ENOUGH, 1)
  if (close) {
    throw new Conflict(
      `A product with a close name is registered: ${close.name} by ${close.supplierName}. Use it, or say that this is another one.`,
      { productId: close.id },
      { productId: null },
    )
  }
}

const settleSupplier = async (
  { tx, run, organisationId }: CommandContext,
  input: { supplierId?: string | undefined; supplierName?: string | undefined },
): Promise<string> => {
  if (input.supplierId) return input.supplierId
  if (!input.supplierName) return organisationId()
  const [likeliest] = await likelySuppliers(tx, input.supplierName, 1)
  if (likeliest?.exact) return likeliest.id
  return (await run(addSupplier, { name: input.supplierName })).id
}
