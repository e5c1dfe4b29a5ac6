import { versionRegistered } from '#kernel/events/products.js'
import { command } from '#registry/command.js'
import { MAY_REGISTER_PRODUCTS, registerVersionInput } from './model.js'
import { insertVersion, requireProduct } from './store.js'

/** Adds a version to a product. Throws NotFound, and Conflict when the name is taken. */
export const registerVersion = command({
  name: 'products.register-version',
  allow: MAY_REGISTER_PRODUCTS,
  input: registerVersionInput,
  async run({ tx, actor, now, newId, organisationId }, input) {
    const product = await requireProduct(tx, input.productId)
    const version = {
      ...input,
      id: newId('ver'),
      released: input.released || null,
      deviceClass: input.deviceClass || null,
    }
    await insertVersion(tx, version, { by: actor.id, organisationId: organisationId(), at: now })
    return {
      result: { id: version.id, productId: product.id, name: version.name },
      audit: { subject: { kind: 'product', id: product.id }, after: { version: version } },
      events: [
        versionRegistered({ versionId: version.id, productId: product.id, name: version.name }),
      ],
    }
  },
})
