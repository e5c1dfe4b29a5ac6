import { Conflict, Invalid } from '#kernel/errors.js'
import { productRegistered } from '#kernel/events/products.js'
import { command } from '#registry/command.js'
import { registerProductInput } from './model.js'
import { registerVersion } from './register-version.js'
import { insertProduct, readProductByName } from './store.js'

/**
 * Registers a product, with its first version where one is given. The actor's own organisation is the
 * supplier unless another is named. Throws Conflict, carrying the existing product, when it is there.
 */
export const registerProduct = command({
  name: 'products.register-product',
  allow: ['supplier-contact', 'deployment-owner', 'administrator', 'technical-lead'],
  input: registerProductInput,
  async run({ tx, actor, now, newId, organisationId, run }, input) {
    const supplierId = input.supplierId ?? organisationId()
    const twin = await readProductByName(tx, supplierId, input.name)
    if (twin) {
      throw new Conflict('This product is already registered. Use the existing one.', {
        productId: twin.id,
      })
    }
    if (input.supplierName)
      throw new Invalid([{ field: 'supplierName', message: 'Choose a listed supplier.' }])
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
