import { NotFound } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { addComponentInput, MAY_REGISTER_PRODUCTS } from './model.js'
import { readVersion } from './store.js'
import { insertComponent } from './told-store.js'

/** Tells what a version is built on, or that its supplier does not disclose it. Throws NotFound. */
export const addComponent = command({
  name: 'products.add-component',
  allow: MAY_REGISTER_PRODUCTS,
  input: addComponentInput,
  async run({ tx, actor, now, newId, organisationId }, { productId, versionId, kind, name }) {
    const version = await readVersion(tx, versionId)
    if (!version || (productId ?? version.productId) !== version.productId)
      throw new NotFound('There is no such version of this product in the register.')
    const component = {
      id: newId('cmp'),
      versionId,
      kind,
      name: kind === 'not-disclosed' ? 'Not disclosed' : name,
    }
    await insertComponent(tx, component, {
      by: actor.id,
      organisationId: organisationId(),
      at: now,
    })
    return {
      result: { id: component.id, productId: version.productId },
      audit: { subject: { kind: 'product', id: version.productId }, after: { component } },
      events: [],
    }
  },
})
